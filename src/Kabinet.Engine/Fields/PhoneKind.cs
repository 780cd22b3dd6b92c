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

    /// <summary>The digits, without the +7 or 8 that a Russian number is dialled with; a text without digits stays as it is.</summary>
    public override string Sought(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        if (digits.Length == 0) return text;
        var isDialled = digits[0] is '7' or '8'
            && (digits.Length == RussianDigits || text.IndexOf(digits[0], StringComparison.Ordinal) is var at
                && at + 1 < text.Length && text[at + 1] is '(' or '-' or ' ' or '\u00A0');
        return isDialled && digits.Length > 1 ? digits[1..] : digits;
    }

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
