using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>
/// A file with several definitions: <c>notices: { offered: {…}, paid: {…} }</c>. Keys beside the map are defaults for all of them.
/// </summary>
internal sealed class SeveralInFile
{
    private readonly MapNode file;
    private readonly DefinitionShape shape;
    private readonly (TextNode Key, Node Value) several;
    private readonly List<Problem> problems = [];

    private SeveralInFile(MapNode file, DefinitionShape shape, (TextNode Key, Node Value) several) =>
        (this.file, this.shape, this.several) = (file, shape, several);

    /// <summary>The definitions of such a file; null for a file with one definition.</summary>
    public static SeveralInFile? In(Node node, DefinitionShape shape)
    {
        if (node is not MapNode file || shape.Several is not { } form) return null;
        var written = file.Pairs.Where(pair => pair.Key.Text == form.Key).ToList();
        if (written.Count == 0 && !file.Pairs.Any(pair => pair.Key.Text == form.Name.Key))
            written = [.. file.Pairs.Where(pair => MayBeMeant(pair, shape))];
        return written is [var several] ? new(file, shape, several) : null;
    }

    /// <summary>The problems found. A problem in the shared keys is listed once.</summary>
    public IEnumerable<Problem> Problems => problems.DistinctBy(problem => (problem.At, problem.ToString()));

    /// <summary>True if the value of the key is a map.</summary>
    public bool IsRead => several.Value is MapNode;

    /// <summary>Reads each definition with its key.</summary>
    public IEnumerable<(string Key, T Definition)> Read<T>(Kinds kinds) where T : Definition
    {
        var form = shape.Several!;
        if (several.Key.Text != form.Key)
            Refuse(several.Key, new("problem.unknown_key", several.Key.Text), Spelling.Suggest(several.Key.Text, [form.Key]));
        foreach (var pair in file.Pairs.Where(pair => pair.Key.Text == form.Name.Key))
            Refuse(pair.Key, new("problem.unknown_key", pair.Key.Text));
        if (several.Value is not MapNode map) Refuse(several.Value, new("problem.expected_map", several.Value.Called));
        else
            foreach (var (key, value) in map.Pairs) yield return (key.Text, One<T>(kinds, key, value));
    }

    private T One<T>(Kinds kinds, TextNode key, Node value) where T : Definition
    {
        var binder = new Binder(kinds, problems);
        if (value is MapNode or TextNode { IsEmpty: true } && binder.Bind<T>(Whole(key, value as MapNode)) is { } definition)
            return definition;
        if (value is not MapNode) Refuse(value, new("problem.expected_map", value.Called));
        return Binder.Unparsed<T>(key.At);
    }

    private MapNode Whole(TextNode key, MapNode? written)
    {
        var name = shape.Several!.Name.Key;
        var pairs = new List<(TextNode Key, Node Value)> { (new(key.At, name, Plain: true), new TextNode(key.At, key.Text, Plain: false)) };
        foreach (var pair in written?.Pairs ?? [])
            if (pair.Key.Text == name) Refuse(pair.Key, new("problem.twice", name));
            else pairs.Add(pair);
        var own = pairs.Select(pair => pair.Key.Text).ToHashSet(StringComparer.Ordinal);
        pairs.AddRange(file.Pairs.Where(pair => pair.Key != several.Key && !own.Contains(pair.Key.Text)));
        return new(key.At, pairs) { Twice = written?.Twice ?? [] };
    }

    // A misspelt key of the map: an unknown key whose value is a map of maps.
    private static bool MayBeMeant((TextNode Key, Node Value) pair, DefinitionShape shape) =>
        !shape.ByKey.ContainsKey(pair.Key.Text) && pair.Value is MapNode { Pairs: { Count: > 0 } pairs }
            && pairs.All(inner => inner.Value is MapNode);

    private void Refuse(Node at, Message message, Message? suggestion = null) => problems.Add(new(at.At, message, suggestion));
}
