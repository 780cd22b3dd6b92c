using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Reading;

/// <summary>One key of a total order. Null is the greatest value, so it comes last, or first when descending.</summary>
internal sealed record SortKey(Expression Value, bool Descending, bool Nullable)
{
    /// <summary>The order asked, ended by the id.</summary>
    /// <exception cref="QueryException">The actor may not see a path in every visible row.</exception>
    public static IReadOnlyList<SortKey> Of(Actor actor, Entity entity, IReadOnlyList<Order> sort)
    {
        var keys = sort.Where(order => order.Path.Text != SystemFields.Id).Select(order => Of(actor, entity, order)).ToList();
        var byId = sort.FirstOrDefault(order => order.Path.Text == SystemFields.Id);
        var id = entity[SystemFields.Id];
        keys.Add(new(new FieldValue(id.Type, [], id), byId?.Descending ?? (keys.Count == 0 || keys[^1].Descending), Nullable: false));
        return keys;
    }

    // Only what the platform writes is never null. A required field may be null in records that are older than the requirement, and a
    // number in those that are older than the pattern.
    private static readonly string[] AlwaysThere =
        [SystemFields.Id, SystemFields.Status, SystemFields.StatusSince, SystemFields.CreatedAt, SystemFields.UpdatedAt];

    private static SortKey Of(Actor actor, Entity entity, Order order)
    {
        var value = VisiblePath.Label(actor, entity, order.Path) ?? VisiblePath.Of(actor, entity, order.Path)
            ?? throw new QueryException("sort", new("query.unknown_field", order.Path.Text));
        var isAlwaysThere = value is { Steps.Count: 0, Field.IsSystem: true } && AlwaysThere.Contains(value.Field.Key);
        return new(Comparable(value), order.Descending, !isAlwaysThere);
    }

    /// <summary>Choices sort in definition order, other values by themselves.</summary>
    private static Expression Comparable(FieldValue value) =>
        value.Type.Kind != ValueKind.Choice
            ? value
            : new Case(DataType.Whole,
                [.. value.Field.Choices.Keys.Select((key, index) =>
                    ((Expression)new Binary(DataType.YesNo, Operator.Equal, value, new Constant(DataType.Choice, key)),
                    (Expression)new Constant(DataType.Whole, (long)index)))],
                new Constant(DataType.Whole, null));
}
