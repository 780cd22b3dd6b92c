using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostPasskey
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? name, PasskeyCeremonies ceremonies,
        CancellationToken cancellation)
    {
        var (here, answer) = (http.Kabinet(), await PasskeyAnswer.Of(http));
        // The device has made the passkey by now, so a name that was cleared is no reason to lose it.
        var named = string.IsNullOrWhiteSpace(name) ? GetProfile.DeviceOf(http) : name;
        var made = await ceremonies.Added(http, here.Person!, answer);
        var refused = await here.Engine.People.Passkeys.Add(here.SignedIn!, named, made, cancellation);
        return refused is null ? GetProfile.After(http, "passkey")
            : await GetProfile.Page(http, new(refused.Said(here), PasskeyName: name), cancellation);
    }
}
