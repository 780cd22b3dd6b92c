using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>Text of one or several lines.</summary>
internal sealed class TextKind : FieldKind
{
    public override string Name => "text";

    public override IReadOnlyList<string> Options => ["digits", "length", "multiline", "natural", "search"];

    public override DataType TypeOf(FieldDefinition definition) => DataType.Text;

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = null;
        if (InputText.Clean(input, field.Definition.Multiline, out var text) is { } refusal) return refusal;
        if (text is not null && field.Definition.Digits is { } counts)
        {
            text = InputText.DigitsOf(text);
            if (!counts.Contains(text.Length) || !text.All(char.IsAsciiDigit)) return new("field.digits", Counts(counts));
        }
        if (text is not null && text.Length > LengthOf(field.Definition)) return new("field.too_long", LengthOf(field.Definition));
        value = text;
        return null;
    }

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) => value as string ?? "";

    // «10 или 12»: the last two are joined by a word.
    private static object Counts(IReadOnlyList<int> counts) => counts.Order().Select(count => (object)count)
        .Aggregate((less, more) => new Message("field.digits_or", less, more));

    /// <summary>Maximum length in characters.</summary>
    public static int LengthOf(FieldDefinition definition) => definition.Length ?? (definition.Multiline ? 10_000 : 200);
}
