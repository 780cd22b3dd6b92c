using Kabinet.Engine.Outcomes;
using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Mail;

/// <summary>Goes back to the original template.</summary>
internal static class PostLetterTemplateReset
{
    public static async Task<IResult> Handle(HttpContext http, string kind, string language, CancellationToken cancellation)
    {
        var (here, form) = (http.Kabinet(), await http.Form());
        var outcome = await here.Engine.LetterTemplates.Reset(here.Actor, kind, language, cancellation);
        if (outcome is not Outcome.Done) return GetPage.NotFound();
        Toast.Leave(http, here.Say("letters.said_reset"));
        return Returns.SeeOther(http, form.Own("_return") ?? Addresses.LetterTemplates);
    }
}
