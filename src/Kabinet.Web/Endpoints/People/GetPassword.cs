using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Web.Blocks;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class GetPassword
{
    public static IResult Handle(HttpContext http) => Page(http, Refusals.None, StatusCodes.Status200OK);

    public static IResult Page(HttpContext http, IReadOnlyDictionary<string, string> errors, int status) =>
        new ViewResult("/Views/People/Password.cshtml", new PasswordModel(http.Kabinet().SignedIn!.MustChangePassword, errors), status);
}
