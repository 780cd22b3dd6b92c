using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Api;

public class PartsApiTests
{
    private const string Demo = """
        people: { chief: { name: Вера, roles: [chief] } }
        templates:
          deal:
            entity: deal
            steps: [{ as: chief, create: true, values: { title: $title }, rows: { rows: [{ what: окно }, { what: дверь }] } }]
        stories: [{ tell: deal, ago: 3, with: { title: Дом } }, { tell: deal, ago: 2, with: { title: Дача } }]
        """;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_change_adds_changes_and_removes_rows_of_its_record_and_keeps_the_others(string database)
    {
        using var solution = WithDemo();
        await using var host = await KabinetHost.Start(solution.Folder, database, demo: true);
        using var chief = await host.Api("chief");
        var (deal, rows) = await RowsOf(chief, "Дом");
        var answer = await chief.Send(HttpMethod.Patch, $"/api/records/deal/{deal}", new
        {
            times = 2,
            rows = new object[] { new { what = "люк" }, new { id = rows["дверь"], _version = 1, what = "калитка" } },
        });
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body.ToString());
        var after = (await RowsOf(chief, "Дом")).Rows;
        after.Keys.Order(StringComparer.Ordinal).ShouldBe(["калитка", "люк", "окно"]);
        after["калитка"].ShouldBe(rows["дверь"]);
        var removal = new { rows = new[] { new { id = rows["окно"], _delete = true } } };
        (await chief.Send(HttpMethod.Patch, $"/api/records/deal/{deal}", removal)).Status.ShouldBe(HttpStatusCode.OK);
        (await RowsOf(chief, "Дом")).Rows.Keys.ShouldBe(["калитка", "люк"], ignoreOrder: true);
        (await RowsOf(chief, "Дача")).Rows.Keys.ShouldBe(["окно", "дверь"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_row_of_another_record_or_one_that_is_not_understood_changes_nothing()
    {
        using var solution = WithDemo();
        await using var host = await KabinetHost.Start(solution.Folder, demo: true);
        using var chief = await host.Api("chief");
        var (deal, _) = await RowsOf(chief, "Дом");
        var foreign = (await RowsOf(chief, "Дача")).Rows["окно"];
        foreach (var row in new object[]
        {
            new { id = foreign, what = "чужое" }, new { id = foreign, _delete = true }, new { id = "окно", what = "x" },
            new { _delete = true }, new { what = "x", _version = 1 }, new { id = foreign, _version = "1" }, new { what = "x", none = 1 },
        })
        {
            var answer = await chief.Send(HttpMethod.Patch, $"/api/records/deal/{deal}", new { title = "Иной", rows = new[] { row } });
            ((int)answer.Status).ShouldBeInRange(404, 422, answer.Body.ToString());
        }
        (await RowsOf(chief, "Дом")).Rows.Count.ShouldBe(2);
        (await RowsOf(chief, "Дача")).Rows.Keys.ShouldBe(["окно", "дверь"], ignoreOrder: true);
    }

    private static async Task<(long Deal, Dictionary<string, long> Rows)> RowsOf(HttpClient reader, string title)
    {
        var deal = (await reader.GetJson($"/api/records/deal?where=title%20%3D%20'{title}'")).GetProperty("items")[0].GetProperty("id")
            .GetInt64();
        var rows = (await reader.GetJson($"/api/records/deal_row?where=deal%20%3D%20{deal}")).GetProperty("items").EnumerateArray();
        return (deal, rows.ToDictionary(row => row.GetProperty("what").GetString()!, row => row.GetProperty("id").GetInt64()));
    }

    private static ChangedSolution WithDemo()
    {
        var changed = new ChangedSolution("company", ("entities/deal_row.yaml", "create: true,", "create: true, update: true,"));
        Directory.CreateDirectory(Path.Combine(changed.Folder, "demo"));
        File.WriteAllText(Path.Combine(changed.Folder, "demo", "10.yaml"), Demo);
        return changed;
    }
}
