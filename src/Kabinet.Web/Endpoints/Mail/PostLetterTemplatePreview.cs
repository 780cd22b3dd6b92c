using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Mail;

/// <summary>What a letter would look like with the template that is being typed; nothing is stored.</summary>
internal static class PostLetterTemplatePreview
{
    public static async Task<IResult> Handle(HttpContext http, string kind, string language)
    {
        var here = http.Kabinet();
        var typed = TypedTemplates.Of(await http.Form(), kind, language);
        return Engine.Words.Languages.Find(language) is not null && here.Engine.LetterTemplates.Preview(here.Actor, typed) is { } document
            ? Results.Content(document, "text/html; charset=utf-8") : GetPage.NotFound();
    }
}
