using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>A boolean. A checkbox that is not sent means no.</summary>
internal sealed class YesNoKind : FieldKind
{
    public override string Name => "yes_no";

    public override DataType TypeOf(FieldDefinition definition) => DataType.YesNo;

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = (input is string text ? VisibleText.Of(text).ToLowerInvariant() : input) switch
        {
            bool answer => answer,
            null or "" or "false" or "off" or "no" or "нет" or "0" => false,
            "true" or "on" or "yes" or "да" or "1" => true,
            _ => null,
        };
        return value is null ? new("field.yes_no") : null;
    }

    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) =>
        value is bool answer ? Texts.Say(answer ? "field.yes" : "field.no", culture.TwoLetterISOLanguageName) : "";
}
