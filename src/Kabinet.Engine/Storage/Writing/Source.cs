using System.Text;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// An entity's table under an alias in a statement, with the tables joined to it as expressions follow references.
/// Write all expressions first, then read <see cref="JoinSql"/>.
/// </summary>
internal sealed class Source
{
    private readonly Dictionary<Step, Source> joined = [];
    private readonly StringBuilder joins;

    /// <param name="entity">Entity of the records.</param>
    /// <param name="alias">Unquoted alias of the table: <c>r</c>.</param>
    /// <param name="parent">The outer record, for a subquery.</param>
    public Source(Entity entity, string alias, Source? parent = null) : this(entity, alias, parent, new()) { }

    private Source(Entity entity, string alias, Source? parent, StringBuilder joins) =>
        (Entity, Alias, Parent, this.joins) = (entity, alias, parent, joins);

    public Entity Entity { get; }
    public string Alias { get; }
    public Source? Parent { get; }

    /// <summary>False where joins are impossible (a join condition, UPDATE and DELETE); references become subqueries there.</summary>
    public bool MayJoin { get; init; } = true;

    /// <summary>Whether the row may be missing, because a reference led here.</summary>
    public bool IsOptional { get; private init; }

    /// <summary>The joins of the written expressions, each with a leading space; empty for none.</summary>
    public string JoinSql => joins.ToString();

    /// <summary>A column of this table.</summary>
    public string Column(string key) => $"{Alias}.{Dialect.Quote(key)}";

    /// <summary>The record a number of collections further out.</summary>
    public Source Up(int outer) => outer == 0 ? this
        : (Parent ?? throw new InvalidOperationException($"There is no record around {Entity}")).Up(outer - 1);

    /// <summary>The same table, with joins disabled.</summary>
    public Source WithoutJoins() => new(Entity, Alias, Parent) { MayJoin = false, IsOptional = IsOptional };

    /// <summary>The table that a reference leads to; joined once per rule.</summary>
    /// <param name="step">The reference and its rule.</param>
    /// <param name="alias">Makes the alias of a new join.</param>
    /// <param name="condition">Writes the join condition.</param>
    public Source Join(Step step, Func<string> alias, Func<Source, string> condition)
    {
        if (joined.TryGetValue(step, out var known)) return known;
        var target = new Source(step.Reference.To!, alias(), Parent, joins) { IsOptional = true };
        // Written before this join, because a computed reference may need joins of its own.
        var on = condition(target);
        joins.Append(" left join ").Append(Dialect.Quote(target.Entity.Key)).Append(' ').Append(target.Alias).Append(" on ").Append(on);
        return joined[step] = target;
    }
}
