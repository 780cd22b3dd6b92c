using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

internal static class PostSecondFactorOff
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var refused = await here.Engine.People.SecondFactor.TurnOff(here.SignedIn!, cancellation);
        return refused is null ? GetProfile.After(http, "factor")
            : await GetProfile.Page(http, new(refused.Said(here)), cancellation);
    }
}
