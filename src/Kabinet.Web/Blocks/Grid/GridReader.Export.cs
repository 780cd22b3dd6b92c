using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Reading;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>What a list would show on all its pages.</summary>
/// <param name="Query">Its query.</param>
/// <param name="Headings">Heading of each column.</param>
internal sealed record GridExport(RecordQuery Query, IReadOnlyDictionary<FieldPath, string> Headings);

/// <summary>The same list as a file.</summary>
internal sealed partial class GridReader
{
    public static async ValueTask<GridExport> Export(PageContext page, GridBlock block) =>
        await new GridReader(page, block, await GridPreferences.Read(page.Request, GridPreferences.PlaceOf(page.Page, block))).Export();

    private async ValueTask<GridExport> Export()
    {
        var filters = await Filters(List(), CurrentView());
        var headings = new OrderedDictionary<FieldPath, string>();
        foreach (var column in Shown)
        {
            headings.TryAdd(column.Path, WithUnit(column.Path.Field, TitleOf(column)));
            // The quiet second line of a cell is a column of its own.
            foreach (var under in column.Under) headings.TryAdd(under, WithUnit(under.Field, here.Say(under.Field.Title)));
        }
        return new(Query(filters, CurrentView()) with { Columns = [.. headings.Keys], After = null }, headings);
    }

    // Numbers stand in a sheet without their unit.
    private string WithUnit(Field field, string title) =>
        field.Type.Kind == Engine.Expressions.ValueKind.Number && field.Definition.Unit is { } unit ? $"{title}, {here.Say(unit)}" : title;

    private string ExportHref() =>
        Addresses.Export(block.Key, address.Without(prefix + ListAddress.After, prefix + ListAddress.Rows).ToString());
}
