using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

public partial class PageTests
{
    [Fact]
    public async Task A_page_of_other_roles_and_a_page_that_is_not_there_look_the_same()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("keeper", "keeper");
        using var keeper = await host.SignIn("keeper");
        var closed = await keeper.GetAsync("/list");
        var absent = await keeper.GetAsync("/no-such-page");
        (closed.StatusCode, absent.StatusCode).ShouldBe((HttpStatusCode.NotFound, HttpStatusCode.NotFound));
        Body(await closed.Content.ReadAsStringAsync()).ShouldBe(Body(await absent.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("/list")]
    [InlineData("/no-such-page")]
    [InlineData("/")]
    [InlineData("/notices")]
    public async Task A_visitor_is_asked_to_sign_in_whatever_he_asks(string address)
    {
        await using var host = await KabinetHost.Start();
        using var guest = host.Browser();
        var answer = await guest.GetAsync(address);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/sign-in?return=" + Uri.EscapeDataString(address));
    }

    [Fact]
    public async Task The_first_page_after_sign_in_is_the_home_of_the_role()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var olga = await host.SignIn("olga");
        (await olga.GetAsync("/")).Headers.Location!.ToString().ShouldBe("/tasks");
    }

    [Fact]
    public async Task Nothing_on_a_page_is_inline_so_that_the_policy_of_content_holds()
    {
        await using var host = await KabinetHost.Start(solution: "replanning", demo: true);
        using var manager = await host.SignIn("manager");
        foreach (var address in new[] { "/today", "/requests", "/requests?view=all&status=new", "/profile", "/notices", "/board" })
        {
            var page = await new HtmlParser().ParseDocumentAsync(await manager.GetStringAsync(address));
            page.QuerySelectorAll("[style], style, script:not([src])").Select(element => element.OuterHtml).ShouldBeEmpty(address);
            page.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal))
                .ShouldBeEmpty(address);
        }
    }

    [Fact]
    public async Task The_menu_and_the_page_are_those_of_the_role()
    {
        await using var host = await KabinetHost.Start(solution: "replanning", demo: true);
        (await Menu(host, "engineer")).ShouldNotContain("/payments");
        (await Menu(host, "engineer")).ShouldNotContain("/partners");
        (await Menu(host, "admin")).ShouldContain("/payments");
        (await Menu(host, "partner")).ShouldContain("/my-requests");
    }

    [Fact]
    public async Task A_first_visit_weighs_less_than_250_kilobytes_and_a_later_page_less_than_30()
    {
        await using var host = await KabinetHost.Start(solution: "replanning", demo: true);
        using var manager = await host.SignIn("manager");
        var page = await Weight(manager, "/requests");
        page.ShouldBeLessThan(30_000);
        var html = await manager.GetStringAsync("/requests");
        var linked = Linked().Matches(html).Select(match => match.Groups["address"].Value)
            .Where(address => address.StartsWith("/lib/", StringComparison.Ordinal)).Distinct();
        var modules = Imported().Matches(await manager.GetStringAsync("/lib/js/app.js"))
            .Select(match => $"/lib/js/{match.Groups["file"].Value}");
        modules.ShouldNotBeEmpty();
        var total = page;
        foreach (var address in linked.Concat(modules).Append("/lib/fonts/inter-latin.woff2"))
            total += await Weight(manager, address);
        total.ShouldBeLessThan(250_000);
    }

    private static async Task<long> Weight(HttpClient browser, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Encoding", "gzip");
        var answer = await browser.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    private static async Task<IReadOnlyList<string>> Menu(KabinetHost host, string login)
    {
        using var browser = await host.SignIn(login);
        var page = await new HtmlParser().ParseDocumentAsync(await browser.GetStringAsync("/today"));
        return [.. page.QuerySelectorAll(".menu-item").Select(item => item.GetAttribute("href")!)];
    }

    private static string Body(string html) => new HtmlParser().ParseDocument(html).QuerySelector("main")!.TextContent;

    [GeneratedRegex("from\"\\./(?<file>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Imported();

    [GeneratedRegex("(?:href|src)=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Linked();
}
