using System.Globalization;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Fields;

/// <summary>An exact number with a fixed number of digits after the decimal point. Default: two.</summary>
internal sealed class DecimalKind : NumericKind
{
    /// <summary>Maximum number of digits after the decimal point.</summary>
    public const int MaxScale = 6;

    public override string Name => "decimal";

    public override IReadOnlyList<string> Options => ["max", "min", "scale", "unit", "working"];

    protected override int ScaleOf(FieldDefinition definition) => definition.Scale ?? 2;

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) =>
        value is null ? "" : WithUnit(field, Digits(value, new string('#', ScaleOf(field.Definition)), culture), culture);
}
