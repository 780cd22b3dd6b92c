using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Tests.Storage;

public class RetypingTests
{
    private static readonly TableColumn Text = new("v", DataType.Text), Whole = new("v", DataType.Whole), Money = new("v", DataType.Money),
        Fine = new("v", DataType.Number(4)), Day = new("v", DataType.Date);
    private static readonly TableColumn Colours = new("v", DataType.Choice) { Choices = ["red", "green"] },
        Reds = new("v", DataType.Choice) { Choices = ["red"] };

    private static readonly (string Name, TableColumn From, TableColumn To, object Before, object? After)[] Changes =
    [
        ("whole to money", Whole, Money, -12L, -12.00m),
        ("money to finer", Money, Fine, 12.34m, 12.3400m),
        ("finer to money where nothing is lost", Fine, Money, 12.3400m, 12.34m),
        ("finer to money would lose", Fine, Money, 12.3401m, null),
        ("money to whole where nothing is lost", Money, Whole, 12.00m, 12L),
        ("money to whole would lose", Money, Whole, 12.34m, null),
        ("whole too great for money", Whole, Money, long.MaxValue, null),
        ("money to text", Money, Text, -0.05m, "-0.05"),
        ("whole to text", Whole, Text, -7L, "-7"),
        ("date to text", Day, Text, new DateOnly(2026, 2, 3), "2026-02-03"),
        ("choice to text", Colours, Text, "red", "red"),
        ("text to choice", Text, Colours, "green", "green"),
        ("text that is no choice", Text, Colours, "blue", null),
        ("choice that is gone", Colours, Reds, "green", null),
        ("text to number", Text, Whole, "12", null),
        ("date to number", Day, Whole, new DateOnly(2026, 2, 3), null),
    ];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var change in Changes)
        {
            cases.Add(Databases.Sqlite, change.Name);
            cases.Add(Databases.Postgres, change.Name);
        }
        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_value_is_kept_exactly_or_the_change_is_refused(string kind, string name)
    {
        var (_, from, to, before, after) = Changes.Single(change => change.Name == name);
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh, from);
        await fresh.Database.Write(transaction =>
            transaction.Execute(new("insert into t (v) values (@p0), (null)", before) { Types = [from.Type] }));
        if (after is null) await Should.ThrowAsync<SchemaException>(() => Apply(fresh, to));
        else await Apply(fresh, to);
        var type = after is null ? from.Type : to.Type;
        var kept = await fresh.Database.Read(connection =>
            connection.Query(new("select v from t order by id"), row => fresh.Database.Dialect.Get(row, 0, type)));
        kept.ShouldBe([after ?? before, null]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_empty_column_takes_any_type(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh, Text);
        await Apply(fresh, Day);
        var day = new DateOnly(2026, 2, 3);
        await fresh.Database.Write(transaction => transaction.Execute(new("insert into t (v) values (@p0)", day)));
        (await fresh.Database.Read(connection => connection.Scalar(new("select v from t"), DataType.Date))).ShouldBe(day);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_statement_prepared_before_the_change_works_after_it(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        await Apply(fresh, Whole);
        await fresh.Database.Write(transaction => transaction.Execute(new("insert into t (v) values (3)")));
        for (var i = 0; i < 5; i++)
            (await fresh.Database.Read(connection => connection.Scalar(new("select v from t"), DataType.Whole))).ShouldBe(3L);
        await using var other = Kabinet.Engine.Storage.Databases.Open(fresh.Connection);
        for (var i = 0; i < 5; i++)
            (await other.Read(connection => connection.Scalar(new("select v from t"), DataType.Whole))).ShouldBe(3L);
        await Apply(fresh, Money);
        (await fresh.Database.Read(connection => connection.Scalar(new("select v from t"), DataType.Money))).ShouldBe(3.00m);
        (await other.Read(connection => connection.Scalar(new("select v from t"), DataType.Money))).ShouldBe(3.00m);
    }

    private static async Task Apply(FreshDatabase fresh, TableColumn column)
    {
        var existing = await Schema.Read(fresh.Database);
        var target = Schema.Of(existing.Revision + 1, [RevisionTable.Table, new("t") { Columns = [column], Indexes = [new(["v"])] }]);
        await SchemaPlan.Between(existing, target, Renames.None).Apply(fresh.Database, new(DateTime.UnixEpoch, "anna", ""));
    }
}
