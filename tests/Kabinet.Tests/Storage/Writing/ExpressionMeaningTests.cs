using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Tests.Expressions;

namespace Kabinet.Tests.Storage.Writing;

public sealed class ExpressionMeaningTests
{
    private static readonly (string Text, string Value)[] Meanings =
    [
        // Request 1: everything is there. Request 2: nothing is. Request 3: its partner is in the trash.
        ("price", "1250.50 | ∅ | -0.01"),
        ("price * area", "103166.25000 | ∅ | -0.00001"),
        ("price * 0.1", "125.050 | ∅ | -0.001"),
        ("round(price * 0.5, 1)", "625.3 | ∅ | 0.0"),
        ("round(price / 4)", "313 | ∅ | 0"),
        ("price / 3", "416.833333 | ∅ | -0.003333"),
        ("price / (rooms - 3)", "∅ | ∅ | -0.010000"),
        ("-price + rooms", "-1247.50 | ∅ | 4.01"),
        ("100000 * 100000", "10000000000 | 10000000000 | 10000000000"),
        ("abs(price)", "1250.50 | ∅ | 0.01"),
        ("least(price, rooms)", "3.00 | ∅ | -0.01"),
        ("greatest(price, 5)", "1250.50 | 5.00 | 5.00"),
        ("coalesce(price, 0)", "1250.50 | 0.00 | -0.01"),
        ("paid", "1000.00 | 0.00 | 0.00"),
        ("debt", "250.50 | ∅ | -0.01"),
        ("count(lines)", "2 | 0 | 0"),
        ("sum(lines.amount)", "1500.25 | 0.00 | 0.00"),
        ("max(lines.quantity)", "2 | ∅ | ∅"),
        ("count(line)", "2 | 2 | 2"),
        ("count(line where quantity < outer.rooms)", "2 | 0 | 2"),
        ("min(lines.paid_on)", "2026-11-01 | ∅ | ∅"),
        ("max(partner.requests.debt)", "250.50 | ∅ | -0.01"),
        ("count(partner.people)", "2 | 0 | 0"),
        ("partner.title", "Альфа Ёлка | ∅ | Забытая"),
        ("partner.manager.name", "Мария | ∅ | ∅"),
        ("parent.debt", "∅ | ∅ | 250.50"),
        ("parent.paid", "∅ | ∅ | 1000.00"),
        ("lower(partner.title)", "альфа ёлка | ∅ | забытая"),
        ("upper(address)", "УЛ. ЁЖИКОВА, 5 | ∅ | 100% _"),
        ("length(address)", "14 | ∅ | 6"),
        ("concat(address, '/', rooms)", "ул. Ёжикова, 5/3 | / | 100% _/4"),
        ("date(created_at)", "2026-11-22 | ∅ | 2026-01-31"),
        ("year(created_at) * 100 + month(created_at)", "202611 | ∅ | 202601"),
        ("promised_on + 40", "2026-12-31 | ∅ | 2026-02-09"),
        ("promised_on - 1d", "2026-11-20 | ∅ | 2025-12-30"),
        ("promised_on - @today", "-1 | ∅ | -326"),
        ("days(promised_on, '2026-12-01')", "10 | ∅ | 335"),
        ("created_at + 90m", "2026-11-21 23:00:00 | ∅ | 2026-01-31 12:30:00"),
        ("case when already_done then 'yes' when rooms = 4 then 'four' end", "yes | ∅ | four"),
        ("case status when 'new' then 1 else 2.5 end", "1.0 | 2.5 | 2.5"),
        // Conditions are yes or no, never null.
        ("price > 5", "True | False | False"),
        ("not price > 5", "False | True | True"),
        ("price <> 1250.5", "False | True | True"),
        ("price = 1250.500", "True | False | False"),
        ("debt > 0", "True | False | False"),
        ("debt <> 0", "True | True | True"),
        ("price - rooms < 0", "False | False | True"),
        ("not price - rooms < 0", "True | True | False"),
        ("rooms < 3.5", "True | False | False"),
        ("manager = @me", "True | False | False"),
        ("manager <> @me", "False | True | True"),
        ("status not in ('new', 'done')", "False | True | True"),
        ("rooms in (3, 4.5)", "True | False | False"),
        ("not already_done", "False | True | True"),
        ("not (already_done and price > 5)", "False | True | True"),
        ("not (already_done or price > 5)", "False | True | True"),
        ("already_done = false", "False | False | True"),
        ("(price > 5) = (rooms > 5)", "False | True | True"),
        ("price is null or price is not null", "True | True | True"),
        ("price between 1 and 2000", "True | False | False"),
        ("address like '%ЕЖИК%'", "True | False | False"),
        ("address not like '%ЕЖИК%'", "False | True | True"),
        ("address like '100\\% \\_'", "False | False | True"),
        ("address like '____'", "False | False | False"),
        ("contains(address, 'ежик')", "True | False | False"),
        ("contains(address, '% _')", "False | False | True"),
        ("address = 'ул. ёжикова, 5'", "False | False | False"),
        ("address < 'я'", "True | False | True"),
        ("exists(lines where paid_on is null)", "True | False | False"),
        ("not exists(lines where paid_on is null)", "False | True | True"),
        ("exists(lines where amount = price - 750.25)", "True | False | False"),
        ("exists(files where group = 'work' and created_at > status_since)", "True | False | False"),
        ("partner.level = 'gold'", "True | False | False"),
        ("partner.level is null", "False | True | True"),
        ("created_at >= '2026-11-22'", "True | False | False"),
        ("status_since < @now - 3d", "True | False | False"),
        ("partner.discount = @me.partner.discount", "True | False | False"),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_expression_means_the_same_on_both_databases_joined_or_not(string kind)
    {
        await using var bureau = await Filled(kind);
        foreach (var mayJoin in new[] { true, false })
        {
            var answers = new List<string>();
            foreach (var (text, _) in Meanings)
                answers.Add($"{text}: {string.Join(" | ", (await bureau.Values(Bureau.Check(text), mayJoin)).Select(Shown))}");
            answers.Except(Meanings.Select(meaning => $"{meaning.Text}: {meaning.Value}")).ShouldBeEmpty();
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_condition_selects_the_rows_for_which_its_value_is_yes(string kind)
    {
        await using var bureau = await Filled(kind);
        foreach (var text in Meanings.Select(meaning => meaning.Text).Append("already_done"))
            if (Bureau.Check(text) is { Type.Kind: ValueKind.YesNo } condition)
            {
                var yes = (await bureau.Values(condition)).Select((value, index) => value is true ? index + 1L : 0).Where(id => id > 0);
                (await bureau.Holding(condition)).ShouldBe(yes, text);
            }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_reader_walks_only_to_what_his_rule_shows(string kind)
    {
        await using var bureau = await Filled(kind);
        var hidden = Bureau.Reader with { Expected = null };
        var shown = hidden with { RuleOfStep = _ => Expression.True };

        (await bureau.Values(Bureau.Check("partner.title", hidden))).Select(Shown).ShouldBe(["∅", "∅", "∅"]);
        (await bureau.Values(Bureau.Check("partner.title", shown))).Select(Shown)
            .ShouldBe(["Альфа Ёлка", "∅", "∅"], "the third partner is in the trash");
        (await bureau.Values(Bureau.Check("count(partner.people)", hidden))).Select(Shown).ShouldBe(["0", "0", "0"]);
        (await bureau.Values(Bureau.Check("partner.id", hidden))).Select(Shown).ShouldBe(["∅", "∅", "∅"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Text_is_ordered_by_its_letters_whatever_their_case_and_nothing_comes_last(string kind)
    {
        await using var bureau = await BureauDatabase.Open(kind);
        string?[] addresses = ["Ель", "ёж", "Ёлка", "еда", null, "яма", "Ada", "zoo", "Zebra", "", "10", "9", "ель-2", "𐐨"];
        for (var i = 0; i < addresses.Length; i++) await bureau.Add("request", i + 1, ("address", addresses[i]));

        (await bureau.Ordered(Bureau.Check("address"))).Select(id => addresses[id - 1])
            .ShouldBe(["", "10", "9", "Ada", "Zebra", "zoo", "еда", "ёж", "Ёлка", "Ель", "ель-2", "яма", "𐐨", null]);
    }

    [Theory]
    [InlineData("rooms + rooms")]
    [InlineData("rooms * 2")]
    [InlineData("-rooms - rooms - 2")]
    [InlineData("sum(lines.quantity) + rooms")]
    public async Task A_number_that_does_not_fit_is_an_error_and_never_a_rough_value(string text)
    {
        foreach (var kind in new[] { Databases.Sqlite, Databases.Postgres })
        {
            await using var bureau = await BureauDatabase.Open(kind);
            await bureau.Add("request", 1, ("rooms", long.MaxValue));
            await bureau.Add("line", 1, ("request", 1L), ("quantity", long.MaxValue));

            await Should.ThrowAsync<NumberOverflowException>(() => bureau.Values(Bureau.Check(text)));
            await Should.ThrowAsync<NumberOverflowException>(() => bureau.Selected(Bureau.Check(text)));
        }
    }

    [Fact]
    public async Task A_row_rule_is_served_by_the_indexes_of_its_columns()
    {
        await using var bureau = await BureauDatabase.Open(Databases.Sqlite);

        var plan = await bureau.Plan(Bureau.Check("partner = @me.partner or manager = @me"), "partner", "manager");

        plan.ShouldContain("INDEX request.partner");
        plan.ShouldContain("INDEX request.manager");
        plan.ShouldNotContain("SCAN");
    }

    private static async Task<BureauDatabase> Filled(string kind)
    {
        var bureau = await BureauDatabase.Open(kind);
        await bureau.Add("partner", 1, ("title", "Альфа Ёлка"), ("level", "gold"), ("discount", 0.1m), ("manager", 2L));
        await bureau.Add("partner", 2, ("title", "Забытая"), ("level", null), ("_deleted_at", BureauDatabase.Now));
        await bureau.Add("user", 2, ("name", "Мария"), ("partner", 1L));
        await bureau.Add("user", 3, ("name", "Пётр"), ("partner", 1L));
        await bureau.Add("user", 4, ("name", "Ушедший"), ("partner", 1L), ("_deleted_at", BureauDatabase.Now));
        await bureau.Add("request", 1, ("partner", 1L), ("manager", 2L), ("status", "new"), ("address", "ул. Ёжикова, 5"), ("area", 82.5m),
            ("rooms", 3L), ("price", 1250.50m), ("already_done", true),
            ("promised_on", new DateOnly(2026, 11, 21)), ("status_since", Moment("2026-11-01 09:00")),
                ("created_at", Moment("2026-11-21 21:30")));
        await bureau.Add("request", 2);
        await bureau.Add("request", 3, ("partner", 2L), ("manager", 3L), ("parent", 1L), ("status", "work"), ("address", "100% _"),
            ("area", 0.001m), ("rooms", 4L), ("price", -0.01m), ("already_done", false),
            ("promised_on", new DateOnly(2025, 12, 31)), ("status_since", BureauDatabase.Now), ("created_at", Moment("2026-01-31 11:00")));
        await bureau.Add("line", 1, ("request", 1L), ("quantity", 2L), ("amount", 1000m), ("paid_on", new DateOnly(2026, 11, 1)),
            ("created_at", BureauDatabase.Now));
        await bureau.Add("line", 2, ("request", 1L), ("quantity", 1L), ("amount", 500.25m), ("created_at", BureauDatabase.Now));
        await bureau.Add("line", 3, ("request", 1L), ("quantity", 9L), ("amount", 9m), ("_deleted_at", BureauDatabase.Now));
        await bureau.Add("file", 1, ("entity", "request"), ("record", 1L), ("group", "work"), ("created_at", BureauDatabase.Now));
        await bureau.Add("file", 2, ("entity", "partner"), ("record", 3L), ("group", "work"),
            ("created_at", BureauDatabase.Now.AddDays(1)));
        return bureau;
    }

    private static DateTime Moment(string text) =>
        DateTime.SpecifyKind(DateTime.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc);

    private static string Shown(object? value) => value switch
    {
        null => "∅",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
