using Kabinet.Engine.Model;

namespace Kabinet.Engine.Expressions.Checking;

/// <summary>A document that records of an entity must hold.</summary>
/// <param name="Kind">Key of its kind.</param>
/// <param name="Condition">Condition under which a record needs it.</param>
/// <param name="Fulfilling">Keys of the kinds of files that meet the need.</param>
internal sealed record FileNeed(string Kind, NamedCondition Condition, IReadOnlyList<string> Fulfilling)
{
    /// <summary>A file without a kind meets it too: the group's own kind does.</summary>
    public bool TakesUnsorted { get; init; }

    /// <summary>The function that counts the needs of a group that are not met: <c>missing('package')</c>.</summary>
    public const string Missing = "missing";

    private const string Files = "files";

    /// <summary>Whether a record has a file of a group that meets the need.</summary>
    public Expression Met(Entity entity, string group)
    {
        var files = entity.Collections[Files];
        var (ofGroup, ofKind) = (Value(files.Entity["group"]), Value(files.Entity["kind"]));
        Expression meets = new In(ofKind, [.. Fulfilling.Select(Key)]);
        if (TakesUnsorted) meets = Expression.Or(meets, new IsNull(ofKind));
        var where = Expression.And(new Binary(DataType.YesNo, Operator.Equal, ofGroup, Key(group)), meets);
        return new Aggregate(DataType.YesNo, Aggregation.Exists, [], files, null, where);
    }

    /// <summary>How many of the needs a record does not meet.</summary>
    public static Expression Count(IEnumerable<(Expression Needed, Expression Met)> needs) =>
        needs.Select(need => (Expression)One(Expression.And(need.Needed, new Not(need.Met))))
            .Aggregate((sum, one) => new Binary(DataType.Whole, Operator.Add, sum, one));

    private static Case One(Expression condition) => new Case(DataType.Whole, [(condition, Number(1))], Number(0));

    private static Constant Number(long number) => new(DataType.Whole, number);

    private static Constant Key(string key) => new(DataType.Text, key);

    private static FieldValue Value(Field field) => new(field.Type, [], field);
}
