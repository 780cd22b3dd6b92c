using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

public class ListTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_list_has_the_rows_and_columns_of_its_reader_and_no_others(string database)
    {
        await using var world = await World.Build(database);
        (await world.Names("chief", "/list")).ShouldBe(["Аист", "Вяз", "Ёлка"]);
        (await world.Names("olga", "/list")).ShouldBe(["Аист", "Ёлка"]);
        (await world.Page("chief", "/list?columns=title&columns=secret")).QuerySelectorAll("thead th").Length.ShouldBe(2);
        var asOlga = await world.Page("olga", "/list?columns=title&columns=secret");
        asOlga.QuerySelectorAll("thead th").Length.ShouldBe(1);
        asOlga.Body!.TextContent.ShouldNotContain("тайна");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Filters_search_and_order_stand_in_the_address(string database)
    {
        await using var world = await World.Build(database);
        (await world.Names("chief", "/list?price.from=150&price.to=250,50")).ShouldBe(["Вяз"]);
        (await world.Names("chief", "/list?clerk=none")).ShouldBe(["Вяз"]);
        (await world.Names("olga", "/list?clerk=me")).ShouldBe(["Аист", "Ёлка"]);
        (await world.Names("chief", "/list?due.from=2026-12-01&due.to=2026-12-31")).ShouldBe(["Аист"]);
        (await world.Names("chief", "/list?title=елк")).ShouldBe(["Ёлка"]);
        (await world.Names("chief", "/list?q=ВЯЗ")).ShouldBe(["Вяз"]);
        (await world.Names("chief", "/list?sort=-price")).ShouldBe(["Ёлка", "Вяз", "Аист"]);
        (await world.Names("chief", "/list?status=done")).ShouldBeEmpty();
        (await world.Names("chief", "/list?view=open&status=new&rows=2")).ShouldBe(["Аист", "Вяз"]);
    }

    [Fact]
    public async Task A_filter_by_a_field_one_may_not_see_is_neither_offered_nor_applied()
    {
        await using var world = await World.Build();
        (await world.Names("chief", "/list?secret=тайна-1")).ShouldBe(["Аист"]);
        (await world.Names("olga", "/list?secret=тайна-1")).ShouldBeEmpty("what is not understood is not taken for nothing asked");
        (await world.Names("olga", "/list?nothing=тайна-1")).ShouldBeEmpty("and so is a field that was never there");
        (await world.Names("olga", "/list?sort=secret")).ShouldBe(["Аист", "Ёлка"]);
        (await world.Page("chief", "/list")).GetElementById("filter-secret").ShouldNotBeNull();
        (await world.Page("olga", "/list")).GetElementById("filter-secret").ShouldBeNull();
    }

    [Fact]
    public async Task What_a_filter_does_not_understand_is_told_and_left()
    {
        await using var world = await World.Build();
        var page = await world.Page("chief", "/list?price.from=дорого");
        page.QuerySelector(".grid-warning")!.TextContent.ShouldContain("price");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(3);
    }

    [Theory]
    [InlineData("colour=red", "colour")]
    [InlineData("status=gone", "gone")]
    [InlineData("view=gone", "gone")]
    [InlineData("clerk=somebody", "somebody")]
    [InlineData("price.from=1&colour.to=5", "colour.to")]
    public async Task What_a_list_does_not_know_shows_nothing_and_says_so_with_a_way_back(string state, string name)
    {
        await using var world = await World.Build();
        var page = await world.Page("chief", $"/list?{state}");
        page.QuerySelector(".grid-warning")!.TextContent.ShouldContain(name);
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(0);
        page.QuerySelectorAll("input[type=checkbox][name=ids]").Length.ShouldBe(0);
        page.QuerySelectorAll("a").ShouldContain(link => link.GetAttribute("href") == "/list");
    }

    [Fact]
    public async Task The_sum_is_that_of_all_rows_found_and_not_of_the_page()
    {
        await using var world = await World.Build();
        (await world.Page("chief", "/list?rows=1")).QuerySelector("tfoot .number")!.TextContent.ShouldContain("600");
        (await world.Page("olga", "/list?rows=1")).QuerySelector("tfoot .number")!.TextContent.ShouldContain("400");
    }

    [Fact]
    public async Task A_page_of_rows_goes_on_to_the_next_without_losing_the_state()
    {
        await using var world = await World.Build();
        var more = (await world.Page("chief", "/list?rows=1&sort=-title")).QuerySelector(".grid-foot a")!.GetAttribute("href")!;
        more.ShouldContain("sort=-title");
        (await world.Names("chief", more)).ShouldBe(["Ёлка", "Вяз"]);
    }

    [Fact]
    public async Task Columns_and_density_are_remembered_for_the_person_alone()
    {
        await using var world = await World.Build();
        using var chief = await world.Host.SignIn("chief");
        var answer = await chief.Post("/list", "/preferences/list", ("place", "list/grid-0"), ("columns", "price"), ("columns", "title"),
            ("density", "dense"), ("return", "/list"));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = await world.Page("chief", "/list");
        page.QuerySelectorAll("thead th").Select(heading => heading.TextContent.Trim()).ShouldBe(["price", "title"]);
        page.QuerySelector(".data-grid")!.ClassList.ShouldContain("is-dense");
        (await world.Page("olga", "/list")).QuerySelectorAll("thead th").Length.ShouldBe(5);
    }

    [Fact]
    public async Task A_named_view_keeps_the_address_and_can_be_removed()
    {
        await using var world = await World.Build();
        using var chief = await world.Host.SignIn("chief");
        await chief.Post("/list", "/preferences/views", ("place", "list/grid-0"), ("name", "Дорогие"), ("return", "/list?price.from=250"));
        var tab = (await world.Page("chief", "/list")).QuerySelectorAll("a.tab")
            .Single(tab => tab.TextContent.Contains("Дорогие", StringComparison.Ordinal));
        (await world.Names("chief", tab.GetAttribute("href")!)).ShouldBe(["Ёлка"]);
        (await world.Page("olga", "/list")).Body!.TextContent.ShouldNotContain("Дорогие");
        await chief.Post("/list", "/preferences/views/remove", ("place", "list/grid-0"), ("name", "Дорогие"), ("return", "/list"));
        (await world.Page("chief", "/list")).QuerySelectorAll("a.tab").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_column_and_a_view_stand_only_before_those_they_are_for()
    {
        using var solution = new ChangedSolution("company",
            (Path.Combine("pages", "list.yaml"), "      - clerk\n", "      - { field: clerk, roles: [chief] }\n"),
            (Path.Combine("pages", "list.yaml"), "en: Open }, where: \"status = 'new'\"",
                "en: Open }, where: \"status = 'done'\", roles: [chief]"));
        await using var world = await World.Build(solution: solution.Folder);
        var (chief, olga) = (await world.Page("chief", "/list?columns=title&columns=clerk"),
            await world.Page("olga", "/list?columns=title&columns=clerk"));
        (chief.QuerySelectorAll("thead th").Length, olga.QuerySelectorAll("thead th").Length).ShouldBe((2, 1));
        (chief.QuerySelectorAll("a.tab").Length, olga.QuerySelectorAll("a.tab").Length).ShouldBe((2, 1));
        (chief.GetElementById("filter-clerk") is null, olga.GetElementById("filter-clerk") is null).ShouldBe((false, true));
        (await world.Names("chief", "/list?view=open")).ShouldBeEmpty();
        (await world.Names("olga", "/list?sort=-clerk")).ShouldBe(["Аист", "Ёлка"]);
        foreach (var strange in new[] { "view=open", "clerk=none" }) (await world.Names("olga", $"/list?{strange}")).ShouldBeEmpty(strange);
    }

    [Fact]
    public async Task Options_of_a_filter_are_those_its_reader_may_name()
    {
        await using var world = await World.Build();
        var options = await world.Page("chief", "/frame/filter/list/grid-0/clerk?at=%2Flist%3Fsort%3Dprice");
        options.QuerySelectorAll("label").Select(label => label.TextContent.Trim()).ShouldContain("olga");
        options.QuerySelector("input[name=sort]")!.GetAttribute("value").ShouldBe("price");
        using var guest = world.Host.Browser();
        (await guest.GetAsync("/frame/filter/list/grid-0/clerk?at=/list")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var olga = await world.Host.SignIn("olga");
        (await olga.GetAsync("/frame/filter/list/grid-0/secret?at=/list")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_people_write_stays_text_wherever_it_is_shown()
    {
        await using var world = await World.Build();
        var evil = "<img src=x onerror=alert(1)>\"'&";
        await world.Add(evil, null, 1, null, "");
        var page = await world.Page("chief", "/list?q=" + Uri.EscapeDataString("<img src=x"));
        page.QuerySelector("tbody .row-link, tbody .row-name")!.TextContent.Trim().ShouldBe(evil);
        page.QuerySelectorAll("img").ShouldBeEmpty();
        page.QuerySelector<IElement>("input[type=search]")!.GetAttribute("value").ShouldBe("<img src=x");
    }

    /// <summary>Three tasks: two of Olga's, one of nobody's.</summary>
    private sealed class World(KabinetHost host, HttpClient api) : IAsyncDisposable
    {
        public KabinetHost Host => host;

        public static async Task<World> Build(string database = Databases.Sqlite, string solution = "company")
        {
            var host = await KabinetHost.Start(solution, database);
            var olga = await host.Admit("olga", "clerk");
            await host.Admit("chief", "chief");
            var world = new World(host, await host.Api("chief"));
            await world.Add("Аист", olga, 100, "2026-12-05", "тайна-1");
            await world.Add("Вяз", null, 200, null, "тайна-2");
            await world.Add("Ёлка", olga, 300, "2027-01-05", "тайна-3");
            return world;
        }

        public async Task Add(string title, long? clerk, decimal price, string? due, string secret) =>
            (await api.Send(HttpMethod.Post, "/api/records/task", new { title, clerk, price, due, secret })).Status.ShouldBe(
                HttpStatusCode.Created);

        public async Task<AngleSharp.Html.Dom.IHtmlDocument> Page(string login, string address)
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
