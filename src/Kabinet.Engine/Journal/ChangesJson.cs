using System.Globalization;
using System.Text;
using System.Text.Json;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Journal;

/// <summary>A field before and after a change.</summary>
internal readonly record struct Changed(Field Field, object? Before, object? After);

/// <summary>
/// The changes of an event as JSON: <c>[{"field":"price","before":100.00,"after":120.00}]</c>. Fields are stored by key, because the
/// definition may change before the event is read. Numbers are exact; dates and times are in ISO format.
/// </summary>
internal static class ChangesJson
{
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private static readonly JsonWriterOptions Options =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Serializes changes; null if there are none.</summary>
    public static string? Write(IReadOnlyCollection<Changed> changes)
    {
        if (changes.Count == 0) return null;
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartArray();
            foreach (var change in changes) Write(json, change);
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>Parses changes. Fields that no longer exist are skipped; renamed fields are found by their new key.</summary>
    public static IReadOnlyList<Changed> Read(Entity entity, string? text)
    {
        if (text is null) return [];
        using var json = JsonDocument.Parse(text);
        var changes = new List<Changed>(json.RootElement.GetArrayLength());
        foreach (var change in json.RootElement.EnumerateArray())
            if (FieldOf(entity, change.GetProperty("field").GetString()!) is { } field)
                changes.Add(new(field, Value(field, change.GetProperty("before")), Value(field, change.GetProperty("after"))));
        return changes;
    }

    private static Field? FieldOf(Entity entity, string key) =>
        entity.Find(key) ?? entity.Fields.FirstOrDefault(field => field.Definition.Was == key);

    private static void Write(Utf8JsonWriter json, Changed change)
    {
        json.WriteStartObject();
        json.WriteString("field", change.Field.Key);
        json.WritePropertyName("before");
        WriteValue(json, change.Before);
        json.WritePropertyName("after");
        WriteValue(json, change.After);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool answer: json.WriteBooleanValue(answer); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case DateOnly day: json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTime moment: json.WriteStringValue(moment.ToString(MomentFormat, CultureInfo.InvariantCulture)); break;
            case string text: json.WriteStringValue(text); break;
            default: throw new ArgumentException($"No journal form for {value.GetType()}", nameof(value));
        }
    }

    // The kind of the field may have changed since the event. A value that no longer fits becomes null.
    private static object? Value(Field field, JsonElement json) => (field.Type.Kind, json.ValueKind) switch
    {
        (ValueKind.Text or ValueKind.Choice, JsonValueKind.String) => json.GetString(),
        (ValueKind.Number, JsonValueKind.Number) when field.Type.Scale > 0 => json.GetDecimal(),
        (ValueKind.Number or ValueKind.Reference, JsonValueKind.Number) => json.TryGetInt64(out var whole) ? whole : null,
        (ValueKind.YesNo, JsonValueKind.True or JsonValueKind.False) => json.GetBoolean(),
        (ValueKind.Date, JsonValueKind.String) =>
            DateOnly.TryParseExact(json.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : null,
        (ValueKind.DateTime, JsonValueKind.String) =>
            DateTime.TryParseExact(json.GetString(), MomentFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null,
        _ => null,
    };
}
