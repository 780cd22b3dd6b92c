using Kabinet.Web.People;

namespace Kabinet.Web.Endpoints.People;

/// <summary>The challenge of a sign-in with a passkey, in JSON. Nothing is kept of it until it is answered.</summary>
internal static class GetSignInPasskey
{
    public static async Task<IResult> Handle(HttpContext http, PasskeyCeremonies ceremonies) =>
        PasskeySite.IsServed(http) ? await ceremonies.BeginEntering(http) : Results.NotFound();
}
