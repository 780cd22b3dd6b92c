using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Reference;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions;

/// <summary>Generates the JSON Schema of definition files, for completion and validation in editors.</summary>
public sealed class SchemaWriter
{
    private const string Localized = "localized_text";
    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly Kinds kinds;
    private readonly XmlSummaries summaries = XmlSummaries.Load();

    private readonly IReadOnlyList<Type> beside;

    private SchemaWriter(Kinds kinds, IReadOnlyList<Type> beside) => (this.kinds, this.beside) = (kinds, beside);

    /// <summary>One schema for all files of a solution.</summary>
    /// <param name="kinds">Kinds of blocks, effects and fields.</param>
    /// <param name="beside">Records of files besides definitions: demo and scenarios.</param>
    public static string Write(Kinds kinds, IReadOnlyList<Type> beside) => new SchemaWriter(kinds, beside).Write();

    private string Write()
    {
        var definitions = new JsonObject { [Localized] = LocalizedText() };
        foreach (var record in new DefinitionFamily(kinds, beside).All) definitions[DefinitionFamily.NameOf(record)] = Record(record);
        var several = DefinitionFamily.Files.Select(DefinitionShape.Of).Where(shape => shape.Several is not null).ToList();
        foreach (var shape in several) definitions[shape.Several!.Key] = Several(shape);
        var files = DefinitionFamily.Files.Concat(beside).Select(DefinitionFamily.NameOf)
            .Concat(several.Select(shape => shape.Several!.Key));
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Kabinet",
            ["anyOf"] = new JsonArray([.. files.Select(name => (JsonNode)Reference(name))]),
            ["$defs"] = definitions,
        }.ToJsonString(Readable);
    }

    private JsonObject Record(Type record)
    {
        var shape = DefinitionShape.Of(record);
        var schema = shape.Kinds is not null
            ? new JsonObject { ["oneOf"] = new JsonArray(
            [.. kinds.Family(record).Values.Select(kind => (JsonNode)Reference(DefinitionFamily.NameOf(kind)))]) } : Whole(shape);
        if (shape.Short is { } member) schema = AnyOf(Value(member.Property.PropertyType, member), schema);
        if (shape.Listed is { } listed) schema = AnyOf(Value(listed.Property.PropertyType, listed), schema);
        schema["description"] = summaries.Of(record, code: false);
        return schema;
    }

    private JsonObject Whole(DefinitionShape shape)
    {
        var properties = new JsonObject();
        foreach (var member in shape.Members)
        {
            var value = KindOf(shape, member) is { } kind ? new JsonObject { ["const"] = kind }
                : Value(member.Property.PropertyType, member);
            value["description"] = summaries.Of(member.Property, code: false);
            properties[member.Key] = value;
        }
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = Keys(shape.Members.Where(member => member is { Required: true, InPlaceOf: null }).Select(member => member.Key)),
            ["additionalProperties"] = false,
        };
        if (shape.Members.FirstOrDefault(member => member.InPlaceOf is not null) is { InPlaceOf: { } other } either)
            schema["anyOf"] = new JsonArray(new JsonObject { ["required"] = Keys([either.Key]) },
                new JsonObject { ["required"] = Keys([other]) });
        return schema;
    }

    private static JsonArray Keys(IEnumerable<string> keys) => new([.. keys.Select(key => (JsonNode)key)]);

    /// <summary>Schema of a file with several definitions. Keys beside the map apply to all, so none is required in each.</summary>
    private JsonObject Several(DefinitionShape shape)
    {
        var one = Whole(shape);
        one.Remove("required");
        one["properties"]!.AsObject().Remove(shape.Several!.Name.Key);
        var file = (JsonObject)one.DeepClone();
        file["properties"]![shape.Several.Key] = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = one,
            ["description"] = "Several of them by key. What is written beside holds for each that does not say otherwise.",
        };
        file["required"] = new JsonArray(shape.Several.Key);
        file["description"] = summaries.Of(shape.Type, code: false);
        return file;
    }

    // In a concrete block, the key `block` has exactly one value.
    private string? KindOf(DefinitionShape shape, DefinitionMember member) =>
        DefinitionShape.Of(shape.Type.BaseType!) is { Kinds: { Key: { } key } } family && key == member.Key
            ? kinds.Family(family.Type).Single(kind => kind.Value == shape.Type).Key : null;

    private JsonObject Value(Type type, DefinitionMember? member)
    {
        if (DefinitionFamily.IsList(type)) return List(Value(type.GenericTypeArguments[0], member));
        if (DefinitionFamily.IsMap(type)) return Map(type.GenericTypeArguments[1], member);
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(LocalizedText)) return Reference(Localized);
        if (type == typeof(Node)) return [];
        if (type.IsAssignableTo(typeof(Definition))) return Reference(DefinitionFamily.NameOf(type));
        if (member is not null && kinds.Allowed(member) is { } allowed)
            return new() { ["enum"] = new JsonArray([.. allowed.Select(value => (JsonNode)value)]) };
        return type == typeof(string) ? new() { ["type"] = new JsonArray("string", "number", "boolean") }
            : new() { ["type"] = type == typeof(bool) ? "boolean" : type == typeof(int) ? "integer" : "number" };
    }

    private static JsonObject List(JsonObject item) => AnyOf(new() { ["type"] = "array", ["items"] = item }, (JsonObject)item.DeepClone());

    private JsonObject Map(Type item, DefinitionMember? member)
    {
        var map = new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(item, null) };
        if (member?.NamesAlone != true && !item.IsAssignableTo(typeof(Definition))) return map;
        return AnyOf((JsonObject)map.DeepClone(), new() { ["type"] = "array", ["items"] = AnyOf(new() { ["type"] = "string" }, map) });
    }

    private static JsonObject LocalizedText() => AnyOf(new() { ["type"] = new JsonArray("string", "number", "boolean") }, new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(Languages.Keys.Select(language =>
            KeyValuePair.Create<string, JsonNode?>(language, new JsonObject { ["type"] = "string" }))),
        ["minProperties"] = 1,
        ["additionalProperties"] = false,
    });

    private static JsonObject AnyOf(JsonObject first, JsonObject second) => new() { ["anyOf"] = new JsonArray(first, second) };

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/$defs/{name}" };
}
