using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>An e-mail address. Stored in lower case, so that comparison ignores letter case.</summary>
internal sealed class EmailKind : FieldKind
{
    private const int LongestAddress = 254;
    private const int LongestLocalPart = 64;

    public override string Name => "email";

    public override IReadOnlyList<string> Options => ["search"];

    public override DataType TypeOf(FieldDefinition definition) => DataType.Text;

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = null;
        if (InputText.Clean(input, multiline: false, out var text) is { } refusal) return refusal;
        if (text is null) return null;
        if (!IsAddress(text)) return new("field.email");
        value = text.ToLowerInvariant();
        return null;
    }

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) => value as string ?? "";

    private static bool IsAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= LongestLocalPart && text.Length <= LongestAddress && IsDotted(text[..at]) && IsDomain(text[(at + 1)..]);
    }

    private static bool IsDomain(string domain) =>
        domain.Contains('.', StringComparison.Ordinal) && IsDotted(domain) && domain.Split('.')
            .All(part => part[0] != '-' && part[^1] != '-' && part.All(c => char.IsLetterOrDigit(c) || c == '-'));

    private static bool IsDotted(string text) =>
        text.Split('.').All(part => part.Length > 0) && text.All(c =>
            char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '\'' or '&' or '=' or '~' or '#' or '$' or '!' or '*' or '/');
}
