using System.Globalization;
using Kabinet.Engine.Words;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Endpoints.Records;

/// <summary>A form that stands on a page of the solution is drawn again on that same page, with everything typed.</summary>
internal static class SamePage
{
    /// <summary>The page the form names; null where it names none that this actor has.</summary>
    public static async ValueTask<IResult?> Draw(HttpContext http, PostedForm form,
        IReadOnlyDictionary<string, IReadOnlyList<Message>> errors, int? version = null)
    {
        var here = http.Kabinet();
        if (form.Own("_page") is not { } key || !here.Solution.Pages.TryGetValue(key, out var page) || !SitePages.Has(here.Actor, page))
            return null;
        var address = PageAddress.Parse(form.Own("_return"));
        var id = SentNumber.Of(form.Own("_record"));
        var query = new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.State));
        var path = page.Definition.Path.Replace("{id}", id?.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var reader = http.RequestServices.GetRequiredService<PageReader>();
        var view = await reader.Read(here, page, new(path, query, id), new(form.Own("_block") ?? "", form, errors) { Version = version });
        return view is null ? null : new ViewResult("/Pages/Page.cshtml", view, StatusCodes.Status422UnprocessableEntity);
    }
}
