using Kabinet.Engine.Reading;
using Record = Kabinet.Engine.Reading.Record;

namespace Kabinet.Tests.Reading;

/// <summary>Conditions that are read case by case, since each case pins one field to another value.</summary>
public sealed class CasesTests
{
    private static readonly (string Condition, Func<string?, long, bool> Holds)[] Conditions =
    [
        ("kind = 'retail' and owner < 3 or kind = 'bulk' and owner < 2", (kind, owner) =>
            kind == "retail" && owner < 3 || kind == "bulk" && owner < 2),
        ("(kind = 'retail' and owner < 3 or kind = 'bulk' and owner < 2 or kind = 'gift' and owner < 9) and kind in ('bulk', 'gift')",
            (kind, owner) => kind == "bulk" && owner < 2),
        ("(kind = 'retail' and owner < 3 or kind = 'bulk' and owner < 2) and kind = 'gift'", (_, _) => false),
        ("kind = 'retail' and owner < 3 or 'bulk' = kind and owner < 2", (kind, owner) =>
            kind == "retail" && owner < 3 || kind == "bulk" && owner < 2),
        ("kind = 'retail' and owner < 3 or kind = 'retail' and owner > 3", (kind, owner) => kind == "retail" && owner != 3),
        ("kind = 'retail' and owner < 3 or kind = 'bulk' and kind = 'retail' and owner < 2", (kind, owner) =>
            kind == "retail" && owner < 3),
        ("kind = 'retail' and owner < 3 or owner = 4", (kind, owner) => kind == "retail" && owner < 3 || owner == 4),
        ("(kind = 'retail' and owner < 3 or kind = 'bulk' and owner < 2) and (owner = 0 or kind = 'bulk')",
            (kind, owner) => kind == "retail" && owner == 0 || kind == "bulk" && owner < 2),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_list_read_case_by_case_has_the_rows_and_the_order_of_the_whole_condition(string kind)
    {
        await using var world = await SalesWorld.Open(kind);
        foreach (var roles in new[] { new[] { "head" }, ["auditor"], ["clerk", "auditor"] })
            foreach (var (condition, holds) in Conditions)
                foreach (var descending in new[] { false, true })
                {
                    var rows = (await world.Rows(roles)).Where(row => holds((string?)row["kind"], (long)row["owner"]!)).ToList();
                    var expected = descending ? rows.OrderByDescending(Owner).ThenByDescending(row => row.Id)
                        : rows.OrderBy(Owner).ThenBy(row => row.Id);
                    var query = world.All with { Filter = condition, Sort = [new(world.Path("owner"), descending)], Limit = 3 };
                    (await world.Pages(roles, query))
                        .ShouldBe(expected.Select(row => row.Id), $"{condition} for {string.Join(',', roles)}");
                }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Counts_and_sums_of_cases_are_those_of_the_whole_condition(string kind)
    {
        await using var world = await SalesWorld.Open(kind);
        foreach (var (condition, holds) in Conditions)
        {
            var rows = (await world.Rows(["head"])).Where(row => holds((string?)row["kind"], (long)row["owner"]!)).ToList();
            var query = world.All with { Filter = condition };
            (await world.Count(["head"], query, cap: 1000)).ShouldBe(rows.Count, condition);
            (await world.Count(["head"], query, cap: 1)).ShouldBe(Math.Min(rows.Count, 2), condition);
            var totals = await world.Totals(["head"], query, cap: 1000);
            (totals.Count, totals.Sums[0]).ShouldBe((rows.Count, rows.Sum(row => (decimal?)row["price"] ?? 0)), condition);
        }
    }

    private static object? Owner(Record row) => row["owner"];
}
