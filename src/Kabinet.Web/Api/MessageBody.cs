using System.Text.Json;

namespace Kabinet.Web.Api;

/// <summary>A message as a program sends it: <c>{"text": …, "quote": …, "to": …, "files": […]}</c>.</summary>
internal sealed record MessageBody
{
    public string Text { get; private init; } = "";
    public long? Quote { get; private init; }
    /// <summary>Where it is passed on to.</summary>
    public string? To { get; private init; }
    /// <summary>Ids of files that are passed on with it.</summary>
    public IReadOnlyList<long> Files { get; private init; } = [];
    public Guid? CommandId { get; private init; }

    /// <summary>Reads the body of a request; the second value is the answer to a body that is not understood.</summary>
    /// <param name="http">The request.</param>
    /// <param name="keys">Keys that it may have.</param>
    public static Task<(MessageBody? Body, IResult? Refusal)> Read(HttpContext http, params string[] keys) =>
        JsonBody.Read(http, root => Of(root, keys));

    /// <summary>Reads the part of a body with files.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static MessageBody Of(JsonElement root, params string[] keys)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException();
        var body = new MessageBody();
        foreach (var member in root.EnumerateObject())
            body = member.Name == "_command" ? body with { CommandId = Id(member.Value) }
                : keys.Contains(member.Name) ? body.With(member.Name, member.Value) : throw JsonBody.Bad(member.Name);
        return body;
    }

    private MessageBody With(string key, JsonElement value) => key switch
    {
        "text" when value.ValueKind == JsonValueKind.String => this with { Text = JsonBody.TextOf(key, value) },
        "to" when value.ValueKind == JsonValueKind.String => this with { To = JsonBody.TextOf(key, value) },
        "quote" when value.ValueKind == JsonValueKind.Null => this,
        "quote" => this with { Quote = Number(key, value) },
        "files" when value.ValueKind == JsonValueKind.Array =>
            this with { Files = [.. value.EnumerateArray().Select(id => Number(key, id))] },
        _ => throw JsonBody.Bad(key),
    };

    private static Guid Id(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id) ? id : throw JsonBody.Bad("_command");

    private static long Number(string key, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : throw JsonBody.Bad(key);
}
