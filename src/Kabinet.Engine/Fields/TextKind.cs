using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>Text of one or several lines.</summary>
internal sealed class TextKind : FieldKind
{
    public override string Name => "text";

    public override IReadOnlyList<string> Options => ["length", "multiline", "natural", "search"];

    public override DataType TypeOf(FieldDefinition definition) => DataType.Text;

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = null;
        if (InputText.Clean(input, field.Definition.Multiline, out var text) is { } refusal) return refusal;
        if (text is not null && text.Length > LengthOf(field.Definition)) return new("field.too_long", LengthOf(field.Definition));
        value = text;
        return null;
    }

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) => value as string ?? "";

    /// <summary>Maximum length in characters.</summary>
    public static int LengthOf(FieldDefinition definition) => definition.Length ?? (definition.Multiline ? 10_000 : 200);
}
