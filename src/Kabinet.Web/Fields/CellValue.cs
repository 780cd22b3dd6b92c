using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;
using Kabinet.Web.Views;

namespace Kabinet.Web.Fields;

/// <summary>A value to be drawn: whose it is, what it is, and the name behind a reference.</summary>
internal readonly record struct CellValue(RequestContext Here, Field Field, object? Value, string? Label)
{
    /// <summary>The cell of a column; null where the reader has no such cell.</summary>
    public static CellValue? Of(RequestContext here, Record record, FieldPath path) => At(here, record, record.Shape.IndexOf(path));

    /// <summary>The cell at a place of the record's shape; null where the reader has no such cell.</summary>
    public static CellValue? At(RequestContext here, Record record, int index) =>
        index < 0 || record.Values[index] == Record.Hidden ? null
            : new(here, record.Shape.Columns[index].Field, record.Values[index], record.Labels.Count > index ? record.Labels[index]
            : null) { IsLate = record.IsLate(record.Shape.Columns[index]) };

    /// <summary>A date whose time is over while its work is not.</summary>
    public bool IsLate { get; init; }

    /// <summary>The value in words, without HTML: for titles, cards, prints.</summary>
    public string Text => Value is null ? "" : Label ?? (Field.To is null ? Field.Kind.Show(Field, Value, Here.Culture, Here.Zone) : "");

    /// <summary>There is room for the date beside how late it is.</summary>
    public bool HasRoom { get; init; }

    private static readonly Html LateTone = Html.Of($" class=\"tone-late\"");

    /// <summary>The class of a late date; nothing for others.</summary>
    public Html LateClass => IsLate ? LateTone : Html.Empty;

    /// <summary>A late date in words: how late, and where there is room the date before it.</summary>
    public string LateText => Value switch
    {
        DateOnly day => HasRoom ? $"{Here.Days.Say(day)}, {Here.Days.Late(day)}" : Here.Days.Late(day),
        DateTime moment => HasRoom ? $"{Here.Days.Say(moment)}, {Here.Days.Late(moment)}" : Here.Days.Late(moment),
        _ => Text,
    };
}
