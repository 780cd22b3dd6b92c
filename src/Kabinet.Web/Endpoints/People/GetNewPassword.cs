using Kabinet.Web.People;
using Kabinet.Web.Request;
using Microsoft.AspNetCore.Mvc;

namespace Kabinet.Web.Endpoints.People;

/// <summary>The page that a link of a letter leads to: a new password, or that the link no longer works.</summary>
internal static class GetNewPassword
{
    public static Task<IResult> Handle(HttpContext http, [FromQuery] string? token, CancellationToken cancellation) =>
        Page(http, token, Refusals.None, cancellation);

    public static async Task<IResult> Page(HttpContext http, string? token, IReadOnlyDictionary<string, string> errors,
        CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var person = await here.Engine.People.Recovery.Whose(here.Solution, token ?? "", cancellation);
        var status = person is null ? StatusCodes.Status410Gone
            : errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        return new Site.ViewResult("/People/NewPassword.cshtml", new NewPasswordModel(token ?? "", person?.Login, errors), status);
    }
}
