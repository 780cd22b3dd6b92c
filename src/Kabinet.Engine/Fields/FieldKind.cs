using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>A kind of field: type, parsing, validation, formatting. One file for each kind, one line in <see cref="FieldKinds"/>.</summary>
public abstract class FieldKind
{
    /// <summary>Name of the kind in definitions (<c>money</c>).</summary>
    public abstract string Name { get; }

    /// <summary>Keys of <see cref="FieldDefinition"/> that this kind supports, besides those that every kind supports.</summary>
    public virtual IReadOnlyList<string> Options => [];

    /// <summary>Type in expressions and in the database.</summary>
    public abstract DataType TypeOf(FieldDefinition definition);

    /// <summary>The definition completed from the solution's settings, for example with the currency sign.</summary>
    internal virtual FieldDefinition Complete(FieldDefinition definition, SolutionSettingsDefinition settings) => definition;

    /// <summary>
    /// Parses and validates an input. A <see cref="string"/> is in a format that people type (decimal comma, spaces, <c>дд.мм.гггг</c>) or
    /// in the exact format of the API. Numbers and booleans come from JSON. Null and blank text mean no value.
    /// </summary>
    /// <returns>The error message, or null if <paramref name="value"/> is valid.</returns>
    public abstract Message? Accept(Field field, object? input, out object? value);

    /// <summary>
    /// Parses and validates an input in a form. An input that still holds what the form showed is no change, even where the form shows less
    /// than the value or the definition no longer allows it.
    /// </summary>
    /// <returns>The error message, or null if <paramref name="value"/> is valid.</returns>
    public Message? Accept(Field field, object? input, Typing typing, out object? value)
    {
        if (input is not string text || typing.Present is not { } present || !IsShown(field, text, present))
            return Accept(field, input, typing.Reader, out value);
        value = present;
        return null;
    }

    /// <summary>The same as typed by a reader of a language; null for a file or a program, whose language is unknown.</summary>
    protected virtual Message? Accept(Field field, object? input, Language? reader, out object? value) =>
        Accept(field, input, out value);

    /// <summary>Whether a text is what a form shows for a value.</summary>
    protected virtual bool IsShown(Field field, string text, object present) =>
        InputText.IsSame(text, Edit(field, present, field.Zone));

    /// <summary>The part of a stored text that somebody looks for, where it is typed otherwise than stored.</summary>
    public virtual string Sought(string text) => text;

    /// <summary>Returns true if a computed value fits the column: a calculation can give a number with too many digits.</summary>
    public virtual bool Holds(Field field, object? value) => true;

    /// <summary>The value formatted for display, as plain text; empty for null.</summary>
    public abstract string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone);

    /// <summary>The value formatted for a form input (<c>2026-11-21</c>, <c>1250.50</c>).</summary>
    public virtual string Edit(Field field, object? value, TimeZoneInfo zone) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}

/// <summary>How an input came to be.</summary>
/// <param name="Reader">Language of the person who typed it; null where unknown.</param>
/// <param name="Present">The value that the form showed; null for none.</param>
public readonly record struct Typing(Language? Reader, object? Present);
