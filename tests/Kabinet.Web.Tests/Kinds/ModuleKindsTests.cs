using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Kinds;

/// <summary>
/// A kind of each that the platform does not know, through the real doors: a switch over kinds elsewhere would show itself here.
/// </summary>
public sealed class ModuleKindsTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_block_and_a_field_of_a_module_are_drawn_entered_filtered_and_exported(string database)
    {
        await using var host = await KabinetHost.Start(HotelModule.Folder, database, new HotelModule());
        await host.Admit("hanna", "host");
        using var browser = await host.SignIn("hanna");

        (await browser.GetStringAsync("/stays")).ShouldContain("<p class=\"greeting\">Welcome &lt;all&gt;</p>");
        (await browser.GetStringAsync("/stays/new")).ShouldContain("type=\"range\"");
        foreach (var (lodger, stars) in new[] { ("Ivan", "2"), ("Olga", "5") })
            (await browser.Post("/stays/new", "/do/stay", ("_page", "new_stay"), ("title", lodger), ("rating", stars))).StatusCode.ShouldBe(
                HttpStatusCode.SeeOther);
        (await browser.Post("/stays/new", "/do/stay", ("_page", "new_stay"), ("title", "Petr"), ("rating", "6"))).StatusCode.ShouldBe(
            HttpStatusCode.UnprocessableEntity);

        (await browser.GetStringAsync("/stays")).ShouldContain("<span class=\"stars\">★★★★★</span>");
        var few = await browser.GetStringAsync("/stays?rating.from=3");
        few.ShouldContain("Olga");
        few.ShouldNotContain("Ivan");
        using var api = await host.Api("hanna");
        var listed = await api.GetJson("/api/records/stay?where=" + Uri.EscapeDataString("rating >= 3"));
        listed.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("rating").GetInt64()).ShouldBe([5L]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_effect_of_a_module_writes_an_event_of_its_own_which_the_history_tells(string database)
    {
        await using var host = await KabinetHost.Start(HotelModule.Folder, database, new HotelModule());
        await host.Admit("hanna", "host");
        await host.Admit("gleb", "guide");
        var (browser, api) = (await host.SignIn("hanna"), await host.Api("hanna"));
        var id = await Called(api);

        foreach (var tab in new[] { "", "&history=statuses" })
        {
            var page = await browser.GetStringAsync($"/stays/{id}?tab=history{tab}");
            page.ShouldContain("rang the bell “lobby”");
            page.ShouldContain(HotelModule.Drawn);
        }
        (await browser.GetStringAsync($"/stays/{id}?tab=history&history=files")).ShouldNotContain("rang the bell");
        Kinds(await api.GetJson($"/api/records/stay/{id}/journal")).ShouldBe(["transition", "rang", "created"], ignoreOrder: true);
        using var guide = await host.Api("gleb");
        Kinds(await guide.GetJson($"/api/records/stay/{id}/journal")).ShouldNotContain("transition");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_channel_and_a_job_of_a_module_work_and_are_shown_to_the_administrator(string database)
    {
        var module = new HotelModule();
        module.Pager.IsBroken = true;
        await using var host = await KabinetHost.Start(HotelModule.Folder, database, module);
        foreach (var login in new[] { "hanna", "hugo" }) await host.Admit(login, "host");
        using var api = await host.Api("hanna");
        await Called(api);
        await host.Engine.Worker.RunDue();

        using var browser = await host.SignIn("hanna");
        var background = await browser.GetStringAsync("/admin/background");
        background.ShouldContain("sweep");
        background.ShouldContain("pager");
        module.Sweep.Runs.ShouldBeGreaterThan(0);

        module.Pager.IsBroken = false;
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.Engine.Worker.RunDue();
        module.Pager.Reached.ShouldContain("hugo: Ivan");
    }

    private static async Task<long> Called(HttpClient api)
    {
        var (status, body) = await api.Send(HttpMethod.Post, "/api/records/stay", new { title = "Ivan", rating = 2 });
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        var id = body.GetProperty("id").GetInt64();
        (await api.Send(HttpMethod.Post, $"/api/records/stay/{id}/call", new { })).Status.ShouldBe(HttpStatusCode.OK);
        return id;
    }

    private static IEnumerable<string?> Kinds(System.Text.Json.JsonElement journal) =>
        journal.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString());
}
