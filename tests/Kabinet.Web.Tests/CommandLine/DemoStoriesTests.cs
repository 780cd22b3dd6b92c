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

    [Fact]
    public async Task Records_and_people_of_a_demo_may_stand_in_any_order_and_in_any_file()
    {
        using var changed = Told("""
            records:
              - { as: chief, entity: deal_row, ago: 3, rows: { door: { deal: house, what: дверь } } }
              - { as: chief, entity: task, ago: 2, rows: { fence: { title: Забор, clerk: olga, price: 1 } } }
            people: { olga: { name: Ольга, roles: [clerk], values: { desk: У окна }, by: keeper } }
            """, ("20.yaml", """
            people: { keeper: { name: Ким, roles: [keeper] }, chief: { name: Вера, roles: [chief], by: keeper } }
            records:
              - { as: chief, entity: deal, ago: 9, rows: { house: { title: Дом } } }
            """));
        (await KabinetHost.Console("check", changed.Folder)).Code.ShouldBe(0);
        await using var host = await KabinetHost.Start(changed.Folder, demo: true);
        using var chief = await host.Api("chief");
        (await chief.GetJson("/api/records/deal_row?fields=deal.title")).GetProperty("items")[0].ToString().ShouldContain("Дом");
        using var keeper = await host.Api("keeper");
        (await keeper.GetJson("/api/records/user?where=desk%20is%20not%20null")).GetProperty("items")[0].ToString().ShouldContain("У окна");
    }

    [Theory]
    [InlineData("records: [{ as: chief, entity: deal_row, rows: { a: { deal: house, what: окно } } }]",
        "demo/10.yaml:3: «house» – запись истории: истории начинаются, когда все записи из records и люди уже есть")]
    [InlineData("records: [{ as: olga, entity: deal, rows: { a: { title: Дом } } }]",
        "demo/10.yaml:3: У «olga» нет роли, которая создаёт «deal» (создают chief)")]
    [InlineData("records: [{ as: chief, entity: deal, rows: { a: { title: Дом, times: { of: times } } } }]",
        "demo/10.yaml:3: Взять значение не из чего: записи истории здесь ещё нет")]
    [InlineData("people: { ann: { name: Анна, roles: [clerk], by: bob }, bob: { name: Боб, roles: [clerk], by: ann } }",
        "Никого и ничего из этого нельзя создать первым, потому что нужно следующее: ann → bob → ann")]
    [InlineData("people: { ann: { name: Анна, roles: [clerk], values: { desk: У двери } } }",
        "«desk» этот человек сам у себя не записывает (напишите by: kim)")]
    [InlineData("people: { ann: { name: Анна, roles: [clerk], values: { desk: У двери }, by: chief } }",
        "«chief» не записывает «desk» у людей (напишите by: kim)")]
    public async Task What_cannot_exist_before_the_stories_is_told_by_check_with_a_way_out(string part, string said)
    {
        using var changed = Told($$"""
            templates:
              deal: { entity: deal, steps: [{ as: chief, create: true, values: { title: Дом } }] }
            {{part}}
            stories: [{ tell: deal, name: house, ago: 5 }]
            """, ("20.yaml", """
            people: { kim: { name: Ким, roles: [keeper] }, chief: { name: Вера, roles: [chief] }, olga: { name: Оля, roles: [clerk] } }
            """));
        var (code, output) = await KabinetHost.Console("check", changed.Folder);
        (code, output.Split("demo/").Length).ShouldBe((1, 2), output);
        output.ShouldContain(said);
    }

    [Fact]
    public async Task Values_that_a_role_demands_come_with_the_account()
    {
        const string Demo = """
            people:
              kim: { name: Ким, roles: [keeper], values: { phone: "+7 900 000-00-00" } }
              ann: { name: Анна, roles: [clerk], values: { desk: У двери }BY }
            """;
        var demand = ("roles/staff.yaml", "en: Clerk }, home: tasks,", "en: Clerk }, home: tasks, demand: [desk],");
        using var alone = Told(Demo.Replace("BY", "", StringComparison.Ordinal), [demand]);
        (await KabinetHost.Console("check", alone.Folder)).Said.ShouldContain("demo/10.yaml:3: «desk» требует роль этого человека: "
            + "значение нужно вместе с учётной записью (напишите by: kim)");
        using var given = Told(Demo.Replace("BY", ", by: kim", StringComparison.Ordinal), [demand]);
        await using var host = await KabinetHost.Start(given.Folder, demo: true);
    }

    [Fact]
    public async Task A_step_takes_values_of_the_storys_record_into_its_fields_and_rows()
    {
        using var changed = Told("""
            people: { chief: { name: Вера, roles: [chief] } }
            templates:
              deal:
                entity: deal
                steps:
                  - { as: chief, create: true, values: { title: Дом, price: 101, times: 3, starts: 2026-01-07 } }
                  - { as: chief, update: true, values: { price: { of: worth, share: 0.5 }, days: { of: times } },
                      rows: { rows: { add: [{ what: { of: title } }, { what: { of: starts } }, { what: $rest }] } } }
                defaults: { rest: { of: worth } }
            stories: [{ tell: deal, ago: 3 }]
            """);
        await using var host = await KabinetHost.Start(changed.Folder, demo: true);
        using var chief = await host.Api("chief");
        var deal = (await chief.GetJson("/api/records/deal")).GetProperty("items")[0];
        (deal.GetProperty("price").ToString(), deal.GetProperty("days").GetInt32()).ShouldBe(("151.50", 3));
        (await chief.GetJson("/api/records/deal_row?sort=id")).GetProperty("items").EnumerateArray()
            .Select(row => row.GetProperty("what").GetString()).ShouldBe(["Дом", "2026-01-07", "303.00"]);
    }

    [Theory]
    [InlineData("{ of: wort }", "У «deal» нет поля «wort» (возможно, вы имели в виду «worth»)")]
    [InlineData("{ of: starts, share: 0.5 }", "Доля бывает у числа, а «starts» – не число (уберите share: без него берётся само значение)")]
    [InlineData("{ of: worth, share: half }", "«half» – не доля: пишется 0.5")]
    [InlineData("{ of: worth, shere: 0.5 }", "Незнакомый ключ «shere» (возможно, вы имели в виду «share»)")]
    public async Task A_value_that_cannot_be_taken_is_told_by_check(string value, string said)
    {
        using var changed = Told($$"""
            people: { chief: { name: Вера, roles: [chief] } }
            templates:
              deal:
                entity: deal
                steps:
                  - { as: chief, create: true, values: { title: Дом } }
                  - { as: chief, update: true, rows: { rows: { add: [{ what: {{value}} }] } } }
            stories: [{ tell: deal, ago: 3 }, { tell: deal, ago: 2 }]
            """);
        (await KabinetHost.Console("check", changed.Folder)).Said.ShouldStartWith($"demo/10.yaml:7: {said}");
    }

    [Fact]
    public async Task A_file_that_a_transition_asks_for_comes_with_it_and_no_other_right_is_needed()
    {
        const string Demo = """
            people: { chief: { name: Вера, roles: [chief] } }
            templates:
              task:
                entity: task
                steps:
                  - { as: chief, create: true, values: { title: Забор, price: 1 } }
                  - { as: chief, do: finish, comment: Готово, files: { GROUP: [Фото.png, Акт.pdf] } }
            stories: [{ tell: task, name: fence, on: 2026-01-05 }]
            """;
        (string, string, string)[] asked = [("entities/task.yaml", "ask: [comment],", "ask: [comment], files: [work],"),
            ("entities/task.yaml", "access:", "  other: { title: Прочее, read: [chief], write: [clerk] }\naccess:")];
        using var changed = Told(Demo.Replace("GROUP", "work", StringComparison.Ordinal), asked);
        await using var host = await KabinetHost.Start(changed.Folder, demo: true);
        using var chief = await host.Api("chief");
        var task = (await chief.GetJson("/api/records/task")).GetProperty("items")[0];
        task.GetProperty("status").GetString().ShouldBe("done");
        (await chief.GetJson($"/api/records/task/{task.GetProperty("id")}/files/work")).GetProperty("items").GetArrayLength().ShouldBe(2);
        using var other = Told(Demo.Replace("GROUP", "other", StringComparison.Ordinal), asked);
        (await Should.ThrowAsync<SolutionException>(() => KabinetHost.Start(other.Folder, demo: true))).Message
            .ShouldContain("Фото.png: этому человеку так нельзя");
    }

    [Fact]
    public async Task Stories_that_begin_days_ago_begin_at_different_hours()
    {
        using var changed = Told("""
            people: { chief: { name: Вера, roles: [chief] } }
            templates:
              deal: { entity: deal, steps: [{ as: chief, create: true, values: { title: $title } }] }
            stories:
              - { tell: deal, ago: 3, with: { title: один } }
              - { tell: deal, ago: 4, with: { title: два } }
              - { tell: deal, ago: 5, with: { title: три } }
              - { tell: deal, ago: 6, with: { title: четыре } }
            """);
        await using var host = await KabinetHost.Start(changed.Folder, demo: true);
        using var chief = await host.Api("chief");
        (await chief.GetJson("/api/records/deal")).GetProperty("items").EnumerateArray()
            .Select(deal => deal.GetProperty("created_at").GetString()![11..16]).Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("on: 2999-01-01", "День «2999-01-01» ещё не наступил")]
    [InlineData("on: +400", "День «+400» ещё не наступил")]
    [InlineData("on: 2020-01-01", "день «2020-01-01» раньше предыдущего шага")]
    public async Task A_day_that_cannot_be_is_told_by_check_already(string day, string said)
    {
        using var changed = Told($$"""
            people: { chief: { name: Вера, roles: [chief] } }
            templates:
              deal: { entity: deal, steps: [{ as: chief, create: true, values: { title: Дом } }, { as: chief, {{day}}, do: close }] }
            stories: [{ tell: deal, ago: 3 }]
            """);
        (await KabinetHost.Console("check", changed.Folder)).Said.ShouldContain(said);
    }

    [Theory]
    [InlineData("as: chief, do: close", "as: olga, do: close")]
    [InlineData("as: chief, create", "as: olga, create")]
    [InlineData("as: chief, do: close", "as: boris, do: close")]
    [InlineData("[chief]", "[cheif]")]
    public async Task A_slip_in_a_template_or_in_a_role_is_told_once_for_all_stories(string right, string wrong)
    {
        using var changed = Told("""
            people: { chief: { name: Вера, roles: [chief] }, olga: { name: Ольга, roles: [clerk] } }
            templates:
              deal: { entity: deal, steps: [{ as: chief, create: true, values: { title: Дом } }, { as: chief, do: close }] }
            stories: [{ tell: deal, ago: 3 }, { tell: deal, ago: 4 }, { tell: deal, ago: 5 }]
            """.Replace(right, wrong, StringComparison.Ordinal));
        var (_, output) = await KabinetHost.Console("check", changed.Folder);
        output.Split(Environment.NewLine).Count(line => line.StartsWith("demo/", StringComparison.Ordinal)).ShouldBe(1, output);
    }

    private static DateOnly Day(JsonElement of, string member) => DateOnly.FromDateTime(
        DateTimeOffset.Parse(of.GetProperty(member).GetString()!, CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(3)).DateTime);

    private static ChangedSolution Told(string demo, params (string Name, string Text)[] others) => Told(demo, [], others);

    private static ChangedSolution Told(string demo, (string File, string Right, string Wrong)[] edits,
        params (string Name, string Text)[] others)
    {
        var changed = new ChangedSolution("company",
            [("entities/deal_row.yaml", "create: true,", "create: true, update: true,"), .. edits]);
        Directory.CreateDirectory(Path.Combine(changed.Folder, "demo"));
        foreach (var (name, text) in others.Prepend(("10.yaml", demo)))
            File.WriteAllText(Path.Combine(changed.Folder, "demo", name), text);
        return changed;
    }
}
