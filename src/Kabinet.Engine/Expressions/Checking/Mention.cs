using Kabinet.Engine.Expressions.Parsing;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>A path as it stands in a text.</summary>
/// <param name="Names">Its names with their places.</param>
/// <param name="Outer">How many records out it starts.</param>
/// <param name="Depth">How many collections deep it stands.</param>
/// <param name="Condition">The named condition at its end; null for a field or a collection.</param>
internal sealed record Mention(IReadOnlyList<Name> Names, int Outer, int Depth, NamedCondition? Condition)
{
    /// <summary>It starts from the record that the whole text is about.</summary>
    public bool IsOfRecord => Outer == Depth;

    public int Start => Names[0].Position;

    public int End => Names[^1].Position + Names[^1].Text.Length;
}
