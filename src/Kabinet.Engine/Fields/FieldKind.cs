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

    /// <summary>Returns true if a computed value fits the column: a calculation can give a number with too many digits.</summary>
    public virtual bool Holds(Field field, object? value) => true;

    /// <summary>The value formatted for display, as plain text; empty for null.</summary>
    public abstract string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone);

    /// <summary>The value formatted for a form input (<c>2026-11-21</c>, <c>1250.50</c>).</summary>
    public virtual string Edit(Field field, object? value, TimeZoneInfo zone) =>
        Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
