using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>Draws a value as its kind is drawn everywhere.</summary>
internal static class Cells
{
    /// <summary>Stands where there is no value.</summary>
    public static readonly Html Empty = Html.Of($"<span class=\"cell-empty\">—</span>");

    /// <summary>A value of a field, drawn when the page is written.</summary>
    public static Drawing Draw(CellValue cell) => new(to => Draw(to, cell));

    /// <summary>A value of a field.</summary>
    public static void Draw(HtmlWriter to, CellValue cell)
    {
        if (cell.Value is null) to.Write(Empty);
        else cell.Here.LookOf(cell.Field).Draw(to, cell);
    }

    /// <summary>A dot and a word; the colours of states and choices.</summary>
    public static Html Dot(string? color, string text) => Html.Of($"<span class=\"dot\" data-color=\"{color ?? "grey"}\">{text}</span>");
}
