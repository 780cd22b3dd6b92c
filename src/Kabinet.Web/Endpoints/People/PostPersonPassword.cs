using Kabinet.Engine.Model;
using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Answers with the password itself and no redirect: it is in no address and no second answer.</summary>
internal static class PostPersonPassword
{
    public static async Task<IResult> Handle(HttpContext http, long user, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        var (given, refused) = await here.Engine.People.Accounts.Reset(here.SignedIn!, user, cancellation);
        if (refused is not null) return await AccountAnswers.Answer(http, user, refused, "");
        if (given is null) return GetPage.NotFound();
        return OneTime.Page(http, given, await here.NameOf(here.Solution.Entities[CoreEntities.User], user) ?? given.Login, null, null);
    }
}
