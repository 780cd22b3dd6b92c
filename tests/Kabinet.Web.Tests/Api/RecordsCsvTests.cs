using System.Net;
using System.Text;
using System.Text.Json;
using Kabinet.Web.Exports;
using Kabinet.Web.Tests.Support;
using Sylvan.Data.Csv;

namespace Kabinet.Web.Tests.Api;

public class RecordsCsvTests
{
    private static readonly string[] Queries =
    [
        "fields=id,title,clerk.name,price,due,status",
        "where=price > 150&sort=-price&fields=title,price",
        "q=ёлка&fields=title",
        "sort=title&fields=title,created_at",
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_file_has_the_rows_and_columns_of_the_list_and_all_of_them(string database)
    {
        await using var world = await World.Build(database);
        await world.Fill(700, "дело");
        foreach (var login in new[] { "chief", "olga" })
        {
            using var api = await world.Host.Api(login);
            foreach (var query in Queries)
            {
                var file = await World.Read(api, $"/api/records/task.csv?{query}");
                var (columns, rows) = await World.List(api, $"/api/records/task?{query}");
                file.Columns.ShouldBe(columns);
                file.Rows.ShouldBe(rows, $"{login} {query}");
            }
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_hidden_column_is_absent_and_asked_by_name_as_unknown_as_any(string database)
    {
        await using var world = await World.Build(database);
        using var olga = await world.Host.Api("olga");
        var file = await World.Read(olga, "/api/records/task.csv");
        file.Columns.ShouldNotContain("secret");
        file.Text.ShouldNotContain("тайна");
        (await World.Read(world.Chief, "/api/records/task.csv")).Columns.ShouldContain("secret");
        foreach (var use in new[] { "fields=", "sort=", "where=1%20=%20" })
            (await olga.GetAsync($"/api/records/task.csv?{use}secret")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, use);
        using var keeper = await world.Host.Api("keeper");
        using var guest = world.Host.Browser();
        (await keeper.GetAsync("/api/records/task.csv")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await keeper.GetAsync("/api/records/nothing.csv")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await guest.GetAsync("/api/records/task.csv")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task What_people_write_is_never_a_formula_and_numbers_stay_numbers()
    {
        await using var world = await World.Build();
        string[] formulas =
            ["=1+1", "=HYPERLINK(\"http://x\";\"y\")", "+79161234567", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "-2+3\";\"=4"];
        string[] texts = ["тише - едешь", "a=b", "5-6", "со \"словами\", через; запятую", "'=1"];
        foreach (var text in formulas.Concat(texts)) await world.Add(text, null, -5.50m);
        var file = await World.Read(world.Chief, "/api/records/task.csv?where=price < 0&sort=id&fields=title,price");
        file.Rows.Select(row => row[0]).ShouldBe([.. formulas.Select(text => "'" + text), .. texts]);
        file.Rows.ShouldAllBe(row => row[1] == "-5.50");
    }

    [Theory]
    [InlineData("=1"), InlineData("+1"), InlineData("-1"), InlineData("@x"), InlineData("\t=1"), InlineData("\r=1"), InlineData("\n=1")]
    public void Every_beginning_of_a_formula_is_made_harmless(string text)
    {
        CsvCell.Plain(text).Harmless.ShouldBe("'" + text);
        CsvCell.Plain(" " + text).Harmless.ShouldBe(" " + text);
    }

    [Fact]
    public async Task The_head_is_told_without_the_rows()
    {
        await using var world = await World.Build();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var request = new HttpRequestMessage(method, "/api/records/task.csv");
            var answer = await world.Chief.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
            answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("task.csv");
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
            ((await answer.Content.ReadAsByteArrayAsync()).Length == 0).ShouldBe(method == HttpMethod.Head);
        }
        using var wrong = new HttpRequestMessage(HttpMethod.Head, "/api/records/task.csv?where=nothing");
        (await world.Chief.SendAsync(wrong)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_empty_list_is_its_headings(string database)
    {
        await using var world = await World.Build(database);
        (await World.Read(world.Chief, "/api/records/task.csv?where=price > 1000000&fields=title,price")).Text.ShouldBe("title,price\r\n");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_person_has_two_files_at_once_and_whoever_leaves_makes_room(string database)
    {
        await using var world = await World.Build(database);
        await world.Fill(30_000, new string('ж', 1000));
        using var olga = await world.Host.Api("olga");
        var (first, second) = (await world.Open(), await world.Open());
        (first.StatusCode, second.StatusCode).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        (await world.Chief.GetAsync("/api/records/task.csv?where=price < 0")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await olga.GetAsync("/api/records/task.csv?where=price < 0")).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Meanwhile everything else goes on.
        await world.Add("Дуб", null, 7);
        (await world.Chief.GetJson("/api/records/task?where=price = 7")).GetProperty("items").GetArrayLength().ShouldBe(1);

        first.Dispose();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await world.StatusOf("/api/records/task.csv?where=price < 0", patience.Token) != HttpStatusCode.OK) await Task.Yield();
        second.Dispose();
    }

    /// <summary>Three tasks: two of Olga's, one of nobody's.</summary>
    private sealed class World(KabinetHost host, HttpClient chief) : IAsyncDisposable
    {
        public KabinetHost Host => host;

        public HttpClient Chief => chief;

        public static async Task<World> Build(string database = Databases.Sqlite)
        {
            var host = await KabinetHost.Start(database: database);
            var olga = await host.Admit("olga", "clerk");
            await host.Admit("chief", "chief");
            await host.Admit("keeper", "keeper");
            var world = new World(host, await host.Api("chief"));
            await world.Add("Аист", olga, 100, "2026-12-05");
            await world.Add("Вяз", null, 200.5m);
            await world.Add("Ёлка", olga, 300);
            return world;
        }

        public async Task Add(string title, long? clerk, decimal price, string? due = null) =>
            (await chief.Send(HttpMethod.Post, "/api/records/task", new { title, clerk, price, due, secret = "тайна" }))
                .Status.ShouldBe(HttpStatusCode.Created);

        public async Task Fill(long rows, string title) => await host.Engine.Database.Write(transaction => transaction.Execute(new("""
            insert into task (title, status, status_since, _version, created_at, updated_at)
            with recursive series(n) as (select 1 union all select n + 1 from series where n < @p1)
            select @p0 || ' ' || n, 'new', @p2, 1, @p2, @p2 from series
            """, title, rows, DateTime.UnixEpoch)));

        public async Task<HttpStatusCode> StatusOf(string address, CancellationToken cancellation) =>
            (await chief.GetAsync(address, cancellation)).StatusCode;

        /// <summary>A file of which nobody takes more than the head.</summary>
        public Task<HttpResponseMessage> Open() => chief.GetAsync("/api/records/task.csv", HttpCompletionOption.ResponseHeadersRead);

        public static async Task<(string[] Columns, List<string[]> Rows, string Text)> Read(HttpClient api, string address)
        {
            var answer = await api.GetAsync(address);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, Encoding.UTF8.GetString(bytes));
            bytes.Take(3).ShouldNotBe(Encoding.UTF8.Preamble.ToArray());
            var text = Encoding.UTF8.GetString(bytes);
            await using var csv = await CsvDataReader.CreateAsync(new StringReader(text), new() { Delimiter = ',' });
            var (columns, rows) = (Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToArray(), new List<string[]>());
            while (await csv.ReadAsync()) rows.Add([.. columns.Select((_, index) => csv.GetString(index))]);
            return (columns, rows, text);
        }

        /// <summary>The same through pages of the API, in the words of the file.</summary>
        public static async Task<(string[] Columns, List<string[]> Rows)> List(HttpClient api, string address)
        {
            var (rows, after) = (new List<string[]>(), "");
            var columns = address[(address.IndexOf("fields=", StringComparison.Ordinal) + "fields=".Length)..].Split(',');
            do
            {
                var page = await api.GetJson($"{address}&limit=300&after={after}");
                foreach (var item in page.GetProperty("items").EnumerateArray())
                    rows.Add([.. columns.Select(column => Word(item.GetProperty(column)))]);
                after = page.GetProperty("next").GetString();
            }
            while (after is not null);
            return (columns, rows);
        }

        private static string Word(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "" : value.ToString();

        public async ValueTask DisposeAsync()
        {
            chief.Dispose();
            await host.DisposeAsync();
        }
    }
}
