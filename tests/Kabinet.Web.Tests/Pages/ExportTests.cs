using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

public class ExportTests
{
    private static readonly string[] NotThere =
    [
        "/export/grid-0?at=%2Flist",
        "/export/grid-7?at=%2Ftasks",
        "/export/metrics-0?at=%2Fload",
        "/export/grid-0?at=http%3A%2F%2Fx",
        "/export/grid-0",
    ];

    private static readonly (string State, string[] Names)[] Found =
    [
        ("view=open&sort=-price", ["'=Ёлка", "Аист", "Вяз"]),
        ("q=ёлка", ["'=Ёлка"]),
        ("price.from=50&price.to=150", ["Аист"]),
        ("clerk=none", ["Вяз"]),
        ("rows=1", ["'=Ёлка", "Аист", "Вяз"]),
        ("status=done", []),
        ("nosuch=1", []),
        ("utm_source=letter&utm_x=1&gclid=x.1", ["'=Ёлка", "Аист", "Вяз"]),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_file_says_in_words_exactly_what_the_list_shows(string database)
    {
        await using var world = await World.Build(database);
        (await world.File("chief", "/list?columns=title&columns=status&columns=clerk&columns=price&columns=due")).ShouldBe("""
            title;Номер;Статус;clerk;price, ₽;due
            '=Ёлка;З-003;Новая;olga;300,00;05.01.2027
            Аист;З-001;Новая;olga;100,50;05.12.2026
            Вяз;З-002;Новая;;-200,00;

            """);
        foreach (var (state, names) in Found)
            World.Column(await world.File("chief", $"/list?columns=title&{state}"), 0).ShouldBe(names, state);
    }

    [Fact]
    public async Task Everybody_takes_away_what_he_sees_and_no_more()
    {
        await using var world = await World.Build();
        (await world.File("olga", "/list?columns=title&columns=secret")).ShouldBe("title;Номер\n'=Ёлка;З-003\nАист;З-001\n");
        // A filter that he does not have narrows to nothing, like one that does not exist.
        (await world.File("olga", "/list?columns=title&secret=тайна-2")).ShouldBe("title;Номер\n");
        (await world.File("chief", "/list?columns=secret")).ShouldContain("тайна-2");
        using var keeper = await world.Host.SignIn("keeper");
        using var guest = world.Host.Browser();
        foreach (var address in NotThere)
            (await keeper.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        (await guest.GetAsync("/export/grid-0?at=%2Flist")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_list_is_longer_than_a_page_and_its_file_is_all_of_it()
    {
        await using var world = await World.Build();
        await world.Fill(1200);
        World.Column(await world.File("chief", "/list?columns=title"), 0).Count().ShouldBe(1203);
    }

    [Fact]
    public async Task The_file_is_named_in_the_language_of_the_list_and_kept_nowhere()
    {
        await using var world = await World.Build();
        using var chief = await world.Host.SignIn("chief");
        var day = TimeZoneInfo.ConvertTime(world.Host.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var request = new HttpRequestMessage(method, await world.LinkOf("chief", "/list"));
            var answer = await chief.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe($"Список {day:yyyy-MM-dd}.csv");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task In_english_cells_stand_as_an_english_sheet_reads_them()
    {
        await using var world = await World.Build();
        using var chief = await world.Host.SignIn("chief");
        await chief.Post("/list", "/preferences/language", ("language", "en"), ("return", "/list"));
        var link = await world.LinkOf("chief", "/list?columns=title&columns=status&columns=price&columns=due");
        (await World.Text(chief, link)).ShouldStartWith("title,Number,Status,\"price, ₽\",due\n'=Ёлка,З-003,New,300.00,05/01/2027\n");
    }

    /// <summary>Three tasks: two of Olga's, one of nobody's.</summary>
    private sealed class World(KabinetHost host) : IAsyncDisposable
    {
        public KabinetHost Host => host;

        public static async Task<World> Build(string database = Databases.Sqlite)
        {
            var host = await KabinetHost.Start(database: database);
            var olga = await host.Admit("olga", "clerk");
            await host.Admit("chief", "chief");
            await host.Admit("keeper", "keeper");
            using var api = await host.Api("chief");
            await Add("Аист", olga, 100.5m, "2026-12-05", "тайна-1");
            await Add("Вяз", null, -200, null, "тайна-2");
            await Add("=Ёлка", olga, 300, "2027-01-05", "тайна-3");
            return new(host);

            async Task Add(string title, long? clerk, decimal price, string? due, string secret) =>
                (await api.Send(HttpMethod.Post, "/api/records/task", new { title, clerk, price, due, secret }))
                    .Status.ShouldBe(HttpStatusCode.Created);
        }

        public async Task Fill(long rows) => await host.Engine.Database.Write(transaction => transaction.Execute(new("""
            insert into task (title, status, status_since, _version, created_at, updated_at)
            with recursive series(n) as (select 1 union all select n + 1 from series where n < @p0)
            select 'дело ' || n, 'new', @p1, 1, @p1, @p1 from series
            """, rows, DateTime.UnixEpoch)));

        /// <summary>Where the button of a list leads; the list itself where it has nothing to take away.</summary>
        public async Task<string> LinkOf(string login, string address)
        {
            using var browser = await host.SignIn(login);
            var page = await new HtmlParser().ParseDocumentAsync(await browser.GetStringAsync(address));
            return page.QuerySelector("a[download]")?.GetAttribute("href") ?? $"/export/grid-0?at={Uri.EscapeDataString(address)}";
        }

        public async Task<string> File(string login, string address)
        {
            using var browser = await host.SignIn(login);
            return await Text(browser, await LinkOf(login, address));
        }

        public static async Task<string> Text(HttpClient browser, string link)
        {
            var answer = await browser.GetAsync(link);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, link);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            bytes[..3].ShouldBe(Encoding.UTF8.Preamble.ToArray());
            return Encoding.UTF8.GetString(bytes[3..]).Replace("\r\n", "\n", StringComparison.Ordinal);
        }

        public static IEnumerable<string> Column(string file, int column) =>
            file.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(';')[column]);

        public ValueTask DisposeAsync() => host.DisposeAsync();
    }
}
