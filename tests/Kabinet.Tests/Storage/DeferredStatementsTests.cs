using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;

namespace Kabinet.Tests.Storage;

public class DeferredStatementsTests
{
    private static readonly Statement Add = new("update counter set n = n + 1");

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_put_off_goes_before_what_is_asked_next_in_the_order_given(string kind)
    {
        await using var fresh = await WithCounter(kind);
        var seen = await fresh.Database.Write(async transaction =>
        {
            await transaction.Defer(Add, rows => rows.ShouldBe(1));
            await transaction.Defer(new("select n from counter"), changed: null);
            await transaction.Defer(new("update counter set n = n * 10"), rows => rows.ShouldBe(1));
            var first = await transaction.Scalar(new("select n from counter"), DataType.Whole);
            await transaction.Defer(Add, rows => rows.ShouldBe(1));
            (await transaction.Execute(new("update counter set n = n + 5"))).ShouldBe(1);
            return (first, await transaction.Query(new("select n from counter"), row => row.GetInt64(0)));
        });
        seen.first.ShouldBe(10L);
        seen.Item2.ShouldBe([16L]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_put_off_last_is_committed_too(string kind)
    {
        await using var fresh = await WithCounter(kind);
        await fresh.Database.Write(async transaction =>
        {
            await transaction.Defer(Add, rows => rows.ShouldBe(1));
            return 0;
        });
        (await Counted(fresh.Database)).ShouldBe(1L);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_judges_what_was_changed_rolls_all_of_it_back(string kind)
    {
        await using var fresh = await WithCounter(kind);
        await Should.ThrowAsync<FormatException>(async () => await fresh.Database.Write(async transaction =>
        {
            await transaction.Defer(Add, rows => rows.ShouldBe(1));
            await transaction.Defer(new("update counter set n = 9 where n = 5"), rows => { if (rows == 0) throw new FormatException(); });
            await transaction.Scalar(new("select n from counter"), DataType.Whole);
            return 0;
        }));
        (await Counted(fresh.Database)).ShouldBe(0L);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_value_taken_is_told_of_a_statement_put_off_as_of_any_other(string kind)
    {
        await using var fresh = await WithCounter(kind);
        await fresh.Database.Write(async transaction => await transaction.Execute(new("create unique index \"counter.n\" on counter (n)")));
        var taken = await Should.ThrowAsync<UniqueViolationException>(async () => await fresh.Database.Write(async transaction =>
        {
            await transaction.Defer(new("insert into counter (n) values (0)"), rows => rows.ShouldBe(1));
            return 0;
        }));
        taken.Table.ShouldBe("counter");
    }

    private static async Task<FreshDatabase> WithCounter(string kind)
    {
        var fresh = await Databases.Fresh(kind);
        await fresh.Database.Write(async transaction =>
        {
            await transaction.Execute(new("create table counter (n integer)"));
            return await transaction.Execute(new("insert into counter (n) values (0)"));
        });
        return fresh;
    }

    private static ValueTask<object?> Counted(Database database) =>
        database.Read(connection => connection.Scalar(new("select n from counter"), DataType.Whole));
}
