using Kabinet.Web.People;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.People;

internal static class GetPassword
{
    public static IResult Handle(HttpContext http) => Page(http, Refusals.None, StatusCodes.Status200OK);

    public static IResult Page(HttpContext http, IReadOnlyDictionary<string, string> errors, int status) =>
        new ViewResult("/People/Password.cshtml", new PasswordModel(http.Kabinet().SignedIn!.MustChangePassword, errors), status);
}
