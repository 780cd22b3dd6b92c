using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>A node of a YAML file with its place: text, list or map. Anchors and tags are not supported.</summary>
public abstract record Node(Location At)
{
    /// <summary>Name of the node type in problems.</summary>
    public abstract Message Called { get; }
}

/// <summary>A scalar. <c>Plain</c> is true if it is written without quotes.</summary>
public sealed record TextNode(Location At, string Text, bool Plain) : Node(At)
{
    /// <inheritdoc />
    public override Message Called => IsEmpty ? new("problem.called.nothing") : new("problem.called.text", Text);

    /// <summary>True if there is no value.</summary>
    public bool IsEmpty => Plain && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
public sealed record ListNode(Location At, IReadOnlyList<Node> Items) : Node(At)
{
    /// <inheritdoc />
    public override Message Called => new("problem.called.list");
}

/// <summary>A map; its pairs are in the order of the file.</summary>
public sealed record MapNode(Location At, IReadOnlyList<(TextNode Key, Node Value)> Pairs) : Node(At)
{
    /// <summary>Duplicate keys. Only the first value of each is in the pairs.</summary>
    public IReadOnlyList<string> Twice { get; init; } = [];

    /// <inheritdoc />
    public override Message Called => new("problem.called.map");
}
