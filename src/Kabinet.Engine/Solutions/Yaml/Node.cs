using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>A piece of a YAML file with its place: text, list or map. No anchors, no tags.</summary>
internal abstract record Node(Location At)
{
    /// <summary>How the piece is called in a problem.</summary>
    public abstract Message Called { get; }
}

/// <summary>One text; a plain one is written without quotes.</summary>
internal sealed record TextNode(Location At, string Text, bool Plain) : Node(At)
{
    public override Message Called => IsEmpty ? new("problem.called.nothing") : new("problem.called.text", Text);

    /// <summary>Nothing stands after the colon.</summary>
    public bool IsEmpty => Plain && Text is "" or "~" or "null";
}

internal sealed record ListNode(Location At, IReadOnlyList<Node> Items) : Node(At)
{
    public override Message Called => new("problem.called.list");
}

internal sealed record MapNode(Location At, IReadOnlyList<(TextNode Key, Node Value)> Pairs) : Node(At)
{
    /// <summary>Keys written more than once: the first stands in the pairs, what the others say is lost.</summary>
    public IReadOnlyList<string> Twice { get; init; } = [];

    public override Message Called => new("problem.called.map");
}
