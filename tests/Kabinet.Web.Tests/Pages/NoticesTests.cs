using System.Net;
using AngleSharp.Html.Parser;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

public class NoticesTests
{
    [Fact]
    public async Task The_page_of_a_record_reads_its_notices_when_the_person_sees_it()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("first", "chief");
        await host.Admit("second", "chief");
        using var first = await host.Api("first");
        using var second = await host.SignIn("second");
        var (one, other) = (await Raised(first, "One"), await Raised(first, "Other"));
        (await Unread(second)).ShouldBe(2);

        using var ahead = new HttpRequestMessage(HttpMethod.Get, $"/deals/{one}") { Headers = { { "X-Sec-Purpose", "prefetch" } } };
        (await second.SendAsync(ahead)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Unread(second)).ShouldBe(2);
        using var headers = new HttpRequestMessage(HttpMethod.Head, $"/deals/{one}");
        (await second.SendAsync(headers)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Unread(second)).ShouldBe(2);

        (await second.GetAsync($"/deals/{one}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Unread(second)).ShouldBe(1);
        (await second.GetAsync($"/deals/{other}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Unread(second)).ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_looks_as_another_person_reads_none_of_his_notices()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("first", "chief");
        var second = await host.Admit("second", "chief");
        await host.Admit("keeper", "keeper");
        using var first = await host.Api("first");
        var id = await Raised(first, "One");
        using var keeper = await host.SignIn("keeper");
        (await keeper.Post("/profile", $"/impersonate/{second}")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await keeper.GetAsync($"/deals/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await keeper.Post("/profile", "/impersonate/end")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var itself = await host.SignIn("second");
        (await Unread(itself)).ShouldBe(1);
    }

    [Fact]
    public async Task A_step_for_several_requests_is_one_line_of_the_bell_that_opens_into_all_of_them()
    {
        await using var host = await KabinetHost.Start(solution: "replanning", demo: true);
        using var chief = await host.SignIn("supermanager");
        using var manager = await host.SignIn("manager");
        await manager.Post("/notices", "/notices/read");
        var found = (await chief.GetJson("/api/records/request?where=status%20%3D%20'new'&limit=3")).GetProperty("items");
        var ids = found.EnumerateArray().Select(item => item.GetProperty("id").GetInt64()).ToArray();
        ids.Length.ShouldBeGreaterThan(1);
        var me = (await manager.GetJson("/api/me")).GetProperty("user").GetProperty("id").GetInt64();

        var posted = await chief.Post("/requests", "/do/bulk/request/distribute",
            [.. ids.Select(id => ("id", $"{id}")), ("manager", $"{me}"), ("_return", "/requests")]);

        posted.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await posted.Content.ReadAsStringAsync());
        (await Unread(manager)).ShouldBe(1);
        var page = await new HtmlParser().ParseDocumentAsync(await manager.GetStringAsync("/notices"));
        var line = page.QuerySelector(".notice-several").ShouldNotBeNull();
        line.QuerySelector("summary")!.TextContent.ShouldContain($"{ids.Length}");
        line.QuerySelectorAll("li a").Length.ShouldBe(ids.Length);
        line.TextContent.ShouldContain("Вам распределена заявка");
    }

    private static async Task<long> Raised(HttpClient chief, string title)
    {
        var made = await chief.Send(HttpMethod.Post, "/api/records/deal", new { title, price = 1 });
        var id = made.Body.GetProperty("id").GetInt64();
        (await chief.Send(HttpMethod.Post, $"/api/records/deal/{id}/raise", new { })).Status.ShouldBe(HttpStatusCode.OK);
        return id;
    }

    private static async Task<int> Unread(HttpClient client) => (await client.GetJson("/api/notices")).GetProperty("unread").GetInt32();
}
