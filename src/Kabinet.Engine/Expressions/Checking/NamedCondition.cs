using Kabinet.Engine.Expressions.Parsing;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>
/// A condition that an entity gives a name under <c>is</c>: the name stands for the condition wherever an expression is about a record of
/// the entity.
/// </summary>
/// <param name="Entity">The entity whose records it is about.</param>
/// <param name="Key">Its name.</param>
/// <param name="Text">As its author wrote it.</param>
/// <param name="Syntax">The text parsed.</param>
internal sealed record NamedCondition(Entity Entity, string Key, string Text, Syntax Syntax)
{
    public bool Equals(NamedCondition? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"{Entity.Key}.{Key}";
}
