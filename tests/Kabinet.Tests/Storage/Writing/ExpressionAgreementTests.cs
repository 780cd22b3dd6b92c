using FsCheck;
using FsCheck.Fluent;
using Kabinet.Engine.Storage;
using Kabinet.Tests.Expressions;

namespace Kabinet.Tests.Storage.Writing;

public sealed class ExpressionAgreementTests
{
    private const int Rows = 40, Samples = 400;
    private static readonly string?[] Texts = ["Ёлка", "елка", "ЕЛЬ", "ель", "еда", "", null, "яма", "a'b", "A\\b", "100%_", "%",
        "𝔘ниќод 🏠", "Straße", "ул. Лесная, д. 5", " ", "zebra", "Zoo"];
    private static readonly decimal?[] Prices =
        [null, 0m, 0.01m, -0.01m, 0.005m, 45_092.25m, -1000m, 9_999_999_999_999_999.99m, -9_999_999_999_999_999.99m, 33.33m, 100m];
    private static readonly decimal?[] Areas = [null, 0m, 82.5m, -0.001m, 0.333m, 999_999_999_999_999.999m, 60m];
    private static readonly long?[] Counts = [null, 0L, 1L, -1L, 3L, 7L, 1_000_000L, long.MaxValue, long.MinValue];
    private static readonly DateOnly?[] Days =
        [null, new(2026, 11, 22), new(2024, 2, 29), new(1969, 12, 31), new(1900, 1, 1), new(2099, 12, 31), new(2026, 1, 31)];
    private static readonly DateTime?[] Moments =
        [null, BureauDatabase.Now, Utc(2026, 11, 21, 20, 59, 999), Utc(2014, 10, 25, 22, 30, 0), Utc(2011, 3, 26, 23, 0, 1),
            Utc(1969, 12, 31, 23, 59, 999), Utc(1901, 5, 5, 5, 5, 5)];
    private static readonly string?[] States = ["new", "work", "done", null], Houses = ["panel", "brick", "monolith", null],
        Levels = ["gold", "basic", null];

    [Fact]
    public async Task Any_expression_has_the_same_answer_on_both_databases()
    {
        await using var sqlite = await BureauDatabase.Open(Databases.Sqlite);
        await using var postgres = await BureauDatabase.Open(Databases.Postgres);
        foreach (var bureau in new[] { sqlite, postgres }) await Fill(bureau);

        var (compared, overflowed) = (0, 0);
        foreach (var text in Draw())
        {
            var expression = Bureau.Check(text);
            var (left, right) = (await Answers(id => sqlite.Values(expression, only: id)),
                await Answers(id => postgres.Values(expression, only: id)));
            (await Answers(id => sqlite.Selected(expression, id))).ShouldBe(left, $"as a column of a list: {text}");
            for (var row = 0; row < Rows; row++)
            {
                if (left[row] is Overflow || right[row] is Overflow) { overflowed++; continue; }
                compared++;
                right[row].ShouldBe(left[row], $"request {row + 1} of: {text}");
            }
        }
        compared.ShouldBeGreaterThan(4 * overflowed, "a comparison that mostly overflows compares nothing");
    }

    [Fact]
    public async Task Any_expression_orders_rows_alike_on_both_databases()
    {
        await using var sqlite = await BureauDatabase.Open(Databases.Sqlite);
        await using var postgres = await BureauDatabase.Open(Databases.Postgres);
        foreach (var bureau in new[] { sqlite, postgres }) await Fill(bureau);

        foreach (var text in new[] { "address", "upper(address)", "partner.title", "status", "price", "promised_on", "created_at",
            "already_done", "coalesce(address, partner.title)", "concat(address, rooms)" })
            (await postgres.Ordered(Bureau.Check(text))).ShouldBe(await sqlite.Ordered(Bureau.Check(text)), text);
    }

    /// <summary>The same texts each time, so that a failure can be looked at; another seed draws others.</summary>
    private static List<string> Draw()
    {
        var drawn = new List<string>();
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("KABINET_TEST_SEED") ?? "20261121",
            System.Globalization.CultureInfo.InvariantCulture);
        var collect = Prop.ForAll(Arb.From(RandomExpressions.Any(4)), drawn.Add);
        collect.Check(Config.QuickThrowOnFailure.WithMaxTest(Samples).WithReplay(seed, 1));
        return drawn;
    }

    /// <summary>The answers of all rows; row by row where one of them overflows.</summary>
    private static async Task<List<object?>> Answers(Func<long?, Task<List<object?>>> ask)
    {
        if (await Answer(ask, null) is List<object?> all) return all;
        var answers = new List<object?>();
        for (var id = 1; id <= Rows; id++)
            answers.Add(await Answer(ask, id) is List<object?> one ? one.ShouldHaveSingleItem() : new Overflow());
        return answers;
    }

    private static async Task<object> Answer(Func<long?, Task<List<object?>>> ask, long? id)
    {
        try
        {
            return await ask(id);
        }
        catch (NumberOverflowException) { return new Overflow(); }
    }

    private static async Task Fill(BureauDatabase bureau)
    {
        var random = new Random(7);
        T Any<T>(T[] values) => values[random.Next(values.Length)];
        long? Of(int count) => random.Next(5) == 0 ? null : random.Next(1, count + 1);
        for (var id = 1; id <= 4; id++) await bureau.Add("user", id, ("name", Any(Texts)), ("partner", Of(3)));
        for (var id = 1; id <= 3; id++)
            await bureau.Add("partner", id, ("title", Any(Texts)), ("level", Any(Levels)), ("discount", id * 0.0625m), ("manager", Of(4)));
        for (var id = 1; id <= Rows; id++)
            await bureau.Add("request", id, ("partner", Of(3)), ("manager", Of(4)), ("parent", Of(Rows)), ("status", Any(States)),
                ("address", Any(Texts)), ("house_type", Any(Houses)), ("area", Any(Areas)),
                ("rooms", Any(Counts)), ("price", Any(Prices)), ("already_done", Any<bool?>([true, false, null])),
                    ("promised_on", Any(Days)), ("status_since", Any(Moments)), ("created_at", Any(Moments)));
        for (var id = 1; id <= 60; id++)
            await bureau.Add("line", id, ("request", (long)random.Next(1, Rows)), ("quantity", Any<long?>([1, 2, -5, null])),
                ("amount", Any<decimal?>([0.01m, 750.25m, 100m, null])), ("paid_on", Any(Days)),
                ("_deleted_at", random.Next(6) == 0 ? BureauDatabase.Now : null));
    }

    private static DateTime Utc(int year, int month, int day, int hour, int minute, int milliseconds) =>
        new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).AddMilliseconds(milliseconds);

    private sealed record Overflow;
}
