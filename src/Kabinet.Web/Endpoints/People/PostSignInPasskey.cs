using Kabinet.Engine.People;
using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Signs in with a passkey, from the same form as a password: what the form carries goes on with it.</summary>
internal static class PostSignInPasskey
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? login, [FromForm(Name = "return")] string? address,
        PasskeyCeremonies ceremonies, CancellationToken cancellation)
    {
        var (here, answer) = (http.Kabinet(), await PasskeyAnswer.Of(http));
        var outcome = await here.Engine.People.PasskeySignIn.Enter(() => ceremonies.Proven(http, answer), Visitors.OfBrowser(http),
            cancellation);
        if (outcome is SignInOutcome.Refused refused)
            return await GetSignIn.Page(http, new(address, login, here.Say(refused.Message)),
                Waiting.StatusOf(http, refused.Wait, StatusCodes.Status422UnprocessableEntity), cancellation);
        // Somebody who is signed in already leaves that session; it must not stay open behind the new one.
        if (here.SignedIn is { } before) await here.Engine.People.Sessions.SignOut(before, cancellation);
        return await PostSignIn.Enter(http, (SignInOutcome.Welcome)outcome, address);
    }
}
