using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Fields;

/// <summary>A reference: the id of a record. <c>Records</c> checks that the record exists for the user.</summary>
internal sealed class RefKind : FieldKind
{
    public override string Name => "ref";

    public override IReadOnlyList<string> Options => ["inverse", "part", "role", "to", "where"];

    public override DataType TypeOf(FieldDefinition definition) => DataType.Reference(definition.To ?? "");

    public override Message? Accept(Field field, object? input, out object? value)
    {
        value = null;
        if (input is null || input is string blank && string.IsNullOrWhiteSpace(blank)) return null;
        value = input switch
        {
            long id and > 0 => id,
            int id and > 0 => (long)id,
            string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 => id,
            _ => null,
        };
        return value is null ? new("field.ref") : null;
    }

    // The label of the record is read separately, into Record.Labels. Without it only the id can be shown.
    public override string Show(Field field, object? value, CultureInfo culture, TimeZoneInfo zone) =>
        value is long id ? id.ToString(CultureInfo.InvariantCulture) : "";
}
