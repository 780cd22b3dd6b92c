using System.Text;
using Kabinet.Engine.Definitions;
using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// A table of an entity under an alias inside a statement, and the tables joined to it as expressions walk references from it.
/// Write every expression first, then read <see cref="JoinSql"/>.
/// </summary>
/// <param name="entity">Whose records.</param>
/// <param name="alias">Name of the table in the statement, unquoted in SQL: <c>r</c>.</param>
/// <param name="parent">The record around, for a subquery.</param>
internal sealed class Source(Entity entity, string alias, Source? parent = null)
{
    private readonly Dictionary<Step, Source> joined = [];
    private readonly StringBuilder joins = new();

    public Entity Entity { get; } = entity;
    public string Alias { get; } = alias;
    public Source? Parent { get; } = parent;

    /// <summary>False where no table can be joined (the conditions of a join, UPDATE and DELETE); walked references become subqueries there.</summary>
    public bool MayJoin { get; init; } = true;

    /// <summary>The joins that the written expressions need, each with a leading space; empty for none.</summary>
    public string JoinSql => joins.ToString();
}
