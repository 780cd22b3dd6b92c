using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Postgres;

namespace Kabinet.Tests.Storage;

public class DialectTests
{
    private static readonly DataType Area = DataType.Number(3);

    public static TheoryData<string, object, DataType> Values()
    {
        var values = new TheoryData<string, object, DataType>();
        foreach (var kind in new[] { Databases.Sqlite, Databases.Postgres })
            foreach (var (value, type) in Samples)
                values.Add(kind, value, type);
        return values;
    }

    private static readonly (object, DataType)[] Samples =
    [
        ("Ёлка — 'кавычки' и \"лапки\"", DataType.Text), ("", DataType.Text), ("new", DataType.Choice),
        (0L, DataType.Whole), (long.MaxValue, DataType.Whole), (long.MinValue, DataType.Whole), (42L, DataType.Reference("request")),
        (0.00m, DataType.Money), (-0.01m, DataType.Money), (45_092.25m, DataType.Money), (9_999_999_999_999_999.99m, DataType.Money),
            (82.500m, Area), (-0.125m, Area),
        (true, DataType.YesNo), (false, DataType.YesNo),
        (new DateOnly(2026, 11, 21), DataType.Date), (new DateOnly(1, 1, 1), DataType.Date),
        (new DateTime(2026, 11, 21, 20, 45, 1, 987, DateTimeKind.Utc), DataType.DateTime),
            (new DateTime(1969, 12, 31, 23, 59, 59, 1, DateTimeKind.Utc), DataType.DateTime),
    ];

    [Theory, MemberData(nameof(Values))]
    public async Task A_value_comes_back_as_it_was_stored(string kind, object value, DataType type)
    {
        await using var fresh = await Databases.Fresh(kind);
        var back = await fresh.Database.Write(async transaction =>
        {
            await transaction.Execute(new($"create table t (v {fresh.Database.Dialect.ColumnType(type)})"));
            await transaction.Execute(new("insert into t (v) values (@p0)", value) { Types = [type] });
            return await transaction.Scalar(new("select v from t where v = @p0", value) { Types = [type] }, type);
        });
        back.ShouldBe(value);
        if (value is decimal number) ((decimal)back!).Scale.ShouldBe(number.Scale);
        if (value is DateTime) ((DateTime)back!).Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_number_with_more_digits_rounds_half_away_from_zero(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        var dialect = fresh.Database.Dialect;
        await fresh.Database.Write(transaction => transaction.Execute(new($"create table t (v {dialect.ColumnType(DataType.Money)})")));
        foreach (var (given, kept) in new[] { (0.125m, 0.13m), (-0.125m, -0.13m), (0.124999m, 0.12m), (7m, 7.00m) })
        {
            await fresh.Database.Write(transaction => transaction.Execute(new("delete from t")));
            await fresh.Database.Write(transaction =>
                transaction.Execute(new("insert into t values (@p0)", given) { Types = [DataType.Money] }));
            (await fresh.Database.Read(connection => connection.Scalar(new("select v from t"), DataType.Money))).ShouldBe(kept);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nothing_comes_back_as_null_whatever_its_type(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        foreach (var type in Samples.Select(sample => sample.Item2).Distinct())
        {
            var text = $"select cast(@p0 as {fresh.Database.Dialect.ColumnType(type)})";
            (await fresh.Database.Read(connection => connection.Scalar(new(text, [null]) { Types = [type] }, type))).ShouldBeNull();
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_computed_number_is_exact(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        var (money, area) = (fresh.Database.Dialect.ColumnType(DataType.Money), fresh.Database.Dialect.ColumnType(Area));
        var result = await fresh.Database.Write(async transaction =>
        {
            await transaction.Execute(new($"create table t (price {money}, area {area})"));
            await transaction.Execute(new("insert into t values (@p0, @p1)", 200.10m, 22.500m) { Types = [DataType.Money, Area] });
            return await transaction.Scalar(new("select sum(price * area) from t"), DataType.Number(5));
        });
        result.ShouldBe(4502.25000m);
    }

    [Fact]
    public async Task Sqlite_does_not_pass_an_overflown_integer_for_a_number()
    {
        await using var fresh = await Databases.Fresh(Databases.Sqlite);
        await Should.ThrowAsync<OverflowException>(async () =>
            await fresh.Database.Read(connection => connection.Scalar(new("select @p0 + 1", long.MaxValue), DataType.Whole)));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Texts_fold_and_sort_alike(string kind)
    {
        await using var fresh = await Databases.Fresh(kind);
        var folded = fresh.Database.Dialect.Fold("v");
        string[] words = ["яма", "Ёжик", "еда", "Zebra", "apple", "ÉCLAIR", "_x", "1"];
        await fresh.Database.Write(async transaction =>
        {
            foreach (var function in fresh.Database.Dialect.Functions) await transaction.Execute(new(function));
            await transaction.Execute(new("create table t (v text)"));
            foreach (var word in words) await transaction.Execute(new("insert into t values (@p0)", word));
            return 0;
        });
        var sorted = await fresh.Database.Read(connection =>
            connection.Query(new($"select {folded} from t order by {folded}"), row => row.GetString(0)));
        sorted.ShouldBe(words.Select(word => word.ToLowerInvariant().Replace('ё', 'е')).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("select @p0, @p11 from t where a = @p1", "select $1, $12 from t where a = $2")]
    [InlineData("select '@p0', \"@p1\", 'it''s @p2' , @p3", "select '@p0', \"@p1\", 'it''s @p2' , $4")]
    [InlineData("select a @> b, @price, @p", "select a @> b, @price, @p")]
    public void Parameters_become_positions_outside_of_quotes(string text, string expected) =>
        PostgresTexts.Rewrite(text).ShouldBe(expected);
}
