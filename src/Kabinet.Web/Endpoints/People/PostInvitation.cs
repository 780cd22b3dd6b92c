using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Web.Blocks;
using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.People;

/// <summary>Lets a person in. Answers with the password itself and no redirect: it is in no address and no second answer.</summary>
internal static class PostInvitation
{
    public static async Task<IResult> Handle(HttpContext http, CancellationToken cancellation)
    {
        var (here, form) = (http.Kabinet(), await http.Form());
        var person = PersonOf(here, form);
        var (outcome, given) = await here.Engine.People.Accounts.Invite(here.SignedIn!, person, cancellation);
        return outcome switch
        {
            Outcome.Done when given is not null =>
                OneTime.Page(http, given, person.Name, string.IsNullOrWhiteSpace(person.Email) ? null : person.Email.Trim(),
                PeopleReader.InviteOf(here)),
            Outcome.Done done => Repeated(http, done.Id),
            Outcome.Invalid invalid => await SamePage.Draw(http, form, invalid.Errors) ?? GetPage.NotFound(),
            _ => GetPage.NotFound(),
        };
    }

    private static NewPerson PersonOf(RequestContext here, PostedForm form)
    {
        var others = form.Values(InvitationReader.Fields(here).Select(field => field.Key).Except(["name", "login", "email"]))
            .Where(pair => pair.Value is string { Length: > 0 });
        return new(form.Own("login"), form.Own("name")?.Trim() ?? "", form.Own("email"),
            [.. form.All("roles").OfType<string>().Distinct()]) { Others = others.ToDictionary(), CommandId = form.Command };
    }

    private static IResult Repeated(HttpContext http, long user)
    {
        var here = http.Kabinet();
        Toast.Leave(http, here.Say("accounts.invited_already"), "note");
        return Returns.SeeOther(http, here.PlaceOf(here.Solution.Entities[CoreEntities.User], user));
    }
}
