using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Npgsql;

namespace Kabinet.Tests.Storage;

public class DatabaseTests
{
    private const string Endless =
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000000000) select count(*) from n";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_reader_does_not_wait_for_a_writer_and_sees_only_what_is_committed(string kind)
    {
        await using var fresh = await WithCounter(kind);
        var (written, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var writing = Task.Run(async () => await fresh.Database.Write(async transaction =>
        {
            await transaction.Execute(new("update counter set n = 7"));
            written.SetResult();
            await go.Task;
            return 0;
        }));
        await written.Task;
        (await Counted(fresh.Database)).ShouldBe(0L);
        go.SetResult();
        await writing;
        (await Counted(fresh.Database)).ShouldBe(7L);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_exception_rolls_everything_back(string kind)
    {
        await using var fresh = await WithCounter(kind);
        await Should.ThrowAsync<FormatException>(async () => await fresh.Database.Write<int>(async transaction =>
        {
            await transaction.Execute(new("update counter set n = 7"));
            throw new FormatException();
        }));
        (await Counted(fresh.Database)).ShouldBe(0L);
    }

    [Fact]
    public async Task Sqlite_writers_have_their_turn_in_the_order_they_came()
    {
        await using var fresh = await WithCounter(Databases.Sqlite);
        var order = new List<int>();
        var go = new TaskCompletionSource();
        var writers = new List<Task>();
        using (ExecutionContext.SuppressFlow())
            for (var i = 0; i < 50; i++)
            {
                var number = i;
                writers.Add(fresh.Database.Write(async _ =>
                {
                    if (number == 0) await go.Task;
                    order.Add(number);
                    return 0;
                }).AsTask());
            }
        go.SetResult();
        await Task.WhenAll(writers);
        order.ShouldBe(Enumerable.Range(0, 50));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Sixteen_clients_on_a_small_pool_never_stand_still(string kind)
    {
        await using var fresh = await WithCounter(kind);
        await using var small = Kabinet.Engine.Storage.Databases.Open(kind == Databases.Postgres
            ? new NpgsqlConnectionStringBuilder(fresh.Connection) { MaxPoolSize = 3 }.ConnectionString : fresh.Connection);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await small.Write(async transaction =>
                {
                    var before = (long)(await transaction.Scalar(
                        new($"select n from counter{(kind == Databases.Postgres ? " for update" : "")}"), DataType.Whole))!;
                    await Task.Yield();
                    return await transaction.Execute(new("update counter set n = @p0", before + 1));
                });
                await Counted(small);
            }
        }))).WaitAsync(TimeSpan.FromMinutes(1));
        (await Counted(fresh.Database)).ShouldBe(400L);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_takes_a_second_connection_while_holding_one(string kind)
    {
        await using var fresh = await WithCounter(kind);
        await Should.ThrowAsync<InvalidOperationException>(async () => await fresh.Database.Read(async _ => await Counted(fresh.Database)));
        await Should.ThrowAsync<InvalidOperationException>(async () =>
            await fresh.Database.Write(async _ => await Counted(fresh.Database)));
        (await Counted(fresh.Database)).ShouldBe(0L);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Work_started_inside_and_run_outside_takes_its_own_connection(string kind)
    {
        await using var fresh = await WithCounter(kind);
        var (go, later) = (new TaskCompletionSource(), Task.FromResult<object?>(null));
        await fresh.Database.Write(transaction =>
        {
            later = Task.Run(async () =>
            {
                await go.Task;
                return await Counted(fresh.Database);
            });
            return transaction.Execute(new("update counter set n = 3"));
        });
        go.SetResult();
        (await later).ShouldBe(3L);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_long_statement_is_cancelled_and_the_database_goes_on(string kind)
    {
        await using var fresh = await WithCounter(kind);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(async () =>
            await fresh.Database.Read(connection => connection.Scalar(new(Endless), DataType.Whole, patience.Token)));
        using var more = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(async () => await fresh.Database.Write(async transaction =>
        {
            await transaction.Execute(new("update counter set n = 7"));
            return await transaction.Scalar(new(Endless), DataType.Whole, more.Token);
        }));
        (await Counted(fresh.Database)).ShouldBe(0L);
        await fresh.Database.Write(transaction => transaction.Execute(new("update counter set n = 8")));
        (await Counted(fresh.Database)).ShouldBe(8L);
    }

    [Fact]
    public async Task Who_gives_up_waiting_for_his_turn_leaves_the_queue()
    {
        await using var fresh = await WithCounter(Databases.Sqlite);
        var (inside, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = Task.Run(async () => await fresh.Database.Write(async _ =>
        {
            inside.SetResult();
            await go.Task;
            return 0;
        }));
        await inside.Task;
        using var gaveUp = new CancellationTokenSource();
        var second = fresh.Database.Write(transaction => transaction.Execute(new("update counter set n = 1")), gaveUp.Token).AsTask();
        await gaveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => second);
        go.SetResult();
        await first;
        (await Counted(fresh.Database)).ShouldBe(0L);
    }

    [Fact]
    public async Task Two_transactions_in_each_others_way_both_succeed_on_postgresql()
    {
        await using var fresh = await WithCounter(Databases.Postgres);
        await fresh.Database.Write(transaction => transaction.Execute(new("insert into counter (n) values (100)")));
        using var both = new Barrier(2);
        var met = 0;
        async Task Cross(int first, int second) => await fresh.Database.Write(async transaction =>
        {
            await transaction.Execute(new("update counter set n = n + 1 where id = @p0", first));
            if (Interlocked.Increment(ref met) <= 2) both.SignalAndWait(TimeSpan.FromSeconds(20));
            return await transaction.Execute(new("update counter set n = n + 1 where id = @p0", second));
        });
        await Task.WhenAll(Task.Run(() => Cross(1, 2)), Task.Run(() => Cross(2, 1)));
        var numbers = await fresh.Database.Read(connection =>
            connection.Query(new("select n from counter order by id"), row => row.GetInt64(0)));
        numbers.ShouldBe([2L, 102L]);
        met.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Rows_stream_one_by_one_and_may_be_left_half_way(string kind)
    {
        await using var fresh = await WithCounter(kind);
        await fresh.Database.Write(transaction => transaction.Execute(new("insert into counter (n) values (1), (2), (3), (4)")));
        var seen = await fresh.Database.Read(async connection =>
        {
            var rows = new List<long>();
            await foreach (var n in connection.Stream(new("select n from counter order by n"), row => row.GetInt64(0)))
            {
                rows.Add(n);
                if (n == 2) break;
            }
            rows.Add((long)(await connection.Scalar(new("select count(*) from counter"), DataType.Whole))!);
            return rows;
        });
        seen.ShouldBe([0L, 1L, 2L, 5L]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Many_different_statements_do_not_exhaust_a_connection(string kind)
    {
        await using var fresh = await WithCounter(kind);
        var last = await fresh.Database.Read(async connection =>
        {
            for (var i = 0; i < 1200; i++) await connection.Scalar(new($"select n + {i} from counter"), DataType.Whole);
            return await connection.Scalar(new("select n + 5 from counter"), DataType.Whole);
        });
        last.ShouldBe(5L);
    }

    [Fact]
    public async Task A_closing_sqlite_lets_the_running_transaction_finish_and_takes_no_more()
    {
        await using var fresh = await WithCounter(Databases.Sqlite);
        var closing = Kabinet.Engine.Storage.Databases.Open(fresh.Connection);
        var (inside, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var writing = Task.Run(async () => await closing.Write(async transaction =>
        {
            inside.SetResult();
            await go.Task;
            return await transaction.Execute(new("update counter set n = 9"));
        }));
        await inside.Task;
        var closed = closing.DisposeAsync().AsTask();
        go.SetResult();
        await writing;
        await closed;
        (await Counted(fresh.Database)).ShouldBe(9L);
        await Should.ThrowAsync<ObjectDisposedException>(async () =>
            await closing.Write(transaction => transaction.Execute(new("update counter set n = 1"))));
        await Should.ThrowAsync<ObjectDisposedException>(() => Counted(closing));
    }

    [Fact]
    public async Task A_sqlite_reader_cannot_write()
    {
        await using var fresh = await WithCounter(Databases.Sqlite);
        await Should.ThrowAsync<System.Data.Common.DbException>(async () =>
            await fresh.Database.Read(connection =>
            connection.Scalar(new("insert into counter (n) values (1) returning id"), DataType.Whole)));
        (await fresh.Database.Read(connection => connection.Scalar(new("select count(*) from counter"), DataType.Whole))).ShouldBe(1L);
    }

    private static async Task<FreshDatabase> WithCounter(string kind)
    {
        var fresh = await Databases.Fresh(kind);
        await fresh.Database.Write(async transaction =>
        {
            await transaction.Execute(new($"create table counter (id {fresh.Database.Dialect.IdColumn}, n bigint)"));
            return await transaction.Execute(new("insert into counter (n) values (0)"));
        });
        return fresh;
    }

    private static async Task<object?> Counted(Database database) =>
        await database.Read(connection => connection.Scalar(new("select n from counter"), DataType.Whole));
}
