using System.Text.Json.Nodes;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api.Description;

/// <summary>JSON schemas of what the API takes and answers.</summary>
internal static class Schemas
{
    public const string Problem = "_problem", File = "_file", Event = "_event", Notice = "_notice", Person = "_person", Job = "_job",
        JobRun = "_job_run";

    public static JsonObject Text => Of("string");
    public static JsonObject Whole => Of("integer");
    public static JsonObject YesNo => Of("boolean");
    public static JsonObject Moment => new() { ["type"] = "string", ["format"] = "date-time" };

    private static JsonObject MomentOrNothing => new() { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" };

    public static JsonObject Of(string type) => new() { ["type"] = type };

    public static JsonObject OrNothing(string type) => new() { ["type"] = new JsonArray(type, "null") };

    public static JsonObject ListOf(JsonObject item) => new() { ["type"] = "array", ["items"] = item };

    public static JsonObject Object(params IEnumerable<(string Key, JsonObject Schema)> members) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Schema))),
    };

    public static JsonObject Named(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    public static JsonObject PageOf(JsonObject item) => Object(("items", ListOf(item)), ("next", OrNothing("string")));

    /// <summary>What every description has, besides the entities.</summary>
    public static IEnumerable<(string Key, JsonObject Schema)> Common(RequestContext here) =>
    [
        .. here.Actor.Abilities.Contains(Ability.Users) ? OfJobs() : [],
        (Problem, Object(("type", Text), ("title", Text), ("status", Whole), ("code", Text),
            ("errors", new JsonObject { ["type"] = "object", ["additionalProperties"] = ListOf(Text) }))),
        (File, Object(("id", Whole), ("group", Text), ("kind", OrNothing("string")), ("name", Text), ("version", Whole),
            ("content_type", Text), ("size", Whole), ("created_at", Moment), ("created_by", Text), ("width", Whole), ("height", Whole),
            ("thumbnail", YesNo), ("older", ListOf(Named(File))))),
        (Event, Object(("id", Whole), ("at", Moment), ("actor", Text), ("impersonator", OrNothing("string")), ("kind", Text),
            ("transition", OrNothing("string")), ("from", OrNothing("string")), ("to", OrNothing("string")),
            ("comment", OrNothing("string")), ("subject", OrNothing("string")),
            ("changes", ListOf(Object(("field", Text), ("before", []), ("after", [])))))),
        (Notice, Object(("id", Whole), ("at", Moment), ("kind", Text), ("text", Text), ("entity", OrNothing("string")),
            ("record", OrNothing("integer")), ("read", YesNo))),
        (Person, Object(("user", Object(("id", Whole), ("login", Text), ("name", Text), ("email", OrNothing("string")))),
            ("roles", ListOf(Object(("key", Text), ("title", Text)))), ("must_change_password", YesNo))),
    ];

    private static IEnumerable<(string Key, JsonObject Schema)> OfJobs() =>
    [
        (Job, Object(("key", Text), ("title", Text), ("times", Text), ("running", YesNo), ("done_at", MomentOrNothing),
            ("next_at", MomentOrNothing), ("error", OrNothing("string")),
            ("last_run", new() { ["anyOf"] = new JsonArray(Named(JobRun), Of("null")) }))),
        (JobRun, Object(("id", Whole), ("job", Text), ("asked_at", Moment), ("started_at", MomentOrNothing),
            ("ended_at", MomentOrNothing), ("handled", Whole), ("failed", Whole), ("error", OrNothing("string")),
            ("reference", OrNothing("string")))),
    ];

    /// <summary>A record as the reader may see it.</summary>
    public static JsonObject OfRecord(RequestContext here, Entity entity)
    {
        var schema = Object([.. entity.Fields.Where(field => here.Actor.Sees(entity, new([], field)))
            .Select(field => (field.Key, OfField(here, field))), .. Parts(here, entity), ("_version", Whole)]);
        schema["title"] = here.Say(entity.Title);
        return schema;
    }

    // Parts are sent with their owner and asked for by their own address.
    private static IEnumerable<(string, JsonObject)> Parts(RequestContext here, Entity entity)
    {
        foreach (var (key, collection) in entity.Collections)
            if (collection.IsPart && here.Actor.To(collection.Entity) is { CanRead: true } access && access.CreateRule != Expression.False)
            {
                var rows = ListOf(Named(collection.Entity.Key));
                rows["writeOnly"] = true;
                yield return (key, rows);
            }
    }

    /// <summary>What a transition asks.</summary>
    public static JsonObject OfInputs(Transition transition) =>
        Object([.. transition.Asks.Select(ask => (ask.Key, OfType(ask.Field.Type))), ("comment", Text)]);

    /// <summary>The parts of the body of a transition with files; null where it asks for none.</summary>
    public static JsonObject? OfFiles(Transition transition) => transition.Files.Count == 0 ? null
        : Object([("body", OfInputs(transition)), .. transition.Files.Select(files => (files.Name, ListOf(Bytes)))]);

    /// <summary>A message, or what happened to the record.</summary>
    public static JsonObject Message() =>
        Object(("id", Whole), ("at", Moment), ("author", Text), ("text", Text), ("files", ListOf(Named(File))), ("system", YesNo),
            ("own", YesNo), ("unread", YesNo), ("edited_at", OrNothing("string")),
            ("quote", Object(("id", Whole), ("author", Text), ("text", Text))));

    /// <summary>The parts of a message with files.</summary>
    public static JsonObject OfMessage() =>
        Object(("body", Object(("text", Text), ("quote", Whole))), ("files", ListOf(Bytes)));

    private static JsonObject Bytes => new() { ["type"] = "string", ["contentMediaType"] = "application/octet-stream" };

    private static JsonObject OfField(RequestContext here, Field field)
    {
        var schema = OfType(field.Type);
        schema["title"] = here.Say(field.Title);
        if (field.Choices.Count > 0) schema["enum"] = new JsonArray([.. field.Choices.Keys.Select(key => (JsonNode)key), null]);
        if (!field.IsStored || field.IsSystem) schema["readOnly"] = true;
        return schema;
    }

    /// <summary>Every value of a record may be missing.</summary>
    private static JsonObject OfType(DataType type)
    {
        var schema = OrNothing(type.Kind switch
        {
            ValueKind.Number => type.Scale > 0 ? "number" : "integer",
            ValueKind.Reference => "integer",
            ValueKind.YesNo => "boolean",
            _ => "string",
        });
        if (type.Kind is ValueKind.Date or ValueKind.DateTime) schema["format"] = type.Kind == ValueKind.Date ? "date" : "date-time";
        return schema;
    }
}
