using Kabinet.Engine.People;
using Kabinet.Web.Endpoints.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Endpoints.Mail;

/// <summary>
/// A letter as it arrives, for a frame of our pages. It is made of our own template and of values without markup; the headers of the answer
/// are those of shown files, so nothing in it could run.
/// </summary>
internal static class GetLetterView
{
    public static async Task<IResult> Handle(HttpContext http, long id, CancellationToken cancellation)
    {
        var here = http.Kabinet();
        return await here.Engine.Letters.Find(here.Actor, id, cancellation) is { } letter
            && Letters.Document(here.Actor, letter) is { } document
                ? Results.Content(document, "text/html; charset=utf-8") : GetPage.NotFound();
    }
}
