using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>The record whose names are in scope, and the enclosing record if there is one.</summary>
internal sealed record Scope(Entity Entity, Scope? Outer)
{
    /// <summary>
    /// Own fields of the record that the expression reads. A reader's expression holds only for rows that show all of them.
    /// </summary>
    public HashSet<Field> Touched { get; } = [];
}

/// <summary>A checked expression and its position in the text.</summary>
internal readonly record struct Checked(Expression Expression, int Position)
{
    public DataType Type => Expression.Type;
}
