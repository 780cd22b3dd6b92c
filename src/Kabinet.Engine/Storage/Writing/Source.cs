using System.Text;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// A table of an entity under an alias inside a statement, and the tables joined to it as expressions walk references from it.
/// Write every expression first, then read <see cref="JoinSql"/>.
/// </summary>
internal sealed class Source
{
    private readonly Dictionary<Step, Source> joined = [];
    private readonly StringBuilder joins;

    /// <param name="entity">Whose records.</param>
    /// <param name="alias">Name of the table in the statement, not quoted there: <c>r</c>.</param>
    /// <param name="parent">The record around, for a subquery.</param>
    public Source(Entity entity, string alias, Source? parent = null) : this(entity, alias, parent, new()) { }

    private Source(Entity entity, string alias, Source? parent, StringBuilder joins) => (Entity, Alias, Parent, this.joins) = (entity, alias, parent, joins);

    public Entity Entity { get; }
    public string Alias { get; }
    public Source? Parent { get; }

    /// <summary>False where no table can be joined (the conditions of a join, UPDATE and DELETE); walked references become subqueries there.</summary>
    public bool MayJoin { get; init; } = true;

    /// <summary>The row may be missing: a reference led here.</summary>
    public bool IsOptional { get; private init; }

    /// <summary>The joins that the written expressions need, each with a leading space; empty for none.</summary>
    public string JoinSql => joins.ToString();

    /// <summary>A column of this table.</summary>
    public string Column(string key) => $"{Alias}.{Dialect.Quote(key)}";

    /// <summary>The record so many collections out.</summary>
    public Source Up(int outer) => outer == 0 ? this : (Parent ?? throw new InvalidOperationException($"There is no record around {Entity}")).Up(outer - 1);

    /// <summary>The same table, where nothing can be joined to it.</summary>
    public Source WithoutJoins() => new(Entity, Alias, Parent) { MayJoin = false, IsOptional = IsOptional };

    /// <summary>The table that a reference leads to; joined once for each rule it is seen under.</summary>
    /// <param name="step">The reference and its rule.</param>
    /// <param name="alias">Names the table where it is not there yet.</param>
    /// <param name="condition">Writes the condition of the join.</param>
    public Source Join(Step step, Func<string> alias, Func<Source, string> condition)
    {
        if (joined.TryGetValue(step, out var known)) return known;
        var target = new Source(step.Reference.To!, alias(), Parent, joins) { IsOptional = true };
        // Written before the join itself begins: the reference may be computed, and need joins of its own.
        var on = condition(target);
        joins.Append(" left join ").Append(Dialect.Quote(target.Entity.Key)).Append(' ').Append(target.Alias).Append(" on ").Append(on);
        return joined[step] = target;
    }
}
