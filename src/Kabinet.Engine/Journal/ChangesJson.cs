using System.Globalization;
using System.Text;
using System.Text.Json;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Journal;

/// <summary>A field before and after, as an event keeps it: by key, since the definition may be another one when it is read.</summary>
internal readonly record struct Changed(Field Field, object? Before, object? After);

/// <summary>The changes of an event as JSON: <c>[{"field":"price","before":100.00,"after":120.00}]</c>; numbers exact, days and moments in ISO form.</summary>
internal static class ChangesJson
{
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text to keep; null for no changes.</summary>
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

    /// <summary>The changes of fields that still exist, a renamed one under its present key.</summary>
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

    private static Field? FieldOf(Entity entity, string key) => entity.Find(key) ?? entity.Fields.FirstOrDefault(field => field.Definition.Was == key);

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

    // A field may have changed its kind since; a value that no longer fits it is not a value of it.
    private static object? Value(Field field, JsonElement json) => (field.Type.Kind, json.ValueKind) switch
    {
        (ValueKind.Text or ValueKind.Choice, JsonValueKind.String) => json.GetString(),
        (ValueKind.Number, JsonValueKind.Number) when field.Type.Scale > 0 => json.GetDecimal(),
        (ValueKind.Number or ValueKind.Reference, JsonValueKind.Number) => json.TryGetInt64(out var whole) ? whole : null,
        (ValueKind.YesNo, JsonValueKind.True or JsonValueKind.False) => json.GetBoolean(),
        (ValueKind.Date, JsonValueKind.String) => DateOnly.TryParseExact(json.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        (ValueKind.DateTime, JsonValueKind.String) => DateTime.TryParseExact(json.GetString(), MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null,
        _ => null,
    };
}
