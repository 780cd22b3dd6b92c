using Kabinet.Engine.People;
using Kabinet.Web.People;
using Kabinet.Web.Pipeline;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostSignIn
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? login, [FromForm] string? password,
        [FromForm(Name = "return")] string? address, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        // Somebody who is signed in already leaves that session; it must not stay open behind the new one.
        if (here.SignedIn is { } before) await here.Engine.People.Sessions.SignOut(before, cancellation);
        return await here.Engine.People.SignIn.Enter(login ?? "", password ?? "", Visitors.OfBrowser(http), cancellation) switch
        {
            SignInOutcome.Welcome welcome => await Enter(http, welcome, address),
            SignInOutcome.FactorNeeded pending => AskCode(http, pending.Token, address),
            SignInOutcome.Refused refused =>
                await GetSignIn.Page(http, new(address, login, here.Say(refused.Message)),
                    Waiting.StatusOf(http, refused.Wait, StatusCodes.Status422UnprocessableEntity), cancellation),
            _ => throw new InvalidOperationException("A fourth outcome of sign-in"),
        };
    }

    public static async ValueTask<IResult> Enter(HttpContext http, SignInOutcome.Welcome welcome, string? address)
    {
        SessionCookie.Give(http, welcome.Token);
        BrowserMark.Give(http, welcome.Mark);
        if (!welcome.MustChangePassword && Carried.From(http) is { } carried)
        {
            await http.BecomeKnown(welcome.Token);
            return carried.Page(http, "carried.signed_in", StatusCodes.Status200OK);
        }
        return Returns.SeeOther(http, welcome.MustChangePassword ? Addresses.Password : Returns.Safe(address));
    }

    private static IResult AskCode(HttpContext http, string token, string? address)
    {
        SessionCookie.Give(http, token);
        if (Carried.From(http) is not null) return GetSignInCode.Page(http, address, null, StatusCodes.Status200OK);
        return Returns.SeeOther(http, Addresses.SignInCodeThen(Returns.Safe(address)));
    }
}
