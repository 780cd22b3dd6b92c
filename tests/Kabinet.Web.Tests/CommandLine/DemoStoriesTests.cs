using System.Globalization;
using System.Text.Json;
using Kabinet.Engine.Model;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.CommandLine;

public class DemoStoriesTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Steps_on_exact_days_happen_then_and_a_later_step_changes_rows(string database)
    {
        using var changed = Told("""
            people: { chief: { name: Вера, roles: [chief] } }
            hours: [9, 18]
            templates:
              deal:
                entity: deal
                steps:
                  - { as: chief, create: true, values: { title: $title }, rows: { rows: [{ what: окно }, { what: дверь }, { what: люк }] } }
                  - { as: chief, on: +2, update: true, values: { times: 3 },
                      rows: { rows: { add: [{ what: арка }], change: [{ where: { what: дверь }, set: { what: калитка } }],
                        remove: [{ what: окно }] } } }
                  - { as: chief, on: 2026-02-01, do: close }
            stories:
              - { tell: deal, name: saturday, on: 2026-01-24, with: { title: Суббота } }
            """);
        await using var host = await KabinetHost.Start(changed.Folder, database, demo: true);
        using var chief = await host.Api("chief");
        var rows = (await chief.GetJson("/api/records/deal_row?sort=what")).GetProperty("items").EnumerateArray()
            .Select(row => row.GetProperty("what").GetString());
        rows.ShouldBe(["арка", "калитка", "люк"]);
        var deal = (await chief.GetJson("/api/records/deal")).GetProperty("items")[0];
        (deal.GetProperty("times").GetInt32(), deal.GetProperty("status").GetString()).ShouldBe((3, "closed"));
        Day(deal, "created_at").ShouldBe(new DateOnly(2026, 1, 24));
        var journal = await chief.GetJson($"/api/records/deal/{deal.GetProperty("id")}/journal?limit=50");
        var days = journal.GetProperty("items").EnumerateArray().Select(entry => Day(entry, "at")).Distinct().Order().ToList();
        // Saturday, Monday and Sunday.
        days.ShouldBe([new DateOnly(2026, 1, 24), new DateOnly(2026, 1, 26), new DateOnly(2026, 2, 1)]);
    }

    [Fact]
    public async Task The_record_of_a_named_story_is_referred_to_by_its_name()
    {
        using var changed = Told("""
            people: { chief: { name: Вера, roles: [chief] } }
            templates:
              deal: { entity: deal, steps: [{ as: chief, create: true, values: { title: $title } }] }
              row: { entity: deal_row, steps: [{ as: chief, create: true, values: { deal: $deal, what: окно } }] }
            stories:
              - { tell: row, ago: 1, with: { deal: second } }
              - { tell: deal, name: first, ago: 5, with: { title: Первая } }
              - { tell: deal, name: second, ago: 4, with: { title: Вторая } }
            """);
        await using var host = await KabinetHost.Start(changed.Folder, demo: true);
        using var chief = await host.Api("chief");
        (await chief.GetJson("/api/records/deal_row?where=deal.title%20%3D%20'Вторая'")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("on: 2999-01-01", "День «2999-01-01» ещё не наступил")]
    [InlineData("on: tomorrow", "«tomorrow» – не день (день пишется 2026-10-01, today-14, а у шага ещё +2)")]
    [InlineData("on: 2025-12-31", "история «one»: день «2025-12-31» раньше предыдущего шага")]
    [InlineData("rows: { rows: { remove: [{ what: мост }] }", "история «one»: строк «rows» с такими значениями 0, а нужна одна")]
    [InlineData("values: { secret: 5 }", "история «one», шаг «update», chief, ")]
    public async Task What_cannot_be_played_is_told_with_story_step_person_and_day(string part, string said)
    {
        using var changed = Told($$"""
            people: { chief: { name: Вера, roles: [chief] } }
            templates:
              deal:
                entity: deal
                steps:
                  - { as: chief, create: true, values: { title: Дом } }
                  - { as: chief, update: true, {{part}}{{(part.Contains("rows", StringComparison.Ordinal) ? " }" : "")}} }
            stories:
              - { tell: deal, name: one, on: 2026-01-05 }
            """);
        var wrong = await Should.ThrowAsync<SolutionException>(() => KabinetHost.Start(changed.Folder, demo: true));
        wrong.Message.ShouldContain(said);
    }

    [Fact]
    public async Task A_refusal_says_whether_the_person_does_not_see_the_record_or_may_not_do_so()
    {
        const string Demo = """
            people: { chief: { name: Вера, roles: [chief] }, olga: { name: Ольга, roles: [clerk] }, ivan: { name: Иван, roles: [clerk] } }
            templates:
              task:
                entity: task
                steps:
                  - { as: chief, create: true, values: { title: Забор, clerk: olga, price: 1 } }
                  - { as: WHO, do: finish, comment: Готово }
                  - { as: olga, update: true, values: { price: 2 } }
            stories:
              - { tell: task, name: fence, on: 2026-01-05 }
            """;
        using var unseen = Told(Demo.Replace("WHO", "ivan", StringComparison.Ordinal));
        (await Should.ThrowAsync<SolutionException>(() => KabinetHost.Start(unseen.Folder, demo: true))).Message
            .ShouldBe("demo/10.yaml:7: история «fence», шаг «do: finish», ivan, 2026-01-05: этот человек не видит записи, или её нет");
        using var closed = Told(Demo.Replace("WHO", "olga", StringComparison.Ordinal));
        (await Should.ThrowAsync<SolutionException>(() => KabinetHost.Start(closed.Folder, demo: true))).Message
            .ShouldBe("demo/10.yaml:8: история «fence», шаг «update», olga, 2026-01-05: этому человеку так нельзя");
    }

    private static DateOnly Day(JsonElement of, string member) => DateOnly.FromDateTime(
        DateTimeOffset.Parse(of.GetProperty(member).GetString()!, CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(3)).DateTime);

    private static ChangedSolution Told(string demo)
    {
        var changed = new ChangedSolution("company", ("entities/deal_row.yaml", "create: true,", "create: true, update: true,"));
        Directory.CreateDirectory(Path.Combine(changed.Folder, "demo"));
        File.WriteAllText(Path.Combine(changed.Folder, "demo", "10.yaml"), demo);
        return changed;
    }
}
