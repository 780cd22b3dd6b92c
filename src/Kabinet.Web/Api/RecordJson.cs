using System.Globalization;
using System.Text.Json;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>
/// A record as JSON: its values under their keys (a reference is its id, its name stands in <c>_labels</c>), <c>_version</c>, and the
/// transitions that may be taken or nearly may.
/// A cell that does not exist for the reader is not there at all.
/// </summary>
internal static class RecordJson
{
    public static void Write(Utf8JsonWriter json, Record record, RequestContext here)
    {
        json.WriteStartObject();
        json.WriteNumber("id", record.Id);
        for (var i = 0; i < record.Values.Count; i++)
            if (!ReferenceEquals(record.Values[i], Record.Hidden) && record.Shape.Columns[i].Text != SystemFields.Id)
                Value(json, record.Shape.Columns[i].Text, record.Values[i]);
        json.WriteNumber("_version", record.Version);
        Labels(json, record);
        if (record.Shape.Entity.Lifecycle is not null && record.Transitions.Count > 0) Transitions(json, record, here);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Outcome.Done done)
    {
        json.WriteStartObject();
        json.WriteNumber("id", done.Id);
        json.WriteNumber("_version", done.Version);
        if (done.Status is not null) json.WriteString(SystemFields.Status, done.Status);
        json.WriteEndObject();
    }

    public static void Value(Utf8JsonWriter json, string key, object? value)
    {
        json.WritePropertyName(key);
        switch (Plain(value))
        {
            case null: json.WriteNullValue(); break;
            case bool answer: json.WriteBooleanValue(answer); break;
            case long whole: json.WriteNumberValue(whole); break;
            case decimal number: json.WriteNumberValue(number); break;
            case string text: json.WriteStringValue(text); break;
            case var other: throw new InvalidOperationException($"A {other.GetType().Name} has no JSON");
        }
    }

    /// <summary>Numbers stay exact numbers; days and moments become their ISO text.</summary>
    public static object? Plain(object? value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        int whole => (long)whole,
        _ => value,
    };

    private static void Labels(Utf8JsonWriter json, Record record)
    {
        if (!record.Labels.Any(label => label is not null)) return;
        json.WriteStartObject("_labels");
        for (var i = 0; i < record.Labels.Count; i++)
            if (record.Labels[i] is { } label) json.WriteString(record.Shape.Columns[i].Text, label);
        json.WriteEndObject();
    }

    private static void Transitions(Utf8JsonWriter json, Record record, RequestContext here)
    {
        json.WriteStartArray("_transitions");
        foreach (var judgement in record.Transitions.Where(judgement => judgement.Permitted)) Transition(json, judgement, here);
        json.WriteEndArray();
    }

    private static void Transition(Utf8JsonWriter json, Judgement judgement, RequestContext here)
    {
        var transition = judgement.Transition;
        json.WriteStartObject();
        json.WriteString("key", transition.Key);
        json.WriteString("title", here.Say(transition.Definition.Title));
        json.WriteBoolean("allowed", judgement.Allowed);
        json.WriteStartArray("reasons");
        foreach (var refusal in judgement.Refusals) json.WriteStringValue(here.Say(refusal));
        json.WriteEndArray();
        json.WriteStartArray("ask");
        foreach (var ask in transition.Asks) Ask(json, (ask.Key, ask.Field.Kind.Name, ask.Definition.Optional));
        foreach (var files in transition.Files) Ask(json, (files.Name, "files", files.Definition.Optional));
        if (transition.Comment is { } comment) Ask(json, ("comment", "text", comment.Optional));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Ask(Utf8JsonWriter json, (string Key, string Kind, bool Optional) ask)
    {
        json.WriteStartObject();
        json.WriteString("key", ask.Key);
        json.WriteString("kind", ask.Kind);
        json.WriteBoolean("optional", ask.Optional);
        json.WriteEndObject();
    }
}
