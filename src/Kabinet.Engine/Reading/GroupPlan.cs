using System.Data.Common;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Reading;

/// <summary>A compiled grouped SELECT for one query shape and one set of roles, with the mapping of its rows to groups.</summary>
/// <param name="Statement">Columns: the keys, the count, the visible measures, the labels of keys that have one.</param>
/// <param name="Keys">The keys.</param>
/// <param name="Measures">The requested measures; null for one the actor may not see.</param>
internal sealed record GroupPlan(StatementTemplate Statement, ReadKey[] Keys, ReadMeasure?[] Measures)
{
    public Group Read(Dialect dialect, DbDataReader row, int? cap)
    {
        var at = 0;
        var keys = new object?[Keys.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = dialect.Get(row, at++, Keys[i].Written.Value.Type);
        var count = (int)Math.Min(row.GetInt64(at++), cap + 1L ?? int.MaxValue);
        var values = new object?[Measures.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Measures[i] is { } measure ? dialect.Get(row, at++, measure.Written.Value.Type) : Record.Hidden;
        var labels = new string?[Keys.Length];
        for (var i = 0; i < labels.Length; i++)
            if (Keys[i].Written.Label is { } label) labels[i] = dialect.Get(row, at++, label.Type)?.ToString();
        return new(keys, labels, count, values);
    }
}

/// <summary>A key under one actor's rights.</summary>
/// <param name="Path">The value of the path.</param>
/// <param name="Written">How it is read.</param>
internal sealed record ReadKey(FieldValue Path, WrittenKey Written)
{
    /// <exception cref="QueryException">The reader may not see it.</exception>
    public static ReadKey Of(Actor actor, Entity entity, GroupKey key)
    {
        var value = VisiblePath.Of(actor, entity, key.Path) ?? throw new QueryException("group", new("query.unknown_field", key.Path.Text));
        if (key.Period == Period.None) return new(value, new(value, Period.None, VisiblePath.Label(actor, entity, key.Path)));
        Expression day = value.Type.Kind switch
        {
            ValueKind.Date => value,
            ValueKind.DateTime => new Call(DataType.Date, Functions.Date, [value, new Constant(DataType.Text, actor.Solution.Zone.Id)]),
            _ => throw new ArgumentException($"{key.Path} has no periods", nameof(key)),
        };
        return new(value, new(day, key.Period, Label: null));
    }
}

/// <summary>A measure under one actor's rights.</summary>
internal sealed record ReadMeasure(WrittenMeasure Written)
{
    /// <summary>
    /// The measure over the cells that the actor sees; null where he sees the field in no row.
    /// </summary>
    public static ReadMeasure? Of(Actor actor, Entity entity, Measure measure)
    {
        if (!Fits(measure)) throw new ArgumentException($"There is no {measure.Aggregation} of {measure.Path}", nameof(measure));
        return VisiblePath.Of(actor, entity, measure.Path) is not { } value ? null
            : new(new WrittenMeasure(measure.Aggregation, VisiblePath.Cell(actor, entity, measure.Path, value, Counts(entity))));
    }

    /// <summary>Records in a void state are listed, but nothing is summed over them.</summary>
    public static Expression Counts(Entity entity)
    {
        if (entity.Lifecycle is not { Void: { Count: > 0 } states }) return Expression.True;
        var status = entity[SystemFields.Status];
        return new Not(new In(new FieldValue(status.Type, [], status),
            [.. states.Select(state => new Constant(DataType.Choice, state.Key))]));
    }

    private static bool Fits(Measure measure) => (measure.Aggregation, measure.Path.Field.Type.Kind) switch
    {
        (Aggregation.Sum, ValueKind.Number) => true,
        (Aggregation.Min or Aggregation.Max, ValueKind.Number or ValueKind.Date or ValueKind.DateTime) => true,
        _ => false,
    };
}
