using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Kabinet.Engine.Definitions.Reading;

/// <summary>Reads one YAML file into nodes. What can make a small file grow without bound (anchors, deep nesting) is refused.</summary>
internal sealed class YamlFile
{
    private const int LongestFile = 1_000_000;
    private const int DeepestNesting = 40;

    private readonly string path;
    private readonly List<Problem> problems;
    private readonly Parser parser;
    private int depth;

    private YamlFile(string path, string text, List<Problem> problems) => (this.path, this.problems, parser) = (path, problems, new Parser(new StringReader(text)));

    /// <summary>The content of a file; null where it is empty or broken, and then there is a problem.</summary>
    public static Node? Parse(string path, string text, List<Problem> problems)
    {
        if (text.Length > LongestFile)
        {
            problems.Add(new(new(path), $"The file is longer than {LongestFile} characters"));
            return null;
        }
        var file = new YamlFile(path, text, problems);
        try
        {
            return file.Document();
        }
        catch (YamlException broken)
        {
            problems.Add(new(new(path, (int)broken.Start.Line, (int)broken.Start.Column), Reason(broken)));
            return null;
        }
        // The parser's own way to say that brackets close what was not opened.
        catch (InvalidOperationException)
        {
            problems.Add(new(file.parser.Current is { } last ? file.PlaceOf(last) : new(path), "Not valid YAML: brackets or quotes do not match after this line"));
            return null;
        }
    }

    private static string Reason(YamlException broken) => $"Not valid YAML: {broken.InnerException?.Message ?? broken.Message}";

    private Node? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
        {
            problems.Add(new(new(path), "The file is empty"));
            return null;
        }
        parser.Consume<DocumentStart>();
        var root = Next();
        parser.Consume<DocumentEnd>();
        if (!parser.TryConsume<StreamEnd>(out _)) throw new YamlException(parser.Current!.Start, parser.Current.End, "a file holds one document");
        return root;
    }

    private Node Next()
    {
        if (parser.Accept<AnchorAlias>(out var alias)) throw Refused(alias, "anchors and aliases are not allowed");
        if (!parser.Accept<NodeEvent>(out var node)) throw Refused(parser.Current!, "a value is expected");
        if (!node.Anchor.IsEmpty) throw Refused(node, "anchors and aliases are not allowed");
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific) throw Refused(node, "tags are not allowed");
        if (++depth > DeepestNesting) throw Refused(node, "nested too deep");
        Node read = node switch { MappingStart => Map(), SequenceStart => List(), _ => Scalar() };
        depth--;
        return read;
    }

    private TextNode Scalar()
    {
        var scalar = parser.Consume<Scalar>();
        return new(PlaceOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private ListNode List()
    {
        var start = parser.Consume<SequenceStart>();
        var items = new List<Node>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Next());
        return new(PlaceOf(start), items);
    }

    private MapNode Map()
    {
        var start = parser.Consume<MappingStart>();
        var pairs = new List<(TextNode, Node)>();
        var seen = new Dictionary<string, Location>(StringComparer.Ordinal);
        var twice = new List<string>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Next() is not TextNode key) throw Refused(parser.Current!, "a key must be text");
            var value = Next();
            if (seen.TryAdd(key.Text, key.At)) pairs.Add((key, value));
            else
            {
                twice.Add(key.Text);
                problems.Add(new(key.At, $"'{key.Text}' is written twice, first in line {seen[key.Text].Line}"));
            }
        }
        return new(PlaceOf(start), pairs) { Twice = twice };
    }

    private static YamlException Refused(ParsingEvent at, string reason) => new(at.Start, at.End, reason);

    private Location PlaceOf(ParsingEvent at) => new(path, (int)at.Start.Line, (int)at.Start.Column);
}
