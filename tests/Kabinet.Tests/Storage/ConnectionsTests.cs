using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Postgres;

namespace Kabinet.Tests.Storage;

/// <summary>Connections of PostgreSQL whose exchange did not end are closed; the next reader gets another one.</summary>
public class ConnectionsTests
{
    [Fact]
    public async Task Nobody_gets_the_answer_to_a_question_of_somebody_else()
    {
        await using var fresh = await Databases.Fresh(Databases.Postgres);
        var database = fresh.Database;
        async Task Innocent(long number)
        {
            for (var i = 0; i < 20; i++)
                (await database.Read(connection => connection.Query(new("select @p0", number * 1000 + i), row => row.GetInt64(0))))
                    .ShouldBe([number * 1000 + i]);
        }
        async Task Broken(int number)
        {
            for (var i = 0; i < 10; i++)
            {
                var text = (number % 3) switch
                {
                    0 => $"select 'a\0b', {i}",
                    1 => "select @p0 || 'x'",
                    _ => "select 1 from generate_series(1, 9)",
                };
                try
                {
                    await database.Read(connection => connection.Query(new(text, number % 3 == 1 ? ["a\0b"] : []), row =>
                        number % 3 == 2 ? throw new FormatException() : row.GetValue(0)));
                }
                catch (Exception refused) when (refused is FormatException or DatabaseUnavailableException or Npgsql.PostgresException
                    or NumberOverflowException or ArgumentException) { }
            }
        }
        await Task.WhenAll(Enumerable.Range(1, 16).Select(number => Task.Run(() =>
            number % 3 == 0 ? Broken(number / 3) : Innocent(number))));
        await Innocent(99);
    }

    [Fact]
    public async Task A_connection_with_an_open_exchange_is_not_given_to_anybody()
    {
        await using var fresh = await Databases.Fresh(Databases.Postgres);
        var (database, pool) = (fresh.Database, ((PostgresDatabase)fresh.Database).Pool);
        (await database.Read(connection => connection.Scalar(new("select 1"), DataType.Whole))).ShouldBe(1L);
        pool.Idle.ShouldBe(1);

        // An ordinary refusal ends its exchange.
        await Should.ThrowAsync<Npgsql.PostgresException>(async () => await database.Read(connection =>
            connection.Scalar(new("select nothing_there"), DataType.Whole)));
        pool.Idle.ShouldBe(1);

        await Should.ThrowAsync<FormatException>(async () => await database.Read(connection =>
            connection.Query<int>(new("select 1 from generate_series(1, 9)"), _ => throw new FormatException())));
        pool.Idle.ShouldBe(0);

        await database.Read(connection => connection.Scalar(new("select 1"), DataType.Whole));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(async () => await database.Read(connection =>
            connection.Scalar(new("select 1 from pg_sleep(30)"), DataType.Whole, cancellation.Token)));
        pool.Idle.ShouldBe(0);
        (await database.Read(connection => connection.Scalar(new("select 2"), DataType.Whole))).ShouldBe(2L);
    }

    [Fact]
    public async Task Work_that_fails_between_statements_leaves_its_connection_to_others()
    {
        await using var fresh = await Databases.Fresh(Databases.Postgres);
        var pool = ((PostgresDatabase)fresh.Database).Pool;
        await Should.ThrowAsync<FormatException>(async () => await fresh.Database.Write<int>(async transaction =>
        {
            await transaction.Execute(new("create table t (v text)"));
            throw new FormatException();
        }));
        pool.Idle.ShouldBe(1);
        await fresh.Database.Write(transaction => transaction.Execute(new("create table t (v text)")));
        pool.Idle.ShouldBe(1);
    }
}
