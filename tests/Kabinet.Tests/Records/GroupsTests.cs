using Kabinet.Engine.Access;
using Kabinet.Engine.Definitions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Records;
using Kabinet.Engine.Storage.Schemas;
using Record = Kabinet.Engine.Records.Record;

namespace Kabinet.Tests.Records;

/// <summary>Grouped queries over the sales of a company with two branches; what a group tells is worked out a second time from the rows a list shows.</summary>
public sealed class GroupsTests
{
    private static readonly (string Path, string Text)[] Company =
    [
        .. new[] { "head", "clerk", "cashier", "auditor", "stranger" }.Select(role => ($"roles/{role}.yaml", $"role: {role}\ntitle: {role}\n")),
        ("entities/branch.yaml", """
            entity: branch
            title: Branch
            fields:
              title: { kind: text, required: true }
            access:
              head: { read: true }
              auditor: { read: "title <> 'South'" }
            """),
        ("entities/partner.yaml", """
            entity: partner
            title: Partner
            fields:
              title: { kind: text, required: true }
              branch: { kind: ref, to: branch }
            access:
              head: { read: true }
              clerk: { read: true, only: [title] }
              auditor: { read: true }
            """),
        ("entities/sale.yaml", """
            entity: sale
            title: Sale
            fields:
              partner: { kind: ref, to: partner }
              kind: { kind: choice, choices: { retail: { title: Retail }, bulk: { title: Bulk }, gift: { title: Gift } } }
              owner: { kind: number }
              price: { kind: money }
              weight: { kind: decimal, scale: 3 }
              sold_on: { kind: date }
              at: { kind: datetime }
              note: { kind: text }
            access:
              head: { read: true }
              clerk: { read: "owner = 1", hide: [note] }
              cashier: { read: "owner = 2 or owner = 3", only: [kind, price, partner] }
              auditor: { read: true, hide: [price] }
            """),
    ];

