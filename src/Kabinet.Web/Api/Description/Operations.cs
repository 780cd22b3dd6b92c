using System.Text.Json.Nodes;

namespace Kabinet.Web.Api.Description;

/// <summary>One operation of the API: its address, method and words, what it takes and answers.</summary>
/// <param name="Path">Address.</param>
/// <param name="Method">Method in small letters.</param>
/// <param name="Id">Unique name.</param>
/// <param name="Tag">The group it stands in.</param>
/// <param name="Summary">What it does.</param>
internal sealed record Operation(string Path, string Method, string Id, string Tag, string Summary)
{
    /// <summary>Parameters in the query.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];
    /// <summary>Those of them that mean something else here than in other operations.</summary>
    public IReadOnlyDictionary<string, (string Type, string Says)> OwnQuery { get; init; } =
        new Dictionary<string, (string Type, string Says)>();
    /// <summary>The body it takes; null for none.</summary>
    public JsonObject? Body { get; init; }
    /// <summary>The parts of a multipart body that it also takes; null for none.</summary>
    public JsonObject? WithFiles { get; init; }
    /// <summary>Media type of the body.</summary>
    public string BodyType { get; init; } = "application/json";
    /// <summary>Status when it is done.</summary>
    public int Done { get; init; } = StatusCodes.Status200OK;
    /// <summary>What it answers; null for no content.</summary>
    public JsonObject? Answer { get; init; }
    /// <summary>Media type of the answer.</summary>
    public string AnswerType { get; init; } = "application/json";
    /// <summary>Anybody may use it.</summary>
    public bool IsOpen { get; init; }
    /// <summary>Takes <c>If-Match</c>.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>Parameters of addresses that are numbers; the others are keys.</summary>
    private static readonly HashSet<string> Numbers = new(StringComparer.Ordinal) { "id", "said", "user" };

    private static readonly Dictionary<string, (string Type, string Says)> Known = new(StringComparer.Ordinal)
    {
        ["where"] = ("string", "Condition in the language of expressions: price > 1000 and created_at >= '2026-01-31T10:00:00Z'"),
        ["q"] = ("string", "Words to search for"),
        ["sort"] = ("string", "Fields to order by, separated by commas; a minus before a field turns its order"),
        ["fields"] = ("string", "Fields to answer with, separated by commas; a path such as partner.name follows references"),
        ["limit"] = ("integer", "Items of a page"),
        ["after"] = ("string", "The value of next of the page before"),
        ["count"] = ("boolean", "Counts all items, up to 1000"),
        ["before"] = ("integer", "Items older than this id"),
        ["submit"] = ("string", "A transition to take with the new record"),
        ["_version"] = ("integer", "The version that is meant; another one is a conflict"),
        ["id"] = ("integer", "One notice; all without it"),
        ["topics"] = ("string", "What to hear of, separated by commas: an entity, or entity:id"),
    };

    public JsonObject Describe()
    {
        var operation = new JsonObject
        {
            ["operationId"] = Id,
            ["tags"] = new JsonArray(Tag),
            ["summary"] = Summary,
            ["description"] = $"{Summary}. An error is told as application/problem+json.",
        };
        if (IsOpen) operation["security"] = new JsonArray();
        if (Parameters() is { Count: > 0 } parameters) operation["parameters"] = parameters;
        if (Body is not null)
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Contents(Body) };
        operation["responses"] = Responses();
        return operation;
    }

    private JsonObject Contents(JsonObject body)
    {
        var contents = Content(BodyType, body);
        if (WithFiles is not null) contents["multipart/form-data"] = new JsonObject { ["schema"] = WithFiles };
        return contents;
    }

    private JsonArray Parameters()
    {
        var parameters = new JsonArray();
        foreach (var name in Path.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]))
            parameters.Add(Parameter(name, "path", Schemas.Of(Numbers.Contains(name) ? "integer" : "string"), "From the address"));
        foreach (var name in Query)
        {
            var (type, says) = OwnQuery.TryGetValue(name, out var own) ? own : Known[name];
            parameters.Add(Parameter(name, "query", Schemas.Of(type), says));
        }
        if (IsGuarded) parameters.Add(Parameter("If-Match", "header", Schemas.Text, "The tag of the state that is meant; else 412"));
        return parameters;
    }

    private JsonObject Responses()
    {
        var done = new JsonObject { ["description"] = "Done" };
        if (Answer is not null) done["content"] = Content(AnswerType, Answer);
        var responses = new JsonObject { [$"{Done}"] = done };
        foreach (var status in Refusals()) responses[$"{status}"] = new JsonObject { ["$ref"] = $"#/components/responses/{status}" };
        return responses;
    }

    private IEnumerable<int> Refusals() => ((int Status, bool Applies)[])
    [
        (400, true), (401, true), (404, true), (409, Method != "get"), (412, IsGuarded), (413, Body is not null), (415, Body is not null),
        (422, true), (429, true),
    ] is var known ? known.Where(refusal => refusal.Applies).Select(refusal => refusal.Status) : [];

    private static JsonObject Content(string type, JsonObject schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Parameter(string name, string place, JsonObject schema, string says) =>
        new() { ["name"] = name, ["in"] = place, ["required"] = place == "path", ["description"] = says, ["schema"] = schema };
}
