using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Request;
using Kabinet.Web.Views;

namespace Kabinet.Web.Blocks;

/// <summary>
/// The rows of a list. Hundreds of cells are most of what a site ever draws, so they are written straight into the answer.
/// </summary>
internal sealed class GridBody : IMarkup
{
    private const int ShortName = 24;
    private static readonly Html Link = Html.Of($" class=\"is-link\""), VoidLink = Html.Of($" class=\"is-link is-void\""),
        Void = Html.Of($" class=\"is-void\"");
    private readonly RequestContext here;
    private readonly GridView grid;
    private readonly BodyColumn[] columns;
    private readonly StatusPills pills;
    private readonly int name;

    public GridBody(RequestContext here, GridView grid)
    {
        (this.here, this.grid, pills) = (here, grid, new(here, grid.Entity));
        var shape = grid.Rows.Records[0].Shape;
        columns = [.. grid.Rows.Columns.Select(column => new BodyColumn(column, shape))];
        name = columns.FirstOrDefault(column => column.Column.IsMain)?.Place ?? -1;
    }

    public void WriteTo(HtmlWriter to)
    {
        foreach (var record in grid.Rows.Records) Row(to, record);
    }

    private void Row(HtmlWriter to, Record record)
    {
        var href = grid.Rows.HrefOf(record);
        to.Write($"<tr id=\"{grid.Key}-{record.Id}\"{LookOf(record, href is not null)}>");
        if (grid.Bulk.Count > 0) Box(to, record);
        foreach (var column in columns)
        {
            to.Write(column.Head);
            if (column.Column.IsMain) Main(to, record, column, href);
            else if (column.Column.IsStatus) pills.Draw(to, record);
            else if (CellValue.At(here, record, column.Place) is { } cell) Other(to, record, column, cell);
            to.Write($"</td>");
        }
        to.Write($"</tr>\n");
    }

    private static Html LookOf(Record record, bool isLink) => (StatusPills.IsVoid(record), isLink) switch
    {
        (true, true) => VoidLink,
        (true, false) => Void,
        (false, true) => Link,
        _ => Html.Empty,
    };

    private static void Other(HtmlWriter to, Record record, BodyColumn column, CellValue cell)
    {
        var list = column.Column.Opened.GetValueOrDefault(record.Id);
        if (list is not null) to.Write($"""<a class="figure" href="{list}">""");
        Cells.Draw(to, cell);
        if (list is not null) to.Write($"</a>");
    }

    private void Box(HtmlWriter to, Record record)
    {
        var label = here.Say("grid.select", CellValue.At(here, record, name)?.Text ?? $"{record.Id}");
        to.Write($"""<td class="grid-box"><input class="form-check-input" type="checkbox" form="{grid.Key}-bulk" """);
        to.Write($"""name="id" value="{record.Id}" aria-label="{label}"></td>""");
    }

    private void Main(HtmlWriter to, Record record, BodyColumn column, string? href)
    {
        var cell = CellValue.At(here, record, column.Place);
        to.Write($"""<div class="row-lines">""");
        if (href is not null)
        {
            var shown = cell?.Text is { Length: > 0 } text ? text : here.Say("ui.empty_cell");
            to.Write($"""<a class="row-link" href="{href}"{TitleOf(shown)}>{shown}</a>""");
        }
        else
        {
            to.Write($"""<span class="row-name"{TitleOf(cell?.Text)}>""");
            if (cell is { } shown) Cells.Draw(to, shown);
            to.Write($"</span>");
        }
        if (column.Under.Length > 0) Under(to, record, column);
        to.Write($"</div>");
    }

    // A short name is never cut.
    private static Html TitleOf(string? name) => name?.Length > ShortName ? Html.Of($" title=\"{name}\"") : Html.Empty;

    private void Under(HtmlWriter to, Record record, BodyColumn column)
    {
        to.Write($"""<span class="row-under">""");
        foreach (var place in column.Under)
            if (CellValue.At(here, record, place)?.Text is { Length: > 0 } text) to.Write($"<span>{text}</span>");
        to.Write($"</span>");
    }

    /// <summary>A column with the places of its values and the beginning of its cells.</summary>
    private sealed class BodyColumn(GridColumn column, RecordShape shape)
    {
        public GridColumn Column => column;
        public int Place { get; } = shape.IndexOf(column.Path);
        public int[] Under { get; } = [.. column.Under.Select(shape.IndexOf)];
        /// <summary>The title goes with the value where a row is a card; what names the record or says its state needs none.</summary>
        public Html Head { get; } = column.Look is "is-main" or "is-status" or "is-number" ? Html.Of($"<td class=\"{column.Look}\">")
            : column.Look.Length > 0 ? Html.Of($"<td class=\"{column.Look}\" data-label=\"{column.Title}\">")
                : Html.Of($"<td data-label=\"{column.Title}\">");
    }
}
