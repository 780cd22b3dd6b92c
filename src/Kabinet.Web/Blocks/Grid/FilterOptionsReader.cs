using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Web.Fields;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Blocks;

/// <summary>The popover of a filter by reference.</summary>
/// <param name="Filter">The filter with the chosen options first.</param>
/// <param name="Search">What is looked for among the options.</param>
/// <param name="SearchHref">Where another search is asked.</param>
internal sealed record FilterOptionsView(FilterView Filter, string? Search, PageAddress SearchHref);

internal static class FilterOptionsReader
{
    private const int Most = 30;

    public static async ValueTask<FilterOptionsView> Read(RequestContext here, FilteredList list, PageAddress at, string? search)
    {
        var filter = (await FilterSet.Read(here, list, at)).Views[0];
        var found = await here.Engine.Records.Options(here.Actor, list.Paths[0].Field, string.IsNullOrWhiteSpace(search) ? null
            : search.Trim(), [], Most, cancellation: here.Cancellation);
        var label = new FieldPath([], list.Paths[0].Field.To!.Label);
        var others = found.Records.Select(record =>
            new FilterOption(record.Id.ToString(CultureInfo.InvariantCulture), CellValue.Of(here, record, label)?.Text ?? "", null,
            IsChosen: false));
        var options = filter.Options.Concat(Special(here, list.Paths[0].Field).Concat(others)
            .ExceptBy(filter.Options.Select(option => option.Value), option => option.Value));
        return new(filter with { Options = [.. options] }, search, PageAddress.Parse(list.OptionsHref(list.Paths[0])));
    }

    private static IEnumerable<FilterOption> Special(RequestContext here, Field field)
    {
        if (field.To!.Key == CoreEntities.User && here.Actor.UserId is not null)
            yield return new(FilterSet.Me, here.Say("grid.filter_me"), null, IsChosen: false);
        if (!field.Definition.Required) yield return new(FilterSet.None, here.Say("grid.filter_empty"), null, IsChosen: false);
    }
}
