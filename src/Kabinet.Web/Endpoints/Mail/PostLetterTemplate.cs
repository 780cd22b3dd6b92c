using Kabinet.Engine.Outcomes;
using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Endpoints.Records;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Mail;

/// <summary>Replaces a template of letters.</summary>
internal static class PostLetterTemplate
{
    public static async Task<IResult> Handle(HttpContext http, string kind, string language, CancellationToken cancellation)
    {
        var (here, form) = (http.Kabinet(), await http.Form());
        var outcome = await here.Engine.LetterTemplates.Save(here.Actor, TypedTemplates.Of(form, kind, language), cancellation);
        switch (outcome)
        {
            case Outcome.Done:
                Toast.Leave(http, here.Say("letters.said_saved"));
                return Returns.SeeOther(http, form.Own("_return") ?? Addresses.LetterTemplates);
            case Outcome.Invalid invalid: return await SamePage.Draw(http, form, invalid.Errors) ?? GetPage.NotFound();
            case Outcome.Conflict conflict:
                return await SamePage.Draw(http, form, new Dictionary<string, IReadOnlyList<Engine.Words.Message>>
                    { [""] = [new("letters.changed_meanwhile")] }, conflict.Version) ?? GetPage.NotFound();
            default: return GetPage.NotFound();
        }
    }
}
