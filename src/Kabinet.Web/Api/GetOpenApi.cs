using System.Text.Json.Nodes;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>The API as its reader may use it: entities, fields and transitions that exist for him and no others.</summary>
internal static class GetOpenApi
{
    public static IResult Handle(HttpContext http)
    {
        var here = http.Kabinet();
        var entities = here.Solution.Entities.Values.Where(here.Actor.Concerns).OrderBy(entity => entity.Key, StringComparer.Ordinal)
            .ToList();
        var paths = new JsonObject
        {
            ["/api/session"] = new JsonObject
            {
                ["post"] = Operation("Sign in",
                    Schema("object", ("login", Schema("string")), ("password", Schema("string")), ("code", Schema("string")))),
                ["delete"] = Operation("Sign out"),
            },
            ["/api/me"] = new JsonObject { ["get"] = Operation("Who I am") },
            ["/api/notices"] = new JsonObject { ["get"] = Operation("My notices") },
            ["/api/live"] = new JsonObject { ["get"] = Operation("Names of what changes, as server-sent events") },
            ["/api/files/{id}"] = new JsonObject
            {
                ["get"] = Operation("A file"),
                ["delete"] = Operation("Remove a file"),
                ["parameters"] = new JsonArray(Parameter("id", "path", Schema("integer"))),
            },
        };
        foreach (var entity in entities) AddPaths(paths, here, entity);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(Document(here, entities, paths).ToJsonString(), "application/json");
    }

    private static JsonObject Document(RequestContext here, IEnumerable<Entity> entities, JsonObject paths) => new()
    {
        ["openapi"] = "3.1.0",
        ["info"] = new JsonObject { ["title"] = here.Say(here.Solution.Settings.Title),
            ["version"] = here.Solution.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        ["paths"] = paths,
        ["components"] = new JsonObject
        {
            ["securitySchemes"] = new JsonObject { ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" } },
            ["schemas"] = new JsonObject(entities.Select(entity => KeyValuePair.Create(entity.Key, (JsonNode?)SchemaOf(here, entity)))),
        },
        ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }),
    };

    private static void AddPaths(JsonObject paths, RequestContext here, Entity entity)
    {
        var address = $"/api/records/{entity.Key}";
        paths[address] = new JsonObject
        {
            ["get"] = Operation($"{here.Say(entity.Plural)}: list",
                parameters: [Parameter("where", "query", Schema("string")), Parameter("q", "query", Schema("string")),
                Parameter("sort", "query", Schema("string")),
                Parameter("fields", "query", Schema("string")), Parameter("limit", "query", Schema("integer")),
                    Parameter("after", "query", Schema("string")), Parameter("count", "query", Schema("boolean"))]),
            ["post"] = Operation($"{here.Say(entity.Title)}: create", Reference(entity)),
        };
        paths[$"{address}.csv"] = new JsonObject
        {
            ["get"] = Operation($"{here.Say(entity.Plural)}: all rows as CSV",
                parameters: [.. new[] { "where", "q", "sort", "fields" }.Select(key => Parameter(key, "query", Schema("string")))]),
        };
        paths[$"{address}/{{id}}"] = new JsonObject
        {
            ["parameters"] = new JsonArray(Parameter("id", "path", Schema("integer"))),
            ["get"] = Operation(here.Say(entity.Title)),
            ["patch"] = Operation($"{here.Say(entity.Title)}: change", Reference(entity)),
            ["delete"] = Operation($"{here.Say(entity.Title)}: delete"),
        };
        paths[$"{address}/{{id}}/journal"] =
            new JsonObject { ["parameters"] = new JsonArray(Parameter("id", "path", Schema("integer"))), ["get"] = Operation("History") };
        foreach (var transition in entity.Lifecycle?.Transitions.Values.Where(transition => here.Actor.MayEver(entity, transition)) ?? [])
            paths[$"{address}/{{id}}/{transition.Key}"] = new JsonObject
            {
                ["parameters"] = new JsonArray(Parameter("id", "path", Schema("integer"))),
                ["post"] = Operation(here.Say(transition.Definition.Title), Asked(transition)),
            };
    }

    private static JsonObject Asked(Transition transition) =>
        Schema("object", [.. transition.Asks.Select(ask => (ask.Key, SchemaOf(ask.Field.Type))), ("comment", Schema("string"))]);

    private static JsonObject SchemaOf(RequestContext here, Entity entity)
    {
        var schema = Schema("object",
            [.. entity.Fields.Where(field => here.Actor.Sees(entity, new([], field))).Select(field => (field.Key, Titled(here, field))),
            ("_version", Schema("integer"))]);
        schema["title"] = here.Say(entity.Title);
        return schema;
    }

    private static JsonObject Titled(RequestContext here, Field field)
    {
        var schema = SchemaOf(field.Type);
        schema["title"] = here.Say(field.Title);
        if (field.Choices.Count > 0) schema["enum"] = new JsonArray([.. field.Choices.Keys.Select(key => (JsonNode)key)]);
        if (!field.IsStored || field.IsSystem) schema["readOnly"] = true;
        return schema;
    }

    private static JsonObject SchemaOf(DataType type) => type.Kind switch
    {
        ValueKind.Number => Schema(type.Scale > 0 ? "number" : "integer"),
        ValueKind.Reference => Schema("integer"),
        ValueKind.YesNo => Schema("boolean"),
        ValueKind.Date => new JsonObject { ["type"] = "string", ["format"] = "date" },
        ValueKind.DateTime => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        _ => Schema("string"),
    };

    private static JsonObject Schema(string type, params (string Key, JsonObject Schema)[] members)
    {
        var schema = new JsonObject { ["type"] = type };
        if (members.Length > 0)
            schema["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, (JsonNode?)member.Schema)));
        return schema;
    }

    private static JsonObject Reference(Entity entity) => new() { ["$ref"] = $"#/components/schemas/{entity.Key}" };

    private static JsonObject Parameter(string name, string place, JsonObject schema) =>
        new() { ["name"] = name, ["in"] = place, ["required"] = place == "path", ["schema"] = schema };

    private static JsonObject Operation(string summary, JsonObject? body = null, params JsonObject[] parameters)
    {
        var answer = new JsonObject { ["description"] = "The result, or application/problem+json" };
        var operation = new JsonObject { ["summary"] = summary, ["responses"] = new JsonObject { ["default"] = answer } };
        if (parameters.Length > 0) operation["parameters"] = new JsonArray([.. parameters]);
        if (body is not null)
            operation["requestBody"] = new JsonObject
            {
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = body } },
            };
        return operation;
    }
}
