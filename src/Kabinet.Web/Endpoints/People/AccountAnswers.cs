using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.People;

/// <summary>
/// How commands about an account are answered: done, back to the person with a word; refused, the same page with the reason.
/// </summary>
internal static class AccountAnswers
{
    public static async ValueTask<IResult> Answer(HttpContext http, long user, Outcome outcome, string said)
    {
        var here = http.Kabinet();
        if (outcome is Outcome.Invalid invalid) return await SamePage.Draw(http, await http.Form(), invalid.Errors) ?? GetPage.NotFound();
        if (outcome is not Outcome.Done) return GetPage.NotFound();
        var people = here.Solution.Entities[CoreEntities.User];
        Toast.Leave(http, here.Say(said, await here.NameOf(people, user) ?? ""));
        return Returns.SeeOther(http, here.PlaceOf(people, user));
    }
}
