using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>A phone number. Stored as <c>+79161234567</c>; a number without a country code is Russian.</summary>
internal sealed class PhoneKind : FieldKind
{
    private const int RussianDigits = 11;

    public override string Name => "phone";

    public override IReadOnlyList<string> Options => ["search"];

    public override DataType TypeOf(FieldDefinition definition) => DataType.Text;

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = null;
        if (InputText.Clean(input is long number ? number.ToString(CultureInfo.InvariantCulture) : input, multiline: false, out var text)
            is { } refusal) return refusal;
        value = text is null ? null : Normal(text);
        return text is not null && value is null ? new("field.phone") : null;
    }

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) =>
        value is not string phone ? "" :
        phone.Length == RussianDigits + 1 && phone.StartsWith("+7", StringComparison.Ordinal)
            ? $"+7\u00A0{phone[2..5]}\u00A0{phone[5..8]}-{phone[8..10]}-{phone[10..]}"
            : phone;

    private static string? Normal(string text)
    {
        if (text.Any(c => !char.IsAsciiDigit(c) && !char.IsWhiteSpace(c) && c is not ('+' or '-' or '(' or ')' or '.' or '‑' or '–')))
            return null;
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (text.LastIndexOf('+') > 0) return null;
        if (text[0] == '+') return digits.Length is >= 8 and <= 15 && digits[0] != '0' ? "+" + digits : null;
        if (digits.Length == RussianDigits && digits[0] is '7' or '8') return "+7" + digits[1..];
        return digits.Length == RussianDigits - 1 ? "+7" + digits : null;
    }
}
