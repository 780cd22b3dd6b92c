using Kabinet.Web.People;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.People;

internal static class GetSecondFactor
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var factor = here.Engine.People.SecondFactor;
        var secret = await factor.Begun(here.SignedIn!, cancellation) ?? await factor.Begin(here.SignedIn!, cancellation);
        return secret is null ? Returns.Redirect(Addresses.Profile) : Page(secret, Refusals.None, StatusCodes.Status200OK);
    }

    public static IResult Page(string secret, IReadOnlyDictionary<string, string> errors, int status) =>
        new ViewResult("/People/SecondFactor.cshtml", new SecondFactorModel(secret, errors), status);
}
