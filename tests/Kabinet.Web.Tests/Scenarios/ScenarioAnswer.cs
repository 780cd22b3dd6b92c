using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kabinet.Web.Tests.Scenarios;

/// <summary>What came back, and the judgement of it. Texts are compared as a person reads them, whatever way they were escaped.</summary>
internal sealed record ScenarioAnswer(int Status, string Body)
{
    private JsonNode? json;

    public JsonNode? Json => json ??= Body.StartsWith('{') ? JsonNode.Parse(Body) : null;

    public void Judge(StepDefinition step)
    {
        var at = $"{step.At} as {step.As}: {Status} {Body[..Math.Min(Body.Length, 4000)]}";
        if (step.Expect is { } expected) Status.ShouldBe(expected, at);
        else Status.ShouldBeInRange(200, 299, at);
        foreach (var text in step.Contains) Readable.ShouldContain(text, Case.Sensitive, at);
        foreach (var text in step.Lacks) Readable.ShouldNotContain(text, Case.Sensitive, at);
        foreach (var (path, value) in step.Shows) Same(ValueAt(path), value).ShouldBeTrue($"{path} is {ValueAt(path)}, not {value}. {at}");
        foreach (var (path, pattern) in step.Matches)
            Regex.IsMatch(ValueAt(path) ?? "", pattern, RegexOptions.None, TimeSpan.FromSeconds(1))
            .ShouldBeTrue($"{path} is {ValueAt(path)}. {at}");
        foreach (var transition in step.Allows) Offered(onlyAllowed: true).ShouldContain(transition, at);
        foreach (var transition in step.Denies) Offered(onlyAllowed: false).ShouldNotContain(transition, at);
    }

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
