using System.Globalization;
using System.Text.RegularExpressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Demo;

/// <summary>
/// Converts values of a demo file for commands: <c>$name</c>, <c>today+7</c>, <c>{pick: list}</c>, names of records for references.
/// </summary>
internal sealed partial class DemoValues(IReadOnlyDictionary<string, IReadOnlyList<string>> lists, TimeZoneInfo zone)
{
    private readonly Dictionary<(string Entity, string Name), long> ids = [];

    /// <summary>Gives a record a name.</summary>
    public void Name(string entity, string name, long id) => ids[(entity, name)] = id;

    /// <summary>The id of a named record.</summary>
    public long IdOf(string entity, string name, Location at) =>
        ids.TryGetValue((entity, name), out var id) ? id
            : throw Wrong(at, new("problem.demo.no_record", entity, name),
            Spelling.Suggest(name, ids.Keys.Where(key => key.Entity == entity).Select(key => key.Name)));

    /// <summary>The value of a field or an input.</summary>
    public object? For(Field? field, Node node, DemoStory? story, DateTime now) =>
        story is not null && DemoShare.Of(Whole(node, story)) is { } share ? share.Take(story.Current)
            : Of(node, story, now) is string text ? field?.To is { } entity ? IdOf(entity.Key, text, node.At) : text : null;

    /// <summary>The text of a node; null when it is empty.</summary>
    public string? Of(Node node, DemoStory? story, DateTime now) => node switch
    {
        TextNode { IsEmpty: true } => null,
        TextNode text => Text(text, story, now),
        MapNode map when Pick(map) is { } list => list[story!.Random.Next(list.Count)] is var picked ? Filled(picked, node.At, story, now)
            : null,
        MapNode map when story is not null && DemoShare.Of(map) is { } share =>
            Convert.ToString(share.Take(story.Current), CultureInfo.InvariantCulture),
        _ => throw Wrong(node.At, new("problem.demo.value", node.Called), null),
    };

    /// <summary>A list of texts; a single text is a list of one.</summary>
    public IEnumerable<string> ListOf(Node node, DemoStory story, DateTime now) =>
        (Resolved(node, story) is ListNode list ? list.Items : [node]).Select(item => Of(item, story, now)).OfType<string>();

    /// <summary>Rows of a part, each a map of values.</summary>
    public static IEnumerable<MapNode> RowsOf(Node node, DemoStory story) =>
        Resolved(node, story) is ListNode list
            ? list.Items.Select(item => item as MapNode ?? throw Wrong(item.At, new("problem.demo.row", item.Called), null))
        : throw Wrong(node.At, new("problem.demo.rows", node.Called), null);

    /// <summary>Names of values (<c>$name</c>) in a text.</summary>
    public static IReadOnlyList<string> NamesIn(string text) => [.. Names().Matches(text).Select(match => match.Groups["name"].Value)];

    private static Node Resolved(Node node, DemoStory story) =>
        node is TextNode text && text.Text.StartsWith('$') ? Given(text.Text[1..], node.At, story) : node;

    private static Node Whole(Node node, DemoStory story) =>
        node is TextNode text && WholeName().Match(text.Text) is { Success: true } name
            ? Given(name.Groups["name"].Value, node.At, story) : node;

    private string? Text(TextNode node, DemoStory? story, DateTime now)
    {
        if (story is not null && WholeName().Match(node.Text) is { Success: true } name)
            return Of(Given(name.Groups["name"].Value, node.At, story), story, now);
        return Filled(node.Text, node.At, story, now);
    }

    private string Filled(string text, Location at, DemoStory? story, DateTime now)
    {
        if (Day().Match(text) is { Success: true } day)
            return DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone))
                .AddDays(day.Groups["days"].Success ? int.Parse(day.Groups["days"].Value, CultureInfo.InvariantCulture) : 0)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return story is null ? text : Names().Replace(text, match => Of(Given(match.Groups["name"].Value, at, story), story, now) ?? "");
    }

    private IReadOnlyList<string>? Pick(MapNode map)
    {
        if (map.Pairs is not [({ Text: "pick" }, TextNode name)]) return null;
        return lists.TryGetValue(name.Text, out var list) ? list
            : throw Wrong(name.At, new("problem.demo.no_list", name.Text), Spelling.Suggest(name.Text, lists.Keys));
    }

    private static Node Given(string name, Location at, DemoStory story) =>
        story.Find(name) ?? throw Wrong(at, new("problem.demo.no_value", name),
            Spelling.Suggest(name, story.Definition.With.Keys.Concat(story.Template.Defaults.Keys)));

    private static SolutionException Wrong(Location at, Message message, Message? suggestion) => new([new(at, message, suggestion)]);

    [GeneratedRegex(@"^\$(?<name>[a-z_]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WholeName();

    [GeneratedRegex(@"\$(?<name>[a-z_]+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Names();

    [GeneratedRegex(@"^today(?<days>[+-]\d+)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Day();
}
