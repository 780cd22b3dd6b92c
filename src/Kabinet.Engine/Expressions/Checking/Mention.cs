using Kabinet.Engine.Expressions.Parsing;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>A path as it is written in an expression.</summary>
/// <param name="Names">Its names with their positions.</param>
/// <param name="Outer">The record it starts from: 0 for the innermost one, 1 for the owner of the enclosing collection, and so on.</param>
/// <param name="Depth">Number of collections around it.</param>
/// <param name="Condition">The named condition that it ends with; null for a field or a collection.</param>
internal sealed record Mention(IReadOnlyList<Name> Names, int Outer, int Depth, NamedCondition? Condition)
{
    /// <summary>True if the path starts from the record of the whole expression.</summary>
    public bool IsOfRecord => Outer == Depth;

    public int Start => Names[0].Position;

    public int End => Names[^1].Position + Names[^1].Text.Length;
}
