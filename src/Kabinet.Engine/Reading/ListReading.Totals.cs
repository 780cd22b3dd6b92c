using System.Data.Common;
using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Reading;

/// <summary>The count of a list and the sums under it: its rows are found once for all of them.</summary>
internal sealed partial class ListReading
{
    private readonly PlanCache<PlanKey, TotalsPlan> totals = new(room, static plan => PlanRoom.Of(plan.Statement));

    public async ValueTask<Totals> Totals(
        Actor actor, RecordQuery query, IReadOnlyList<FieldPath> fields, int cap, CancellationToken cancellation)
    {
        if (fields.Count == 0) return new((await Counts(actor, [new(query, cap)], cancellation))[0], []);
        query = query with { Columns = fields, Sort = [], Transitions = [], After = null, Rights = false };
        if (!Exists(actor, query)) return new(0, new decimal?[fields.Count]);
        var narrowing = Narrowing.Of(actor, query, await searching.Of(actor, query, cancellation));
        var most = narrowing.Slot(DataType.Whole, (long)cap);
        var bound = narrowing.Slot(DataType.Whole, cap + 1L);
        var plan = Plan(totals, actor, query, narrowing, "", () => CompileTotals(actor, query, narrowing, (most, bound)));
        var rows = await turns.Run(actor, narrowing.Weight, stop => database.Read(connection =>
            connection.Query(Bind(plan.Statement, actor, narrowing), row => plan.Read(database.Dialect, row, cap), stop), stop),
            cancellation);
        return rows[0];
    }

    private TotalsPlan CompileTotals(
        Actor actor, RecordQuery query, Narrowing narrowing, (ParameterValue Most, ParameterValue Bound) slots)
    {
        ReadMeasure?[] summed = [.. query.Columns.Select(path =>
            ReadMeasure.Of(actor, query.Entity, new(Aggregation.Sum, path)))];
        var rows = new GroupedRows(query.Entity, query.Trash, RuleOf(actor, query), narrowing.Condition);
        var select = new TotalsSelect(database.Dialect, rows, narrowing.Found);
        return new(select.Build([.. summed.OfType<ReadMeasure>().Select(sum => sum.Written.Value)], slots.Most, slots.Bound), summed);
    }

    /// <summary>One SELECT of a count and sums, and how its row is read.</summary>
    private sealed record TotalsPlan(StatementTemplate Statement, ReadMeasure?[] Sums)
    {
        public Totals Read(Dialect dialect, DbDataReader row, int cap)
        {
            var (count, at) = ((int)row.GetInt64(0), 0);
            var values = new decimal?[Sums.Length];
            for (var i = 0; i < values.Length; i++)
                if (Sums[i] is { Written.Value.Type: var type })
                    values[i] = Sum(dialect.Get(row, ++at, type), count <= cap);
            return new(count, values);
        }

        private static decimal? Sum(object? value, bool isSummed) =>
            isSummed ? Convert.ToDecimal(value ?? 0m, CultureInfo.InvariantCulture) : null;
    }
}
