using Kabinet.Engine.Model;
using Kabinet.Engine.Words;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>Parses one YAML file into nodes. Rejects anchors and deep nesting: with them a small file could use unlimited memory.</summary>
internal sealed class YamlFile
{
    private const int LongestFile = 1_000_000;
    private const int DeepestNesting = 40;

    private readonly string path;
    private readonly List<Problem> problems;
    private readonly Parser parser;
    private int depth;

    private YamlFile(string path, string text, List<Problem> problems) =>
        (this.path, this.problems, parser) = (path, problems, new Parser(new StringReader(text)));

    /// <summary>The root node of a file. Null if the file is empty or invalid, which is reported.</summary>
    public static Node? Parse(string path, string text, List<Problem> problems)
    {
        if (text.Length > LongestFile)
        {
            problems.Add(new(new(path), new("problem.file.long", LongestFile)));
            return null;
        }
        if (text.IndexOf('\0', StringComparison.Ordinal) is var zero and >= 0)
        {
            problems.Add(new(new(path, text.AsSpan(0, zero).Count('\n') + 1), new("problem.file.nul")));
            return null;
        }
        var file = new YamlFile(path, text.TrimStart(TextFile.Mark), problems);
        try
        {
            return file.Document();
        }
        catch (RefusedException refused)
        {
            problems.Add(new(new(path, (int)refused.Start.Line, (int)refused.Start.Column), new("problem.yaml", refused.Reason)));
            return null;
        }
        catch (YamlException broken)
        {
            problems.Add(YamlFault.Of(broken, path, text));
            return null;
        }
        // The parser throws this for an escape of two halves of characters in the wrong order.
        catch (ArgumentOutOfRangeException)
        {
            var last = file.parser.Current is { } read ? file.PlaceOf(read) : new(path);
            problems.Add(new(last, new("problem.yaml", new Message("problem.yaml.character"))));
            return null;
        }
        // The parser throws this if a bracket is closed that was never opened.
        catch (InvalidOperationException)
        {
            var last = file.parser.Current is { } read ? file.PlaceOf(read) : new(path);
            problems.Add(YamlFault.Tab(path, text, last.Line) ?? new(last, new("problem.yaml.brackets")));
            return null;
        }
    }

    private Node? Document()
    {
        parser.Consume<StreamStart>();
        if (parser.TryConsume<StreamEnd>(out _))
        {
            problems.Add(new(new(path), new("problem.file.empty")));
            return null;
        }
        parser.Consume<DocumentStart>();
        var root = Next();
        parser.Consume<DocumentEnd>();
        if (!parser.TryConsume<StreamEnd>(out _)) throw Refused(parser.Current!, new("problem.yaml.one_document"));
        return root;
    }

    private Node Next()
    {
        if (parser.Accept<AnchorAlias>(out var alias)) throw Refused(alias, new("problem.yaml.anchors"));
        if (!parser.Accept<NodeEvent>(out var node)) throw Refused(parser.Current!, new("problem.yaml.value"));
        if (!node.Anchor.IsEmpty) throw Refused(node, new("problem.yaml.anchors"));
        if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific) throw Refused(node, new("problem.yaml.tags"));
        if (++depth > DeepestNesting) throw Refused(node, new("problem.yaml.deep"));
        Node read = node switch { MappingStart => Map(), SequenceStart => List(), _ => Scalar() };
        depth--;
        return read;
    }

    private TextNode Scalar()
    {
        var scalar = parser.Consume<Scalar>();
        return TextFile.IsStorable(scalar.Value) ? new(PlaceOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain)
            : throw Refused(scalar, new("problem.yaml.character"));
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
            if (Next() is not TextNode key) throw Refused(parser.Current!, new("problem.yaml.key"));
            var value = Next();
            if (seen.TryAdd(key.Text, key.At)) pairs.Add((key, value));
            else
            {
                twice.Add(key.Text);
                problems.Add(new(key.At, new("problem.twice_first", key.Text, seen[key.Text].Line)));
            }
        }
        return new(PlaceOf(start), pairs) { Twice = twice };
    }

    private static RefusedException Refused(ParsingEvent at, Message reason) => new(at, reason);

    private Location PlaceOf(ParsingEvent at) => new(path, (int)at.Start.Line, (int)at.Start.Column);

    private sealed class RefusedException(ParsingEvent at, Message reason) : YamlException(at.Start, at.End, reason.Key)
    {
        public Message Reason { get; } = reason;
    }
}
