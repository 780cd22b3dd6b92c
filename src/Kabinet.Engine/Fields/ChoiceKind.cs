using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>One of the options in the definition.</summary>
internal sealed class ChoiceKind : FieldKind
{
    public override string Name => "choice";

    public override IReadOnlyList<string> Options => ["choices"];

    public override DataType TypeOf(FieldDefinition definition) => DataType.Choice;

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = input is string text && text.Trim() is { Length: > 0 } key ? key : null;
        if (input is null || input is string && value is null) return null;
        if (value is not null && field.Choices.ContainsKey((string)value)) return null;
        value = null;
        return new("field.choice");
    }

    // Old records may hold an option that the definition no longer has. Its key is shown then.
    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) =>
        value is not string key ? "" : field.Choices.TryGetValue(key, out var choice) ? choice.Title.In(culture.TwoLetterISOLanguageName)
            : key;
}
