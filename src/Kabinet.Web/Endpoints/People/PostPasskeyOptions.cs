using Kabinet.Engine.Model;
using Kabinet.Web.People;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

/// <summary>
/// The challenge for a new passkey, in JSON. A refusal comes before the device makes one: a passkey that the cabinet does not know would
/// stay on it.
/// </summary>
internal static class PostPasskeyOptions
{
    public static async Task<IResult> Handle(HttpContext http, PasskeyCeremonies ceremonies, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (!PasskeySite.IsServed(http)) return Results.NotFound();
        var (handle, refused) = await here.Engine.People.Passkeys.Begin(here.SignedIn!, cancellation);
        if (handle is not null) return await ceremonies.BeginAdding(http, here.Person!, handle);
        var reason = (here.PasswordRefused ?? refused!).Errors.Values.First()[0];
        return Problems.Of(http, StatusCodes.Status422UnprocessableEntity, reason);
    }
}
