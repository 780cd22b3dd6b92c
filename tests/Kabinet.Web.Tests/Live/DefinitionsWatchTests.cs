using System.Net;
using Kabinet.Engine.Model;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Live;

public class DefinitionsWatchTests
{
    private static ChangedSolution WithColour() =>
        new("company", ("entities/task.yaml", "  due: { kind: date }", "  due: { kind: date }\n  colour: { kind: text }"),
            ("pages/list.yaml", "{ ru: Список, en: List }", "{ ru: Всё по-новому, en: All anew }"));

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_another_process_publishes_serves_within_a_second_and_open_pages_hear_of_it(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        using var browser = await host.SignIn("chief");
        // Read often enough to be prepared on the connections.
        for (var i = 0; i < 4; i++) (await chief.GetJson("/api/records/task")).GetProperty("items").GetArrayLength().ShouldBe(0);
        using var stream = await LiveStream.Open(chief, "task");
        using var changed = WithColour();

        (await host.Apply(changed.Folder)).ShouldContain("Опубликована версия 2");
        (await stream.Next()).ShouldBe(("definitions", "2"));

        var made = await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Забор", colour = "зелёный" });
        made.Body.GetProperty("colour").GetString().ShouldBe("зелёный", made.Body.ToString());
        (await chief.GetJson("/api/records/task")).GetProperty("items")[0].GetProperty("colour").GetString().ShouldBe("зелёный");
        (await browser.GetStringAsync("/list?view=all")).ShouldContain("Всё по-новому");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_this_executable_cannot_understand_leaves_the_last_good_definitions_serving(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        await host.Engine.Database.Write(transaction => transaction.Execute(new("""
            insert into _revision (number, at, author, definitions, plan, schema)
            select number + 1, at, author, '{"solution.yaml":"of: tomorrow"}', plan, schema from _revision order by number desc limit 1
            """)));
        try { (await host.Engine.CatchUp()).ShouldBeFalse(); }
        catch (SolutionException wrong) { wrong.Message.ShouldContain("of"); }
        (host.Engine.Solution.Value.Revision, (await chief.Send(HttpMethod.Get, "/api/records/task")).Status)
            .ShouldBe((1, HttpStatusCode.OK));

        using var stream = await LiveStream.Open(chief, "task");
        using var changed = WithColour();
        await host.Apply(changed.Folder);
        (await stream.Next()).ShouldBe(("definitions", "3"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_nodes_on_one_database_serve_what_either_publishes(string database)
    {
        using var changing = new ChangedSolution("company");
        await using var first = await KabinetHost.Start(changing.Folder, database);
        await using var second = await first.Beside();
        second.Engine.Solution.Value.Revision.ShouldBe(1);
        await first.Admit("chief", "chief");
        using var stream = await LiveStream.Open(await second.Api("chief"), "task");
        var pages = Path.Combine(changing.Folder, "pages");
        foreach (var page in Directory.EnumerateFiles(pages, "*.yaml"))
            File.WriteAllText(page, File.ReadAllText(page).Replace("/list", "/everything", StringComparison.Ordinal));

        await first.Engine.Reload();
        (await stream.Next()).ShouldBe(("definitions", "2"));
        using var browser = await second.SignIn("chief");
        (await browser.GetAsync("/everything?view=all")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var former = await browser.GetAsync("/list");
        (former.StatusCode, former.Headers.Location?.ToString()).ShouldBe((HttpStatusCode.Found, "/everything"));
    }
}
