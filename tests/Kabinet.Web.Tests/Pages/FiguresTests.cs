using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

/// <summary>Every number opens its list, with the same number.</summary>
public sealed class FiguresTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Theory]
    [InlineData("supermanager"), InlineData("manager"), InlineData("head")]
    public async Task A_figure_of_the_load_opens_a_list_of_as_many(string role)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var browser = await host.SignIn(role);
        var figures = (await Page(browser, "/load")).QuerySelectorAll("a.figure");
        figures.ShouldNotBeEmpty();
        foreach (var figure in figures)
        {
            var list = await Page(browser, figure.GetAttribute("href")!);
            Counted(list).ShouldBe(Number(figure.TextContent), figure.GetAttribute("href")!);
        }
    }

    [Fact]
    public async Task A_figure_that_counts_what_its_reader_does_not_see_opens_nothing()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var chief = await host.SignIn("supermanager");
        using var manager = await host.SignIn("manager");
        var all = Figures(await Page(chief, "/load"));
        var own = Figures(await Page(manager, "/load"));
        all.Count.ShouldBeGreaterThan(own.Count);
        // The column itself shows the same numbers to both; only the way is not there.
        (await Page(manager, "/load")).QuerySelectorAll("#grid-3 td.is-right").Select(cell => cell.TextContent)
            .ShouldBe((await Page(chief, "/load")).QuerySelectorAll("#grid-3 td.is-right").Select(cell => cell.TextContent));
    }

    [Theory]
    [InlineData("partner"), InlineData("manager"), InlineData("supermanager")]
    [InlineData("engineer"), InlineData("admin"), InlineData("head")]
    public async Task A_tile_opens_a_list_with_its_number(string role)
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var browser = await host.SignIn(role);
        var opened = 0;
        foreach (var page in host.Engine.Solution.Value.Pages.Values.Where(page => page.RecordBlock is null))
        {
            var answer = await browser.GetAsync(page.Definition.Path);
            if (!answer.IsSuccessStatusCode) continue;
            foreach (var tile in Parse(await answer.Content.ReadAsStringAsync()).QuerySelectorAll("a.tile"))
            {
                var (list, text) = (await Page(browser, tile.GetAttribute("href")!), tile.QuerySelector(".tile-number")!.TextContent);
                if (text.Contains('₽', StringComparison.Ordinal)) Sums(list).Select(sum => Math.Round(sum)).ShouldContain(Number(text));
                else Counted(list).ShouldBe(Number(text), $"{page.Key}: {tile.TextContent}");
                opened++;
            }
        }
        opened.ShouldBeGreaterThan(0);
    }

    private static List<string> Figures(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("a.figure").Select(figure => figure.GetAttribute("href")!)];

    private static decimal Counted(IHtmlDocument list) =>
        list.QuerySelector(".grid-count") is { TextContent: { Length: > 0 } text } ? Number(text.Split(' ', '\u00a0')[0]) : 0;

    private static IEnumerable<decimal> Sums(IHtmlDocument list) => list.QuerySelector("tfoot") is null ? [0]
        : list.QuerySelectorAll("tfoot .number").Select(sum => Number(sum.TextContent));

    private static decimal Number(string text) => decimal.Parse(
        string.Concat(text.Replace(',', '.').Where(letter => char.IsAsciiDigit(letter) || letter == '.')), CultureInfo.InvariantCulture);

    private static async Task<IHtmlDocument> Page(HttpClient browser, string address) => Parse(await browser.GetStringAsync(address));

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);
}
