using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>What one kind of field knows: its type, how input becomes a value, what it refuses, how it is shown. One file per kind, one line in <see cref="FieldKinds"/>.</summary>
public abstract class FieldKind
{
    /// <summary>Name in definitions (<c>money</c>).</summary>
    public abstract string Name { get; }

    /// <summary>Keys of <see cref="FieldDefinition"/> that mean something for this kind, besides those of every kind.</summary>
    public virtual IReadOnlyList<string> Options => [];

    /// <summary>Type in expressions and in the database.</summary>
    public abstract DataType TypeOf(FieldDefinition definition);

    /// <summary>What was written, with what the solution's settings add to it for this kind.</summary>
    internal virtual FieldDefinition Complete(FieldDefinition definition, SolutionSettingsDefinition settings) => definition;

    /// <summary>
    /// Turns what came from outside into a value of the field, or into a refusal.
    /// A <see cref="string"/> is as a person types it (decimal comma, spaces, <c>дд.мм.гггг</c>, also the exact form of the API); numbers and booleans come from JSON;
    /// null and blank text mean no value.
    /// </summary>
    /// <returns>The refusal, or null when <paramref name="value"/> is good.</returns>
    public abstract Message? Accept(Field field, object? input, out object? value);

    /// <summary>Whether the field can keep a value of its type that was worked out rather than entered: a number may have too many digits.</summary>
    public virtual bool Holds(Field field, object? value) => true;

    /// <summary>The value as people read it, without HTML; empty for null.</summary>
    public abstract string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone);

    /// <summary>The value as an input of a form writes it (<c>2026-11-21</c>, <c>1250.50</c>).</summary>
    public virtual string Edit(Field field, object? value, TimeZoneInfo zone) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
