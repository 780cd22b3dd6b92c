using System.Globalization;
using System.Text.Json;
using Kabinet.Engine.Words;
using Kabinet.Web.Request;

namespace Kabinet.Web.Api;

/// <summary>
/// The object a program sent: values by key, with what concerns the command itself (<c>_version</c>, <c>_command</c>) taken out.
/// </summary>
internal sealed record JsonBody(IReadOnlyDictionary<string, object?> Values,
    IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> Rows, int? Version, Guid? CommandId)
{
    private const int MostRows = 1000;

    /// <summary>Reads the body of a request; the second value is the answer to a body that is not understood.</summary>
    public static async Task<(JsonBody? Body, IResult? Refusal)> Read(HttpContext http) =>
        http.Request.ContentLength is null or 0 && !http.Request.HasJsonContentType() ? (Empty, null) : await Read(http, Of);

    /// <summary>Reads a body that is a list of texts, such as roles.</summary>
    public static Task<(IReadOnlyList<string>? Texts, IResult? Refusal)> ReadTexts(HttpContext http, string at) =>
        Read<IReadOnlyList<string>>(http, root => root.ValueKind != JsonValueKind.Array ? throw new JsonException()
            : [.. root.EnumerateArray().Take(MostRows).Select(text => Scalar(at, text) as string ?? throw Bad(at))]);

    /// <summary>Reads a body of another form. What it finds wrong it throws by <see cref="Bad"/>.</summary>
    public static async Task<(T? Body, IResult? Refusal)> Read<T>(HttpContext http, Func<JsonElement, T> read) where T : class
    {
        if (!http.Request.HasJsonContentType())
            return (null, Problems.Of(http, StatusCodes.Status415UnsupportedMediaType, "request.status_415"));
        try
        {
            using var document = await Parse(http);
            return (read(document.RootElement), null);
        }
        catch (JsonException) { return (null, Problems.Of(http, StatusCodes.Status400BadRequest, "request.bad_json")); }
        catch (InvalidFieldException invalid) { return (null, Outcomes.Invalid(http, invalid.Field, invalid.Reason)); }
    }

    private static async Task<JsonDocument> Parse(HttpContext http)
    {
        var depth = http.RequestServices.GetRequiredService<SiteLimits>().JsonDepth;
        var options = new JsonDocumentOptions { MaxDepth = depth, AllowDuplicateProperties = false };
        try { return await JsonDocument.ParseAsync(http.Request.Body, options, http.RequestAborted); }
        // Names are compared with each other, which one with half a surrogate pair does not bear.
        catch (InvalidOperationException half) { throw new JsonException(half.Message, half); }
    }

    public string? Text(string key) => Values.GetValueOrDefault(key) as string;

    private static readonly JsonBody Empty =
        new(new Dictionary<string, object?>(), new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>(), null, null);

    private static JsonBody Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new JsonException();
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        var rows = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>(StringComparer.Ordinal);
        int? version = null;
        Guid? command = null;
        foreach (var member in root.EnumerateObject())
            switch (NameOf(member))
            {
                case "_version": version = member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt32(out var number)
                    ? number : throw Bad("_version"); break;
                case "_command": command = member.Value.ValueKind == JsonValueKind.String && member.Value.TryGetGuid(out var id) ? id
                    : throw Bad("_command"); break;
                case "_labels" or "_transitions": break;
                default:
                    if (member.Value.ValueKind == JsonValueKind.Array) rows[member.Name] = RowsOf(member);
                    else values[member.Name] = Scalar(member.Name, member.Value);
                    break;
            }
        return new(values, rows, version, command);
    }

    private static List<IReadOnlyDictionary<string, object?>> RowsOf(JsonProperty member)
    {
        if (member.Value.GetArrayLength() > MostRows) throw Bad(member.Name);
        return [.. member.Value.EnumerateArray()
            .Select((row, index) => row.ValueKind == JsonValueKind.Object
            ? RowOf(row, $"{member.Name}.{index.ToString(CultureInfo.InvariantCulture)}") : throw Bad(member.Name))];
    }

    private static Dictionary<string, object?> RowOf(JsonElement row, string at)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in row.EnumerateObject()) values[NameOf(member)] = Scalar($"{at}.{member.Name}", member.Value);
        return values;
    }

    private static object? Scalar(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => TextOf(key, value),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? (object)whole : value.TryGetDecimal(out var number) ? number
            : throw Bad(key),
        _ => throw Bad(key),
    };

    /// <summary>The text of a value.</summary>
    public static string TextOf(string key, JsonElement value)
    {
        // Half a surrogate pair and bytes that are no UTF-8 are found only when the text is taken.
        try { return Clean(value.GetString()!, key); }
        catch (InvalidOperationException) { throw Bad(key); }
    }

    /// <summary>A name is taken like a text; one that cannot be written into an answer is no JSON of ours.</summary>
    private static string NameOf(JsonProperty member)
    {
        try { return SentText.IsSound(member.Name) ? member.Name : throw new JsonException(); }
        catch (InvalidOperationException half) { throw new JsonException(half.Message, half); }
    }

    private static string Clean(string text, string at) => SentText.IsSound(text) ? text : throw Bad(at);

    /// <summary>A value at a key that is not understood.</summary>
    public static Exception Bad(string key) => new InvalidFieldException(key, new("request.bad_value"));

    private sealed class InvalidFieldException(string at, Message reason) : Exception(reason.Key)
    {
        public string Field => at;
        public Message Reason => reason;
    }
}
