using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>Money with two digits after the decimal point. Its unit is the sign of the solution's currency.</summary>
internal sealed class MoneyKind : NumericKind
{
    public override string Name => "money";

    public override IReadOnlyList<string> Options => ["max", "min", "working"];

    internal override FieldDefinition Complete(FieldDefinition definition, SolutionSettingsDefinition settings) =>
        definition with { Unit = LocalizedText.Same(SignOf(settings.Currency)) };

    protected override int ScaleOf(FieldDefinition definition) => 2;

    public override string Edit(Field field, object? value, TimeZoneInfo zone) =>
        value is decimal money ? money.ToString(IsWhole(money) ? "0" : "0.00", CultureInfo.InvariantCulture)
            : base.Edit(field, value, zone);

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone)
    {
        if (value is null) return "";
        // Whole amounts are shown without the zero kopecks, which makes them easier to read.
        var digits = Digits(value, IsWhole(Convert.ToDecimal(value, CultureInfo.InvariantCulture)) ? "" : "00", culture);
        var sign = field.Definition.Unit?.In(culture.TwoLetterISOLanguageName);
        return sign is "$" or "€" or "£" && Languages.Of(culture).SignComesFirst ? Before(sign, digits) : WithUnit(field, digits, culture);
    }

    /// <summary>The sign of a currency by its ISO code, or the code itself if it has no common sign.</summary>
    private static string SignOf(string currency) => currency switch
    {
        "RUB" => "₽",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "KZT" => "₸",
        "UAH" => "₴",
        "TRY" => "₺",
        "BYN" => "Br",
        _ => currency,
    };

    private static bool IsWhole(decimal money) => decimal.Truncate(money) == money;

    private static string Before(string sign, string digits) => digits[0] == '\u2212' ? $"\u2212{sign}{digits[1..]}" : sign + digits;
}
