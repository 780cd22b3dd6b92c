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
        return await database.ReadLong(async connection =>
        {
            var streamed = connection.Stream(Bind(plan.Statement, actor, narrowing), row => plan.Read(database.Dialect, row), cancellation);
            await using var rows = streamed.GetAsyncEnumerator(cancellation);
            // The first row is read before the response begins, so a database error can still be reported.
            var isThere = await rows.MoveNextAsync();
            return await read(new(plan.Shape.Columns, isThere ? Rest(rows) : AsyncEnumerable.Empty<Record>()));
        }, cancellation);
    }

    private static async IAsyncEnumerable<Record> Rest(IAsyncEnumerator<Record> rows)
    {
        do yield return rows.Current;
        while (await rows.MoveNextAsync());
    }
}
