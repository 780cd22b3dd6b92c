using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>The record that names are about, and the one whose collection it is in.</summary>
internal sealed record Scope(Entity Entity, Scope? Outer);

/// <summary>A checked part with its place in the text.</summary>
internal readonly record struct Checked(Expression Expression, int Position)
{
    public DataType Type => Expression.Type;
}
