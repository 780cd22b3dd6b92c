using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Web.Blocks;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.People;

/// <summary>The page that shows a one-time password, this once.</summary>
internal static class OneTime
{
    public static IResult Page(HttpContext http, OneTimePassword given, string name, string? letter, GridLink? invite)
    {
        var here = http.Kabinet();
        var site = $"{http.Request.Scheme}://{http.Request.Host}/";
        return new ViewResult("/People/OneTime.cshtml",
            new OneTimeModel(name, site, given, letter, here.PlaceOf(here.Solution.Entities[CoreEntities.User], given.User), invite)
            { Leaves = here.Engine.Letters.Server is not null });
    }
}