    private static readonly string?[] Kinds = ["retail", "bulk", null, "retail"];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Groups_count_and_sum_exactly_what_the_list_shows(string kind)
    {
        await using var world = await World.Open(kind);
        foreach (var roles in (string[][])[["head"], ["clerk"], ["cashier"], ["auditor"], ["clerk", "cashier"], ["clerk", "auditor"], ["cashier", "auditor"], ["clerk", "cashier", "auditor"]])
            foreach (var order in Enum.GetValues<GroupOrder>())
            {
                var page = await world.Groups(roles, new(world.All, [new(world.Path("kind"))]) { Measures = [new(Aggregation.Sum, world.Path("price"))], Order = order });
                var told = page.Groups.Select(group => (group.Keys[0], group.Count, group.Values[0])).ToHashSet();
                told.ShouldBe(await world.ByKind(roles), ignoreOrder: true, string.Join('+', roles));
            }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Bounded_groups_are_those_of_the_whole_until_their_bound(string kind)
    {
        await using var world = await World.Open(kind);
        foreach (var roles in (string[][])[["head"], ["clerk", "cashier"], ["cashier", "auditor"]])
        {
            var asked = new GroupQuery(world.All, [new(world.Path("kind"))]) { Measures = [new(Aggregation.Sum, world.Path("price"))] };
            var whole = (await world.Groups(roles, asked)).Groups.Where(group => group.Keys[0] is "retail" or "bulk").ToDictionary(group => (string)group.Keys[0]!, group => (group.Count, group.Values[0]));
            var most = whole.Values.Max(group => group.Count);
            foreach (var cap in new[] { most, most - 1 })
            {
                var bounded = await world.Groups(roles, asked with { Among = new(["bulk", "gift", "retail"], cap) });
                bounded.Groups.ToDictionary(group => (string)group.Keys[0]!, group => (group.Count, group.Values[0]))
                    .ShouldBe(whole.ToDictionary(group => group.Key, group => group.Value.Count > cap ? (cap + 1, null) : group.Value), ignoreOrder: true);
            }
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_day_and_a_moment_fall_into_periods_of_the_solution_zone(string kind)
    {
        await using var world = await World.Open(kind);
        foreach (var (period, first) in new (Period, Func<DateOnly, DateOnly>)[]
        {
            (Period.Day, day => day), (Period.Week, day => day.AddDays(-(((int)day.DayOfWeek + 6) % 7))), (Period.Month, day => new(day.Year, day.Month, 1)),
            (Period.Quarter, day => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1)), (Period.Year, day => new(day.Year, 1, 1)),
        })
            foreach (var (field, days) in new (string, IEnumerable<DateOnly>)[] { ("sold_on", World.Days), ("at", World.Moments.Select(Moscow)) })
            {
                var page = await world.Groups(["head"], new(world.All, [new(world.Path(field), period)]) { Order = GroupOrder.Key, Most = 500 });
                page.Groups.Select(group => ((DateOnly)group.Keys[0]!, group.Count)).ShouldBe(days.GroupBy(first).OrderBy(group => group.Key).Select(group => (group.Key, group.Count())), $"{field} by {period}");
            }

        static DateOnly Moscow(DateTime moment) => DateOnly.FromDateTime(moment.AddHours(3));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_path_groups_by_records_one_may_read_and_a_label_is_told_to_whoever_may_read_it(string kind)
    {
        await using var world = await World.Open(kind);
        var byBranch = new GroupQuery(world.All, [new(world.Path("partner", "branch"))]) { Order = GroupOrder.Key };
        (await world.Groups(["head"], byBranch)).Groups.Select(group => (group.Labels[0], group.Count)).ShouldBe([("North", 14), ("South", 13), (null, 13)]);
        // Beyond the row rule a branch has its id, as in a list, and no name.
        (await world.Groups(["auditor"], byBranch)).Groups.Select(group => (group.Labels[0], group.Keys[0] is null, group.Count)).ShouldBe([("North", false, 14), (null, false, 13), (null, true, 13)]);
        (await Should.ThrowAsync<QueryException>(() => world.Groups(["clerk"], byBranch))).Reason.Key.ShouldBe("query.unknown_field");
        (await world.Groups(["clerk"], new(world.All, [new(world.Path("partner"))]))).Groups.ShouldAllBe(group => group.Labels[0] != null);
        (await world.Groups(["cashier"], new(world.All, [new(world.Path("partner"))]))).Groups.ShouldAllBe(group => group.Labels[0] == null);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_hidden_field_is_no_key_and_no_measure(string kind)
    {
        await using var world = await World.Open(kind);
        foreach (var (role, field) in new[] { ("clerk", "note"), ("cashier", "owner"), ("auditor", "price"), ("cashier", "sold_on") })
        {
            var refused = await Should.ThrowAsync<QueryException>(() => world.Groups([role], new(world.All, [new(world.Path(field))])));
            (refused.Field, refused.Reason.Key).ShouldBe(("group", "query.unknown_field"));
        }
        (await world.Groups(["auditor"], new(world.All, [new(world.Path("kind"))]) { Measures = [new(Aggregation.Sum, world.Path("price")), new(Aggregation.Max, world.Path("sold_on"))] }))
            .Groups.ShouldAllBe(group => group.Values[0] == Record.Hidden && group.Values[1] is DateOnly);
        await Should.ThrowAsync<QueryException>(() => world.Groups(["cashier"], new(world.All with { Filter = "owner = 2" }, [new(world.Path("kind"))])));
        (await world.Groups(["stranger"], new(world.All, [new(world.Path("kind"))]))).Groups.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Measures_are_exact_and_groups_beyond_the_most_are_owned_up_to(string kind)
    {
        await using var world = await World.Open(kind);
        var asked = new GroupQuery(world.All with { Filter = "price is not null" }, [new(world.Path("owner")), new(world.Path("kind"))])
        {
            Measures = [new(Aggregation.Sum, world.Path("price")), new(Aggregation.Sum, world.Path("weight")), new(Aggregation.Min, world.Path("price")), new(Aggregation.Max, world.Path("at")), new(Aggregation.Sum, world.Path("owner"))],
        };
        var all = await world.Groups(["head"], asked);
        var rows = (await world.Rows(["head"])).Where(row => row["price"] is not null).GroupBy(row => ((long)row["owner"]!, (string?)row["kind"]));
        all.Groups.ToDictionary(group => ((long)group.Keys[0]!, (string?)group.Keys[1]), group => string.Join(' ', group.Values)).ShouldBe(rows.ToDictionary(group => group.Key,
            group => string.Join(' ', group.Sum(row => (decimal)row["price"]!), group.Sum(row => (decimal)row["weight"]!), group.Min(row => (decimal)row["price"]!), group.Max(row => (DateTime)row["at"]!), group.Sum(row => (long)row["owner"]!))), ignoreOrder: true);
        all.Groups.Select(group => (decimal)group.Values[0]!).ShouldBeInOrder(SortDirection.Descending);
        all.More.ShouldBeFalse();

        var some = await world.Groups(["head"], asked with { Most = 3 });
        some.Groups.Select(group => group.Keys[0]).ShouldBe(all.Groups.Take(3).Select(group => group.Keys[0]));
        some.More.ShouldBeTrue();
        (await world.Groups(["head"], asked with { Most = all.Groups.Count })).More.ShouldBeFalse();
    }

    /// <summary>Forty sales; every third partner has no branch.</summary>
    private sealed class World(FreshDatabase fresh, Solution solution) : IAsyncDisposable
    {
        private const int Sales = 40;
        private readonly Engine.Records.Records records = new(fresh.Database, TimeProvider.System);
        private readonly Entity sale = solution.Entities["sale"];

        public static IEnumerable<DateOnly> Days => Enumerable.Range(0, Sales).Select(row => new DateOnly(2025, 11, 3).AddDays(row * 11));

        /// <summary>Around midnight in Moscow, which is nine in the evening of UTC.</summary>
        public static IEnumerable<DateTime> Moments => Enumerable.Range(0, Sales).Select(row => new DateTime(2025, 12, 27, 20, 59, 59, 500, DateTimeKind.Utc).AddHours(row * 13).AddSeconds(row % 2));

        public RecordQuery All => new() { Entity = sale, Columns = [] };

        public static async Task<World> Open(string kind)
        {
            var solution = TestSolutions.Link(Company);
            var fresh = await Databases.Fresh(kind);
            await SchemaPlan.Between(await Schema.Read(fresh.Database), solution).Apply(fresh.Database, new(DateTime.UnixEpoch, "test", ""));
            await fresh.Database.Write(async transaction =>
            {
                foreach (var title in new[] { "North", "South" }) await transaction.Execute(new("insert into branch (title, created_at, updated_at) values (@p0, @p1, @p1)", title, DateTime.UnixEpoch));
                for (var partner = 0L; partner < 3; partner++)
                    await transaction.Execute(new("insert into partner (title, branch, created_at, updated_at) values (@p0, @p1, @p2, @p2)", $"Partner {partner}", partner == 2 ? null : partner + 1, DateTime.UnixEpoch)
                    { Types = [DataType.Text, DataType.Reference("branch"), DataType.DateTime] });
                foreach (var (row, day, moment) in Days.Zip(Moments).Select((pair, row) => (row, pair.First, pair.Second)))
                    await transaction.Execute(new("insert into sale (partner, kind, owner, price, weight, sold_on, at, note, created_at, updated_at) values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p8)",
                        row % 3 + 1L, Kinds[row % 4], row % 5L, row % 7 == 0 ? null : 1_000_000_000.01m + row * 0.37m, row * 0.001m, day, moment, $"note {row}", DateTime.UnixEpoch)
                    { Types = [DataType.Reference("partner"), DataType.Choice, DataType.Whole, DataType.Money, DataType.Number(3), DataType.Date, DataType.DateTime, DataType.Text, DataType.DateTime] });
                return 0;
            });
            return new(fresh, solution);
        }

        public FieldPath Path(params string[] keys)
        {
            var (through, entity) = (new List<Field>(), sale);
            foreach (var key in keys[..^1])
            {
                through.Add(entity[key]);
                entity = entity[key].To!;
            }
            return new(through, entity[keys[^1]]);
        }

        public Task<GroupPage> Groups(string[] roles, GroupQuery query) => records.Groups(As(roles), query).AsTask();

        public async Task<IReadOnlyList<Record>> Rows(string[] roles) =>
            (await records.List(As(roles), All with { Columns = [.. sale.Fields.Select(field => new FieldPath([], field))], Limit = 500 })).Records;

        /// <summary>The same from rows: each role adds the cells that it shows by itself, a row counts where its kind is shown.</summary>
        public async Task<HashSet<(object?, int, object?)>> ByKind(string[] roles)
        {
            var (kinds, prices) = (new Dictionary<long, object?>(), new Dictionary<long, decimal>());
            var priced = false;
            foreach (var role in roles)
                foreach (var row in await Rows([role]))
                {
                    if (row["kind"] != Record.Hidden) kinds[row.Id] = row["kind"];
                    priced |= row["price"] != Record.Hidden;
                    if (row["price"] is decimal price && row["kind"] != Record.Hidden) prices[row.Id] = price;
                }
            return [.. kinds.GroupBy(pair => pair.Value).Select(group => (group.Key, group.Count(), priced ? (object?)(group.Sum(pair => prices.GetValueOrDefault(pair.Key)) + 0.00m) : Record.Hidden))];
        }

        public ValueTask DisposeAsync() => fresh.DisposeAsync();

        private Actor As(string[] roles) => new(solution, null, "test", roles, new Dictionary<MePath, object?>());
    }
}
