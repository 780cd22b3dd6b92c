using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kabinet.Engine.Scenarios;
using Kabinet.Engine.Words;

namespace Kabinet.Web.Scenarios;

/// <summary>What came back, and how it is judged. Texts are compared as a person reads them, whatever way they were escaped.</summary>
internal sealed record ScenarioAnswer(int Status, string Body)
{
    private JsonNode? json;

    public JsonNode? Json => json ??= Body.StartsWith('{') ? JsonNode.Parse(Body) : null;

    /// <summary>Everything in which the answer differs from what the step expects.</summary>
    public IReadOnlyList<Message> Judge(ScenarioStepDefinition step) =>
    [
        .. step.Expect is { } expected ? Wrong(Status == expected, "scenario.status", Status, expected)
            : Wrong(Status is >= 200 and <= 299, "scenario.status_fine", Status),
        .. step.Contains.SelectMany(text => Wrong(Has(text), "scenario.contains", text)),
        .. step.Lacks.SelectMany(text => Wrong(!Has(text), "scenario.lacks", text)),
        .. step.Shows.SelectMany(shown => Wrong(Same(ValueAt(shown.Key), shown.Value), "scenario.shows", shown.Key,
            ValueAt(shown.Key) ?? "null", shown.Value)),
        .. step.Matches.SelectMany(pattern => Wrong(Fits(ValueAt(pattern.Key), pattern.Value), "scenario.matches", pattern.Key,
            ValueAt(pattern.Key) ?? "null", pattern.Value)),
        .. step.Allows.SelectMany(transition => Wrong(Offered(onlyAllowed: true).Contains(transition), "scenario.allows", transition)),
        .. step.Denies.SelectMany(transition => Wrong(!Offered(onlyAllowed: false).Contains(transition), "scenario.denies", transition)),
    ];

    private static IEnumerable<Message> Wrong(bool holds, string key, params object[] arguments) => holds ? [] : [new(key, arguments)];

    private bool Has(string text) => Readable.Contains(text, StringComparison.Ordinal);

    private static bool Fits(string? value, string pattern) =>
        Regex.IsMatch(value ?? "", pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    private string Readable => Json is { } node
        ? node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
        : System.Net.WebUtility.HtmlDecode(Body);

    private string? ValueAt(string path)
    {
        var node = Json;
        foreach (var key in path.Split('.'))
            node = int.TryParse(key, CultureInfo.InvariantCulture, out var index) ? node?[index] : node?[key];
        return node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node?.ToJsonString();
    }

    // 0, 0.0 and 0.00 are the same money.
    private static bool Same(string? value, string expected) =>
        value == expected || decimal.TryParse(value, CultureInfo.InvariantCulture, out var number)
            && decimal.TryParse(expected, CultureInfo.InvariantCulture, out var wanted) && number == wanted;

    private IEnumerable<string> Offered(bool onlyAllowed) =>
        (Json?["_transitions"] as JsonArray ?? []).Where(transition => !onlyAllowed || transition!["allowed"]!.GetValue<bool>())
            .Select(transition => transition!["key"]!.GetValue<string>());
}
