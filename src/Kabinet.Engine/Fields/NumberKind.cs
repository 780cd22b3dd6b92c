using System.Globalization;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Fields;

/// <summary>A whole number.</summary>
internal sealed class NumberKind : NumericKind
{
    public override string Name => "number";

    public override IReadOnlyList<string> Options => ["max", "min", "unit", "working"];

    protected override int ScaleOf(FieldDefinition definition) => 0;

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) =>
        value is null ? "" : WithUnit(field, Digits(value, "", culture), culture);
}
