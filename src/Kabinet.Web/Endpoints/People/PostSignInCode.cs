using Kabinet.Engine.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

internal static class PostSignInCode
{
    public static async Task<IResult> Handle(HttpContext http, [FromForm] string? code, [FromForm(Name = "return")] string? address,
        CancellationToken cancellation)
    {
        var here = http.Kabinet();
        if (!here.IsGuest || SessionCookie.Of(http) is not { } token) return Returns.SeeOther(http, Addresses.SignIn);
        return await here.Engine.People.SecondFactor.Pass(token, code ?? "", Visitors.OfBrowser(http), cancellation) switch
        {
            SignInOutcome.Welcome welcome => await PostSignIn.Enter(http, welcome, address),
            SignInOutcome.Refused refused =>
                GetSignInCode.Page(http, address, here.Say(refused.Message),
                    Waiting.StatusOf(http, refused.Wait, StatusCodes.Status422UnprocessableEntity)),
            _ => throw new InvalidOperationException("A code is right or wrong"),
        };
    }
}
