using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>
/// A named condition of an entity, from <c>is</c>. Expressions about a record of the entity may use the name instead of the condition.
/// </summary>
/// <param name="Entity">The entity of the records.</param>
/// <param name="Key">Name of the condition.</param>
/// <param name="Text">The condition as its author wrote it.</param>
/// <param name="Syntax">The parsed text.</param>
/// <param name="At">Where it is written.</param>
internal sealed record NamedCondition(Entity Entity, string Key, string Text, Syntax Syntax, Location At)
{
    public bool Equals(NamedCondition? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"{Entity.Key}.{Key}";
}
