using Kabinet.Engine.Definitions;
using Kabinet.Engine.Records;

namespace Kabinet.Web.Pages;

/// <summary>The same list as a file.</summary>
internal sealed partial class GridReader
{
    /// <summary>What a list would show on all its pages: its query and the heading of each column.</summary>
    public static async ValueTask<(RecordQuery Query, IReadOnlyDictionary<FieldPath, string> Headings)> Export(PageContext page, GridBlock block) =>
        await new GridReader(page, block, await GridPreferences.Read(page.Request, GridPreferences.PlaceOf(page.Page, block))).Export();

    private async ValueTask<(RecordQuery, IReadOnlyDictionary<FieldPath, string>)> Export()
    {
        var filters = await FilterSet.Read(here, new(block.Entity, Filters(), prefix, OptionsHref), address);
        var headings = new OrderedDictionary<FieldPath, string>();
        foreach (var column in Shown)
        {
            headings.TryAdd(column.Path, WithUnit(column.Path.Field, TitleOf(column)));
            // The quiet second line of a cell is a column of its own.
            foreach (var under in column.Under) headings.TryAdd(under, WithUnit(under.Field, here.Say(under.Field.Title)));
        }
        return (Query(filters, CurrentView()) with { Columns = [.. headings.Keys], After = null }, headings);
    }

    // Numbers stand in a sheet without their unit.
    private string WithUnit(Field field, string title) =>
        field.Type.Kind == Engine.Expressions.ValueKind.Number && field.Definition.Unit is { } unit ? $"{title}, {here.Say(unit)}" : title;

    private string ExportHref() => $"/export/{block.Key}?at={Uri.EscapeDataString(address.Without(prefix + "after", prefix + "rows").ToString())}";
}
