using System.Text.Encodings.Web;
using Kabinet.Engine.Model;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;
using Kabinet.Web.Site;

namespace Kabinet.Web.Views.Fields;

/// <summary>Draws a value as its kind is drawn everywhere: in lists, on records, on cards. One function per kind of field.</summary>
internal static class Cells
{
    private static readonly Dictionary<string, Action<HtmlWriter, CellValue>> ByKind = new(StringComparer.Ordinal)
    {
        ["choice"] = Choice,
        ["date"] = Date,
        ["datetime"] = Moment,
        ["decimal"] = Number,
        ["email"] = Email,
        ["money"] = Number,
        ["number"] = Number,
        ["phone"] = Phone,
        ["ref"] = Reference,
        ["text"] = Text,
        ["yes_no"] = YesNo,
    };

    private static readonly HashSet<string> RightAligned = new(StringComparer.Ordinal) { "decimal", "money", "number" };

    /// <summary>A value of a field, drawn when the page is written.</summary>
    public static Drawing Draw(CellValue cell) => new(to => Draw(to, cell));

    /// <summary>A value of a field.</summary>
    public static void Draw(HtmlWriter to, CellValue cell)
    {
        if (cell.Value is null) to.Write(Empty);
        else if (ByKind.TryGetValue(cell.Field.Kind.Name, out var draw)) draw(to, cell);
        else Text(to, cell);
    }

    /// <summary>Numbers stand at the right of their column.</summary>
    public static bool IsRight(Field field) => RightAligned.Contains(field.Kind.Name);

    private static readonly Html Empty = Html.Of($"<span class=\"cell-empty\">—</span>");

    /// <summary>A dot and a word; the colours of states and choices.</summary>
    public static Html Dot(string? color, string text) => Html.Of($"<span class=\"dot\" data-color=\"{color ?? "grey"}\">{text}</span>");

    private static void Choice(HtmlWriter to, CellValue cell)
    {
        if (cell.Field.Choices.TryGetValue((string)cell.Value!, out var choice) && choice.Color is { } color) to.Write(Dot(color, cell.Text));
        else to.Write($"<span>{cell.Text}</span>");
    }

    private static void Date(HtmlWriter to, CellValue cell)
    {
        var (day, days) = ((DateOnly)cell.Value!, cell.Here.Days);
        to.Write($"<time datetime=\"{day:yyyy-MM-dd}\" title=\"{days.Exact(day)}\"{Late(cell)}>{(cell.IsLate ? cell.LateText : days.Say(day))}</time>");
    }

    private static void Moment(HtmlWriter to, CellValue cell)
    {
        var (moment, days) = ((DateTime)cell.Value!, cell.Here.Days);
        to.Write($"<time datetime=\"{moment:yyyy-MM-ddTHH:mm:ssZ}\" title=\"{days.Exact(moment)}\"{Late(cell)}>{(cell.IsLate ? cell.LateText : days.Say(moment))}</time>");
    }

    private static readonly Html LateTone = Html.Of($" class=\"tone-late\"");

    private static Html Late(CellValue cell) => cell.IsLate ? LateTone : Html.Empty;

    private static void Number(HtmlWriter to, CellValue cell) => to.Write($"<span class=\"number\">{cell.Text}</span>");

    private static void Email(HtmlWriter to, CellValue cell) =>
        to.Write($"<a href=\"mailto:{UrlEncoder.Default.Encode(cell.Text).Replace("%40", "@", StringComparison.Ordinal)}\">{cell.Text}</a>");

    private static void Phone(HtmlWriter to, CellValue cell) => to.Write($"<a class=\"number\" href=\"tel:{Dialled(cell.Text)}\">{cell.Text}</a>");

    private static string Dialled(string phone) => string.Concat(phone.Where(character => char.IsAsciiDigit(character) || character == '+'));

    // A record the reader may not open is a name; one he may not even name is nothing.
    private static void Reference(HtmlWriter to, CellValue cell)
    {
        if (cell.Label is not { } label) to.Write(Empty);
        else if (cell.Field.To is { } target && SitePages.Of(cell.Here.Solution).AddressOf(target, (long)cell.Value!, cell.Here.Actor) is { } address)
            to.Write($"<a href=\"{address}\" data-turbo-frame=\"_top\">{label}</a>");
        else to.Write($"<span>{label}</span>");
    }

    private static void Text(HtmlWriter to, CellValue cell)
    {
        if (cell.Field.Definition.Multiline) to.Write($"<span class=\"cell-lines\">{cell.Text}</span>");
        else to.Write($"<span>{cell.Text}</span>");
    }

    private static void YesNo(HtmlWriter to, CellValue cell)
    {
        if ((bool)cell.Value!) to.Write($"<span class=\"cell-yes\">{Icons.Draw("check", cell.Text)}</span>");
        else to.Write($"<span class=\"cell-empty\">{cell.Text}</span>");
    }
}
