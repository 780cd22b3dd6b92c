using Kabinet.Engine.Reading;
using Record = Kabinet.Engine.Reading.Record;

namespace Kabinet.Tests.Reading;

public sealed class TotalsTests
{
    private static readonly string[][] Readers =
        [["head"], ["clerk"], ["cashier"], ["auditor"], ["clerk", "cashier"], ["auditor", "cashier"], ["stranger"]];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Totals_are_those_of_the_rows_and_cells_that_the_reader_sees(string kind)
    {
        await using var world = await SalesWorld.Open(kind);
        foreach (var roles in Readers)
        {
            var rows = await world.Rows(roles);
            var totals = await world.Totals(roles, 1000);
            totals.Count.ShouldBe(rows.Count);
            totals.Sums[0].ShouldBe(Sum(rows, "price"), string.Join(',', roles));
            totals.Sums[1].ShouldBe(Sum(rows, "weight"), string.Join(',', roles));
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Beyond_the_cap_the_count_stops_and_nothing_is_summed(string kind)
    {
        await using var world = await SalesWorld.Open(kind);
        foreach (var (roles, rows) in ((string[], int)[])[(["head"], 40), (["cashier"], 16)])
        {
            var (beyond, whole) = (await world.Totals(roles, rows - 1), await world.Totals(roles, rows));
            (beyond.Count, beyond.Sums[0]).ShouldBe((rows, null));
            whole.Count.ShouldBe(rows);
            whole.Sums[0].ShouldNotBeNull();
        }
    }

    /// <summary>Null where no cell of the column is there for him.</summary>
    private static decimal? Sum(IReadOnlyList<Record> rows, string field)
    {
        var cells = rows.Select(row => row[field]).Where(cell => cell != Record.Hidden).ToArray();
        return rows.Count == 0 || cells.Length == 0 ? null : cells.Sum(cell => (decimal?)cell ?? 0);
    }
}
