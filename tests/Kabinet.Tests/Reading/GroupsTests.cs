using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Record = Kabinet.Engine.Reading.Record;

namespace Kabinet.Tests.Reading;

/// <summary>
/// Grouped queries over the sales of a company with two branches; what a group tells is worked out a second time from the rows a list
/// shows.
/// </summary>
public sealed class GroupsTests
{
    private static readonly string[][] Together =
    [
        ["head"], ["clerk"], ["cashier"], ["auditor"],
        ["clerk", "cashier"], ["clerk", "auditor"], ["cashier", "auditor"], ["clerk", "cashier", "auditor"],
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Groups_count_and_sum_exactly_what_the_list_shows(string kind)
    {
        await using var world = await SalesWorld.Open(kind);
        foreach (var roles in Together)
            foreach (var order in Enum.GetValues<GroupOrder>())
            {
                var page = await world.Groups(roles, world.SumsByKind with { Order = order });
                var told = page.Groups.Select(group => (group.Keys[0], group.Count, group.Values[0])).ToHashSet();
                told.ShouldBe(await world.ByKind(roles), ignoreOrder: true, string.Join('+', roles));
            }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Bounded_groups_are_those_of_the_whole_until_their_bound(string kind)
    {
        await using var world = await SalesWorld.Open(kind);
        foreach (var roles in (string[][])[["head"], ["clerk", "cashier"], ["cashier", "auditor"]])
        {
            var named = (await world.Groups(roles, world.SumsByKind)).Groups.Where(group => group.Keys[0] is "retail" or "bulk");
            var whole = named.ToDictionary(group => (string)group.Keys[0]!, group => (group.Count, group.Values[0]));
            var most = whole.Values.Max(group => group.Count);
            foreach (var cap in new[] { most, most - 1 })
            {
                var bounded = await world.Groups(roles, world.SumsByKind with { Among = new(["bulk", "gift", "retail"], cap) });
                var expected = whole.ToDictionary(group => group.Key, group => group.Value.Count > cap ? (cap + 1, null) : group.Value);
                bounded.Groups.ToDictionary(group => (string)group.Keys[0]!, group => (group.Count, group.Values[0]))
                    .ShouldBe(expected, ignoreOrder: true);
            }
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_day_and_a_moment_fall_into_periods_of_the_solution_zone(string kind)
    {
        await using var world = await SalesWorld.Open(kind);
        var firsts = new Dictionary<Period, Func<DateOnly, DateOnly>>
        {
            [Period.Day] = day => day,
            [Period.Week] = day => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            [Period.Month] = day => new(day.Year, day.Month, 1),
            [Period.Quarter] = day => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
            [Period.Year] = day => new(day.Year, 1, 1),
        };
        foreach (var (period, first) in firsts)
            foreach (var (field, days) in new[] { ("sold_on", SalesWorld.Days), ("at", SalesWorld.Moments.Select(Moscow)) })
            {
                var query = new GroupQuery(world.All, [new(world.Path(field), period)]) { Order = GroupOrder.Key, Most = 500 };
                var page = await world.Groups(["head"], query);
                var expected = days.GroupBy(first).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()));
                page.Groups.Select(group => ((DateOnly)group.Keys[0]!, group.Count)).ShouldBe(expected, $"{field} by {period}");
            }

        static DateOnly Moscow(DateTime moment) => DateOnly.FromDateTime(moment.AddHours(3));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_path_groups_by_records_one_may_read_and_a_label_is_told_to_whoever_may_read_it(string kind)
    {
        await using var world = await SalesWorld.Open(kind);
        var byBranch = new GroupQuery(world.All, [new(world.Path("partner", "branch"))]) { Order = GroupOrder.Key };
        (await Told("head")).ShouldBe([("North", false, 14), ("South", false, 13), (null, true, 13)]);
        // Beyond the row rule a branch has its id, as in a list, and no name.
        (await Told("auditor")).ShouldBe([("North", false, 14), (null, false, 13), (null, true, 13)]);
        (await Should.ThrowAsync<QueryException>(() => Told("clerk"))).Reason.Key.ShouldBe("query.unknown_field");
        var byPartner = new GroupQuery(world.All, [new(world.Path("partner"))]);
        (await world.Groups(["clerk"], byPartner)).Groups.ShouldAllBe(group => group.Labels[0] != null);
        (await world.Groups(["cashier"], byPartner)).Groups.ShouldAllBe(group => group.Labels[0] == null);

        async Task<IEnumerable<(string?, bool, int)>> Told(string role) =>
            (await world.Groups([role], byBranch)).Groups.Select(group => (group.Labels[0], group.Keys[0] is null, group.Count));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_hidden_field_is_no_key_and_no_measure(string kind)
    {
        await using var world = await SalesWorld.Open(kind);
        foreach (var (role, field) in new[] { ("clerk", "note"), ("cashier", "owner"), ("auditor", "price"), ("cashier", "sold_on") })
        {
            var refused = await Should.ThrowAsync<QueryException>(() => world.Groups([role], new(world.All, [new(world.Path(field))])));
            (refused.Field, refused.Reason.Key).ShouldBe(("group", "query.unknown_field"));
        }
        Measure[] measures = [.. world.SumsByKind.Measures, new(Aggregation.Max, world.Path("sold_on"))];
        (await world.Groups(["auditor"], world.SumsByKind with { Measures = measures }))
            .Groups.ShouldAllBe(group => group.Values[0] == Record.Hidden && group.Values[1] is DateOnly);
        var byOwner = world.SumsByKind with { Rows = world.All with { Filter = "owner = 2" } };
        await Should.ThrowAsync<QueryException>(() => world.Groups(["cashier"], byOwner));
        (await world.Groups(["stranger"], world.SumsByKind)).Groups.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Measures_are_exact_and_groups_beyond_the_most_are_owned_up_to(string kind)
    {
        await using var world = await SalesWorld.Open(kind);
        var asked = new GroupQuery(world.All with { Filter = "price is not null" }, [new(world.Path("owner")), new(world.Path("kind"))])
        {
            Measures =
            [
                new(Aggregation.Sum, world.Path("price")), new(Aggregation.Sum, world.Path("weight")),
                new(Aggregation.Min, world.Path("price")), new(Aggregation.Max, world.Path("at")),
                new(Aggregation.Sum, world.Path("owner")),
            ],
        };
        var all = await world.Groups(["head"], asked);
        var rows = (await world.Rows(["head"])).Where(row => row["price"] is not null)
            .GroupBy(row => ((long)row["owner"]!, (string?)row["kind"]));
        all.Groups.ToDictionary(group => ((long)group.Keys[0]!, (string?)group.Keys[1]), group => string.Join(' ', group.Values))
            .ShouldBe(rows.ToDictionary(group => group.Key, SalesWorld.Measured), ignoreOrder: true);
        all.Groups.Select(group => (decimal)group.Values[0]!).ShouldBeInOrder(SortDirection.Descending);
        all.More.ShouldBeFalse();

        var some = await world.Groups(["head"], asked with { Most = 3 });
        some.Groups.Select(group => group.Keys[0]).ShouldBe(all.Groups.Take(3).Select(group => group.Keys[0]));
        some.More.ShouldBeTrue();
        (await world.Groups(["head"], asked with { Most = all.Groups.Count })).More.ShouldBeFalse();
    }
}
