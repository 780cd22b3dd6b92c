using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Reading;

/// <summary>Whole lists, read forwards in constant memory by the same SELECT as their pages.</summary>
internal sealed partial class ListReading
{
    public async ValueTask<T> Stream<T>(
        Actor actor, RecordQuery query, Func<RecordStream, ValueTask<T>> read, CancellationToken cancellation)
    {
        query = query with { After = null };
        if (!Exists(actor, query)) return await read(new([], AsyncEnumerable.Empty<Record>()));
        var order = SortKey.Of(actor, query.Entity, query.Sort);
        var narrowing = Narrowing.Of(actor, query, await searching.Of(actor, query, cancellation));
        var limit = narrowing.Slot(DataType.Whole, long.MaxValue);
        var plan = Plan(lists, actor, query, narrowing, Shape(null), () => Compile(actor, query, narrowing, new(order, null, limit)));
        return await turns.RunLong(actor, narrowing.Weight, () => database.ReadLong(async connection =>
        {
            using var first = turns.Patience(cancellation);
            var streamed = connection.Stream(Bind(plan.Statement, actor, narrowing), row => plan.Read(database.Dialect, row), first.Token);
            await using var rows = streamed.GetAsyncEnumerator(first.Token);
            // The first row is read before the response begins, so that an error or a query without end can still be reported.
            var isThere = await turns.Told(rows.MoveNextAsync(), cancellation);
            first.CancelAfter(Timeout.InfiniteTimeSpan);
            return await read(new(plan.Shape.Columns, isThere ? Rest(rows) : AsyncEnumerable.Empty<Record>()));
        }, cancellation), cancellation);
    }

    private static async IAsyncEnumerable<Record> Rest(IAsyncEnumerator<Record> rows)
    {
        do yield return rows.Current;
        while (await rows.MoveNextAsync());
    }
}
