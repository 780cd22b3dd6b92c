using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

public class LazyBlockTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Fact]
    public async Task A_lazy_block_is_brought_by_its_frame_alone()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var head = await host.SignIn("head");
        var frame = Frame(await Page(head, "/today"));
        (frame.GetAttribute("src"), frame.GetAttribute("loading"), frame.GetAttribute("refresh")).ShouldBe(("/today", "lazy", "morph"));
        frame.QuerySelector("tbody").ShouldBeNull();

        var brought = await Page(head, "/today", frame.Id);
        brought.QuerySelectorAll($"#{frame.Id} tbody tr").ShouldNotBeEmpty();
        brought.QuerySelectorAll(".tile, .menu, h1").ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_scripts_a_link_opens_the_block_on_the_page_and_its_order_keeps_it_open()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var head = await host.SignIn("head");
        var open = Frame(await Page(head, "/today")).QuerySelector("a")!.GetAttribute("href")!;
        var page = await Page(head, open);
        page.QuerySelector("turbo-frame[id^=lazy-]").ShouldBeNull();
        page.QuerySelectorAll(".tile").ShouldNotBeEmpty();
        var ordered = await Page(head, page.QuerySelector(".grid-sort")!.GetAttribute("href")!);
        ordered.QuerySelector("th[aria-sort]").ShouldNotBeNull();
        ordered.QuerySelectorAll("tbody tr").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_block_that_is_not_his_or_not_lazy_does_not_come_by_a_frame()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var head = await host.SignIn("head");
        using var manager = await host.SignIn("manager");
        var frame = Frame(await Page(head, "/today")).Id!;
        (await Asked(manager, "/today", frame)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Asked(manager, "/requests", "lazy-grid-0")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var guest = host.Browser();
        (await Asked(guest, "/today", frame)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Of_the_tabs_of_a_record_only_the_open_one_is_read()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.SignIn("manager");
        var overview = await Page(manager, (await Page(manager, "/requests")).QuerySelector(".row-link")!.GetAttribute("href")!);
        var tabs = overview.QuerySelectorAll(".record-tabs a").Select(tab => tab.GetAttribute("href")!).ToList();
        overview.QuerySelectorAll(".inline").ShouldNotBeEmpty();
        overview.QuerySelectorAll(".event, .file-group").ShouldBeEmpty();
        var history = await Page(manager, tabs[^1]);
        history.QuerySelectorAll(".event").ShouldNotBeEmpty();
        history.QuerySelectorAll(".inline, .file-group").ShouldBeEmpty();
    }

    private static IElement Frame(IParentNode page) => page.QuerySelectorAll("turbo-frame[id^=lazy-]").ShouldHaveSingleItem();

    private static async Task<IDocument> Page(HttpClient browser, string address, string? frame = null)
    {
        var answer = await Asked(browser, address, frame);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> Asked(HttpClient browser, string address, string? frame)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (frame is not null) request.Headers.Add("Turbo-Frame", frame);
        return await browser.SendAsync(request);
    }
}
