using System.Globalization;
using System.Text.RegularExpressions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>Base of whole numbers, decimals and money: parsing without rounding, bounds, formatting.</summary>
internal abstract partial class NumericKind : FieldKind
{
    private const char ThinSpace = '\u202F';
    private const string TrueMinus = "\u2212";

    // These bounds leave room for sums over many rows within the 18 digits that both databases support.
    private const decimal WholeBound = 1_000_000_000_000_000m;
    private const decimal FractionBound = 1_000_000_000_000m;

    /// <summary>Digits after the decimal point.</summary>
    protected abstract int ScaleOf(FieldDefinition definition);

    public override DataType TypeOf(FieldDefinition definition) => DataType.Number(ScaleOf(definition));

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = null;
        if (input is null or "" || input is string blank && string.IsNullOrWhiteSpace(blank)) return null;
        var scale = ScaleOf(field.Definition);
        if (Parse(input) is not { } number) return new(scale == 0 ? "field.number" : "field.decimal");
        if (decimal.Round(number, scale) != number) return scale == 0 ? new("field.number") : new("field.scale", scale);
        if (OutOfRange(field, number, scale) is { } refusal) return refusal;
        value = scale == 0 ? (object)(long)number : decimal.Round(number, scale) + new decimal(0, 0, 0, false, (byte)scale);
        return null;
    }

    public override bool Holds(Field field, object? value) =>
        value is null || Math.Abs(Convert.ToDecimal(value, CultureInfo.InvariantCulture)) < BoundOf(ScaleOf(field.Definition));

    public override string Edit(Field field, object? value, TimeZoneInfo zone) => value switch
    {
        decimal number => number.ToString("0." + new string('#', ScaleOf(field.Definition)), CultureInfo.InvariantCulture),
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };

    private static readonly NumberFormatInfo Russian =
        new() { NumberGroupSeparator = ThinSpace.ToString(), NumberDecimalSeparator = ",", NegativeSign = TrueMinus };
    private static readonly NumberFormatInfo English =
        new() { NumberGroupSeparator = ",", NumberDecimalSeparator = ".", NegativeSign = TrueMinus };

    /// <summary>The number with digit groups (thin spaces in Russian, commas in English) and a typographic minus.</summary>
    protected static string Digits(object value, string fraction, CultureInfo culture) =>
        Convert.ToDecimal(value, CultureInfo.InvariantCulture)
            .ToString(fraction.Length == 0 ? "#,0" : "#,0." + fraction, culture.TwoLetterISOLanguageName == "ru" ? Russian : English);

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

    private static decimal BoundOf(int scale) => scale == 0 ? WholeBound : FractionBound;

    private static decimal? Parse(object input) => input switch
    {
        long or int => Convert.ToDecimal(input, CultureInfo.InvariantCulture),
        decimal number => number,
        string text => Parse(text),
        _ => null,
    };

    private static decimal? Parse(string text)
    {
        text = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace('\u2212', '-').TrimEnd('₽');
        if (EnglishGroups().IsMatch(text)) text = text.Replace(",", "", StringComparison.Ordinal);
        text = text.Replace(',', '.');
        return Plain().IsMatch(text)
            ? decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;
    }

    // At most 18 digits before the decimal point and 9 after it: decimal.Parse then neither rounds nor overflows.
    [GeneratedRegex(@"^[+-]?[0-9]{1,18}(\.[0-9]{1,9})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnglishGroups();
}
