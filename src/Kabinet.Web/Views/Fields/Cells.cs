using System.Text.Encodings.Web;
using Kabinet.Engine.Definitions;
using Kabinet.Engine.Records;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Views.Fields;

/// <summary>Draws a value as its kind is drawn everywhere: in lists, on records, on cards. One function per kind of field.</summary>
internal static class Cells
{
    private static readonly Dictionary<string, Func<CellValue, Html>> ByKind = new(StringComparer.Ordinal)
    {
        ["choice"] = Choice,
        ["date"] = Date,
        ["datetime"] = Moment,
        ["decimal"] = Number,
        ["email"] = Email,
        ["money"] = Money,
        ["number"] = Number,
        ["phone"] = Phone,
        ["ref"] = Reference,
        ["text"] = Text,
        ["yes_no"] = YesNo,
    };

    private static readonly HashSet<string> RightAligned = new(StringComparer.Ordinal) { "decimal", "money", "number" };

    /// <summary>The cell of a column of a record; nothing where the reader has no such cell.</summary>
    public static Html Draw(RequestContext here, Record record, FieldPath path) => CellValue.Of(here, record, path) is { } cell ? Draw(cell) : Html.Empty;

    /// <summary>A value of a field.</summary>
    public static Html Draw(CellValue cell) =>
        cell.Value is null ? Empty : ByKind.TryGetValue(cell.Field.Kind.Name, out var draw) ? draw(cell) : Text(cell);

    /// <summary>Numbers stand at the right of their column.</summary>
    public static bool IsRight(Field field) => RightAligned.Contains(field.Kind.Name);

    private static readonly Html Empty = Html.Of($"<span class=\"cell-empty\">—</span>");

    /// <summary>A dot and a word; the colours of states and choices.</summary>
    public static Html Dot(string? color, string text) => Html.Of($"<span class=\"dot\" data-color=\"{color ?? "grey"}\">{text}</span>");

    private static Html Choice(CellValue cell) =>
        cell.Field.Choices.TryGetValue((string)cell.Value!, out var choice) && choice.Color is { } color ? Dot(color, cell.Text) : Html.Of($"<span>{cell.Text}</span>");

    private static Html Date(CellValue cell)
    {
        var (day, days) = ((DateOnly)cell.Value!, cell.Days);
        return Html.Of($"<time datetime=\"{day:yyyy-MM-dd}\" title=\"{days.Exact(day)}\"{Late(cell)}>{(cell.IsLate ? cell.LateText : days.Say(day))}</time>");
    }

    private static Html Moment(CellValue cell)
    {
        var (moment, days) = ((DateTime)cell.Value!, cell.Days);
        return Html.Of($"<time datetime=\"{moment:yyyy-MM-ddTHH:mm:ssZ}\" title=\"{days.Exact(moment)}\"{Late(cell)}>{(cell.IsLate ? cell.LateText : days.Say(moment))}</time>");
    }

    private static readonly Html LateTone = Html.Of($" class=\"tone-late\"");

    private static Html Late(CellValue cell) => cell.IsLate ? LateTone : Html.Empty;

    private static Html Number(CellValue cell) => Html.Of($"<span class=\"number\">{cell.Text}</span>");

    // Whole roubles are read faster without their zero kopecks.
    private static Html Money(CellValue cell) => Html.Of($"<span class=\"number\">{cell.WholeText}</span>");

    private static Html Email(CellValue cell) => Html.Of($"<a href=\"mailto:{UrlEncoder.Default.Encode(cell.Text).Replace("%40", "@", StringComparison.Ordinal)}\">{cell.Text}</a>");

    private static Html Phone(CellValue cell) => Html.Of($"<a class=\"number\" href=\"tel:{Dialled(cell.Text)}\">{cell.Text}</a>");

    private static string Dialled(string phone) => string.Concat(phone.Where(character => char.IsAsciiDigit(character) || character == '+'));

    // A record the reader may not open is a name; one he may not even name is nothing.
    private static Html Reference(CellValue cell)
    {
        if (cell.Label is not { } label) return Empty;
        var address = cell.Field.To is { } to ? SitePages.Of(cell.Here.Solution).AddressOf(to, (long)cell.Value!, cell.Here.Actor) : null;
        return address is null ? Html.Of($"<span>{label}</span>") : Html.Of($"<a href=\"{address}\" data-turbo-frame=\"_top\">{label}</a>");
    }

    private static Html Text(CellValue cell) =>
        cell.Field.Definition.Multiline ? Html.Of($"<span class=\"cell-lines\">{cell.Text}</span>") : Html.Of($"<span>{cell.Text}</span>");

    private static Html YesNo(CellValue cell) =>
        (bool)cell.Value! ? Html.Of($"<span class=\"cell-yes\">{Icons.Draw("check", cell.Text)}</span>") : Html.Of($"<span class=\"cell-empty\">{cell.Text}</span>");
}
