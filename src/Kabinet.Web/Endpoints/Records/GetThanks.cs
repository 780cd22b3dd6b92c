using Kabinet.Engine.Blocks;
using Kabinet.Engine.Words;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>What is said after a form whose record its sender may not read.</summary>
internal static class GetThanks
{
    public static IResult Handle(HttpContext http, string page)
    {
        var here = http.Kabinet();
        if (!here.Solution.Pages.TryGetValue(page, out var found) || !SitePages.Has(here.Actor, found)) return Results.NotFound();
        var thanks = found.Blocks.OfType<FormBlock>().Select(form => form.Definition.Thanks).OfType<LocalizedText>().FirstOrDefault();
        return new ViewResult("/Dialogs/Thanks.cshtml", thanks is null ? here.Say("form.thanks") : here.Say(thanks));
    }
}
