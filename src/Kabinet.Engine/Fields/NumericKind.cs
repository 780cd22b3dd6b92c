using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>Base of whole numbers, decimals and money: parsing without rounding, bounds, formatting.</summary>
internal abstract class NumericKind : FieldKind
{
    // These bounds leave room for sums over many rows within the 18 digits that both databases support.
    private const decimal WholeBound = 1_000_000_000_000_000m;
    private const decimal FractionBound = 1_000_000_000_000m;

    /// <summary>Digits after the decimal point.</summary>
    protected abstract int ScaleOf(FieldDefinition definition);

    public override DataType TypeOf(FieldDefinition definition) => DataType.Number(ScaleOf(definition));

    public override Message? Accept(Field field, object? input, out object? value) => Accept(field, input, reader: null, out value);

    protected override Message? Accept(Field field, object? input, Language? reader, out object? value)
    {
        value = null;
        if (input is null || input is string blank && VisibleText.Of(blank).Length == 0) return null;
        var scale = ScaleOf(field.Definition);
        if (Parse(field, input, reader, out var meant) is { } ambiguous) return ambiguous;
        if (meant is not { } number) return input is string typed && TypedNumber.IsTooLong(typed, Units(field)) ? new("field.too_big")
            : new(scale == 0 ? "field.number" : "field.decimal");
        if (decimal.Round(number, scale) != number) return scale == 0 ? new("field.number") : new("field.scale", scale);
        if (OutOfRange(field, number, scale) is { } refusal) return refusal;
        value = scale == 0 ? (object)(long)number : decimal.Round(number, scale) + new decimal(0, 0, 0, false, (byte)scale);
        return null;
    }

    // Inputs show the decimal sign of their reader's language.
    protected override bool IsShown(Field field, string text, object present) =>
        text.Replace(',', '.') == Edit(field, present, field.Zone);

    public override bool Holds(Field field, object? value) =>
        value is null || Math.Abs(Convert.ToDecimal(value, CultureInfo.InvariantCulture)) < BoundOf(ScaleOf(field.Definition));

    public override string Edit(Field field, object? value, TimeZoneInfo zone) => value switch
    {
        decimal number => number.ToString("0." + new string('#', ScaleOf(field.Definition)), CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    /// <summary>The number with digit groups and a typographic minus.</summary>
    protected static string Digits(object value, string fraction, CultureInfo culture) =>
        Convert.ToDecimal(value, CultureInfo.InvariantCulture)
            .ToString(fraction.Length == 0 ? "#,0" : "#,0." + fraction, Languages.Of(culture).Numbers);

    /// <summary>The number followed by the unit of its field.</summary>
    protected static string WithUnit(Field field, string digits, CultureInfo culture) =>
        field.Definition.Unit?.In(culture.TwoLetterISOLanguageName) is { Length: > 0 } unit ? $"{digits}\u00A0{unit}" : digits;

    private static Message? OutOfRange(Field field, decimal number, int scale)
    {
        var bound = BoundOf(scale);
        if (field.Definition.Min is { } min && number < min) return new("field.min", min);
        if (field.Definition.Max is { } max && number > max) return new("field.max", max);
        return number <= -bound || number >= bound ? new Message("field.too_big") : null;
    }

    private static IEnumerable<string> Units(Field field) => field.Definition.Unit?.ByLanguage.Values ?? [];

    private static decimal BoundOf(int scale) => scale == 0 ? WholeBound : FractionBound;

    private Message? Parse(Field field, object input, Language? reader, out decimal? number)
    {
        number = input switch
        {
            long or int => Convert.ToDecimal(input, CultureInfo.InvariantCulture),
            decimal exact => exact,
            _ => null,
        };
        return input is string text
            ? TypedNumber.Read(text, Units(field), ScaleOf(field.Definition), reader, out number) : null;
    }
}
