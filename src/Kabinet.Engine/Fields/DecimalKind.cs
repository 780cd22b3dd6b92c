using System.Globalization;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Fields;

/// <summary>An exact number with a fixed count of digits after the point, two where the definition does not say.</summary>
internal sealed class DecimalKind : NumericKind
{
    /// <summary>Most digits after the point.</summary>
    public const int MaxScale = 6;

    public override string Name => "decimal";

    public override IReadOnlyList<string> Options => ["max", "min", "scale", "unit"];

    protected override int ScaleOf(FieldDefinition definition) => definition.Scale ?? 2;

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) =>
        value is null ? "" : WithUnit(field, Digits(value, new string('#', ScaleOf(field.Definition)), culture), culture);
}
