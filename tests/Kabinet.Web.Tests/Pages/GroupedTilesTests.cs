using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Kabinet.Engine.People;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

public class GroupedTilesTests
{
    private static readonly (string Tile, string[] Names)[] Behind =
    [
        ("olga", ["Аист"]),
        ("boris", ["Граб", "Дуб"]),
        ("Не заполнено", ["Вяз"]),
        ("Сделана", ["Ёлка"]),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_metric_by_a_field_has_a_tile_for_each_value_and_each_opens_its_list(string database)
    {
        await using var world = await World.Build(database);
        var page = await world.Page("chief", "/load");
        Row(page, "По исполнителям").ShouldBe([("boris", "500 ₽"), ("olga", "400 ₽"), ("Не заполнено", "200 ₽")]);
        Row(page, "По статусам").ShouldBe([("Новая", "4"), ("Сделана", "1")]);

        foreach (var (tile, names) in Behind)
            (await world.Names("chief", Tile(page, tile).GetAttribute("href")!)).ShouldBe(names, tile);
    }

    [Fact]
    public async Task Records_without_a_value_have_the_title_that_the_tile_gives_them()
    {
        using var solution = new ChangedSolution("company", (Path.Combine("pages", "load.yaml"), "by: clerk, sum: price,",
            "by: clerk, none: { ru: Ничьи, en: Unowned }, sum: price,"));
        await using var world = await World.Build();
        await world.Apply(solution);
        var page = await world.Page("chief", "/load");
        Row(page, "По исполнителям").ShouldBe([("boris", "500 ₽"), ("olga", "400 ₽"), ("Ничьи", "200 ₽")]);
    }

    [Fact]
    public async Task Everybody_has_tiles_of_what_he_sees_and_no_others()
    {
        await using var world = await World.Build();
        var olga = await world.Page("olga", "/load");
        Row(olga, "По исполнителям").ShouldBe([("olga", "400 ₽")]);
        olga.Body!.TextContent.ShouldNotContain("boris");
        var chief = await world.Page("chief", "/load");
        chief.Body!.TextContent.ShouldNotContain("Тайные суммы");
        var keeper = await world.Page("keeper", "/load");
        keeper.QuerySelectorAll(".tiles-title").ShouldBeEmpty();
    }

    [Fact]
    public async Task Values_whose_names_are_not_for_the_reader_are_told_together()
    {
        using var solution = new ChangedSolution("company", (Path.Combine("entities", "user.yaml"),
            "chief: { read: true, only: [name] }", "chief: { read: \"name = 'olga'\", only: [name] }"));
        await using var world = await World.Build();
        await world.Apply(solution);
        var page = await world.Page("chief", "/load");
        Row(page, "По исполнителям").ShouldBe([("olga", "400 ₽"), ("Не заполнено", "200 ₽"), ("Остальные", "500 ₽")]);
        Tile(page, "Остальные").LocalName.ShouldBe("div");
        page.Body!.TextContent.ShouldNotContain("boris");
    }

    [Fact]
    public async Task A_list_that_does_not_offer_its_reader_the_filter_is_not_opened()
    {
        using var solution = new ChangedSolution("company", (Path.Combine("pages", "list.yaml"),
            "      - clerk\n", "      - { field: clerk, roles: [clerk] }\n"));
        await using var world = await World.Build(solution: solution.Folder);
        Tile(await world.Page("chief", "/load"), "olga").LocalName.ShouldBe("div");
        Tile(await world.Page("olga", "/load"), "olga").LocalName.ShouldBe("a");
    }

    private static IEnumerable<(string Title, string Number)> Row(IHtmlDocument page, string title) =>
        page.QuerySelectorAll(".tiles-title").Single(heading => heading.TextContent == title).NextElementSibling!.QuerySelectorAll(".tile")
            .Select(tile => (TitleOf(tile), tile.QuerySelector(".tile-number")!.TextContent.Replace('\u00A0', ' ')));

    private static IElement Tile(IHtmlDocument page, string title) => page.QuerySelectorAll(".tile").First(tile => TitleOf(tile) == title);

    private static string TitleOf(IElement tile) => tile.QuerySelector(".tile-title")!.TextContent;

    /// <summary>Five tasks: two of Olga's, one of them done, two of Boris's, one of which costs nothing, and one of nobody's.</summary>
    private sealed class World(KabinetHost host, HttpClient api) : IAsyncDisposable
    {
        public static async Task<World> Build(string database = Databases.Sqlite, string solution = "company")
        {
            var host = await KabinetHost.Start(solution, database);
            var (olga, boris) = (await host.Admit("olga", "clerk"), await host.Admit("boris", "clerk"));
            await host.Admit("chief", "chief");
            await host.Admit("keeper", "keeper");
            var world = new World(host, await host.Api("chief"));
            await world.Add("Аист", olga, 100);
            await world.Add("Вяз", null, 200);
            var done = await world.Add("Ёлка", olga, 300);
            await world.Add("Дуб", boris, 500);
            await world.Add("Граб", boris, null);
            var finished = await world.Api.Send(HttpMethod.Post, $"/api/records/task/{done}/finish", new { comment = "Готово" });
            finished.Status.ShouldBe(HttpStatusCode.OK);
            return world;
        }

        public async Task Apply(ChangedSolution solution)
        {
            await host.Apply(solution.Folder);
            await host.Engine.CatchUp();
        }

        private HttpClient Api => api;

        private async Task<long> Add(string title, long? clerk, decimal? price)
        {
            var (status, body) = await api.Send(HttpMethod.Post, "/api/records/task", new { title, clerk, price });
            status.ShouldBe(HttpStatusCode.Created);
            return body.GetProperty("id").GetInt64();
        }

        public async Task<IHtmlDocument> Page(string login, string address)
        {
            using var browser = await host.SignIn(login);
            var answer = await browser.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, address);
            return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        }

        public async Task<IEnumerable<string>> Names(string login, string address) =>
            (await Page(login, address)).QuerySelectorAll("tbody .row-link, tbody .row-name").Select(name => name.TextContent.Trim());

        public async ValueTask DisposeAsync()
        {
            api.Dispose();
            await host.DisposeAsync();
        }
    }
}
