using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>Fields of a record that one grant lets change, and under which conditions.</summary>
/// <param name="Rule">The rule of the grant: it must hold before and after the change.</param>
/// <param name="Unlocked">No lock of these fields holds; asked before the change only, because the change itself may lock them.</param>
/// <param name="Writable">The fields.</param>
public sealed record UpdateGrant(Expression Rule, Expression Unlocked, IReadOnlySet<Field> Writable)
{
    /// <summary>The fields may be changed now.</summary>
    public Expression Now { get; } = Expression.And(Rule, Unlocked);

    /// <summary>The fields of a grant, those with the same locks together.</summary>
    internal static IEnumerable<UpdateGrant> Of(Entity entity, Expression rule, IReadOnlySet<Field> writable) =>
        entity.Locks.Count == 0 ? [new(rule, Expression.True, writable)]
            : entity.Fields.Where(writable.Contains).GroupBy(field => LocksOf(entity, field), StringComparer.Ordinal)
                .Select(same => new UpdateGrant(rule, Unlock(entity, same.First()), same.ToHashSet()));

    private static string LocksOf(Entity entity, Field field) =>
        string.Join(',', entity.Locks.Index().Where(pair => pair.Item.Fields.Contains(field)).Select(pair => pair.Index));

    private static Expression Unlock(Entity entity, Field field) => entity.Locks.Where(some => some.Fields.Contains(field))
        .Aggregate(Expression.True, (unlocked, some) => Expression.And(unlocked, Opposite(some.Condition)));

    private static Expression Opposite(Expression condition) =>
        condition == Expression.True ? Expression.False : condition == Expression.False ? Expression.True : new Not(condition);
}
