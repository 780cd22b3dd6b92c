using System.Net;
using System.Text.RegularExpressions;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;
using Kabinet.Web.Blocks;
using Kabinet.Web.Request;
using Kabinet.Web.Site;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

public sealed partial class FilterSetTests
{
    private static readonly string[] Hostile =
    [
        "\0", "a\0b", "\uD800", "x\uDC00", new('я', 10_000), "__proto__", "constructor", "%00", "%2e%2e%2f", "%25",
        "' or 1=1 --", "\\", "%_", "*", "\"",
        "<script>", "\u202E", "\uFFFF", $"{long.MaxValue}", $"{ulong.MaxValue}", "-1", "1e400", "NaN",
        "9999-12-31", "0001-01-01", "10000-01-01", "\r\n",
    ];

    private static readonly string[] Names =
        ["title", "status", "clerk", "price.from", "due.to", "q", "sort", "view", "after", "rows", "columns"];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_value_of_a_filter_breaks_a_list_or_finds_what_it_does_not_name(string database)
    {
        await using var world = await World.Build(database);
        foreach (var name in new[] { "status", "clerk", "title" })
            foreach (var value in Hostile.Where(value => !string.IsNullOrWhiteSpace(value)))
                (await world.Listed(world.Chief, (name, value))).ShouldBe(0, $"{name} {value}");
        foreach (var name in new[] { "price.from", "price.to", "due.from", "due.to" })
            foreach (var value in Hostile) await world.Listed(world.Chief, (name, value));
        foreach (var name in Hostile.Where(name => !name.Contains('-', StringComparison.Ordinal)))
            (await world.Listed(world.Chief, (name, "1"))).ShouldBe(0, name);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task No_address_of_a_list_its_file_or_its_options_fails(string database)
    {
        await using var world = await World.Build(database);
        using var chief = await world.Host.SignIn("chief");
        foreach (var value in Hostile.Where(value => value.Length < 100).Select(Escaped).Concat(["%", "%zz", "%ED%A0%80", "%FF", "%C0%80"]))
            foreach (var name in Names.Append(value))
            {
                var at = $"/list?{name}={value}";
                string[] addresses =
                    [at, $"/export/grid-0?at={Escaped(at)}", $"/frame/filter/list/grid-0/clerk?q={value}&at={Escaped(at)}"];
                foreach (var address in addresses)
                    ((int)(await chief.GetAsync(address, TestContext.Current.CancellationToken)).StatusCode).ShouldBeLessThan(500, address);
            }
    }

    [Theory]
    [InlineData("status=new", 3)]
    [InlineData("status=new&status=new", 3)]
    [InlineData("status=done&status=new", 3)]
    [InlineData("status=gone&status=new", 3)]
    [InlineData("status=&status=done", 0)]
    [InlineData("status=", 3)]
    [InlineData("title=&title=Аист", 1)]
    [InlineData("title=Аист&title=Вяз", 1)]
    [InlineData("title=   ", 3)]
    [InlineData("price.from=&price.from=250", 1)]
    [InlineData("price.from=150&price.from=250", 2)]
    [InlineData("price.from=300&price.to=100", 0)]
    [InlineData("clerk=none", 1)]
    [InlineData("clerk=none&clerk=none&clerk=me", 1)]
    [InlineData("clerk=0", 0)]
    [InlineData("", 3)]
    [InlineData("=new", 3)]
    [InlineData("nothing=", 3)]
    public async Task Doubled_and_empty_filters_narrow_by_what_they_say(string state, int rows)
    {
        await using var world = await World.Build();
        (await world.Listed(world.Chief, Pairs(state))).ShouldBe(rows);
    }

    [Theory]
    [InlineData("price=100")]
    [InlineData("status.from=new")]
    [InlineData("title.to=Аист")]
    [InlineData("clerk.from=1")]
    [InlineData("due=2026-12-05")]
    [InlineData("status[]=new")]
    [InlineData("стаtus=new")]
    [InlineData("STATUS=new")]
    [InlineData("status =new")]
    [InlineData("clerk.login=olga")]
    [InlineData("area=1")]
    [InlineData("utm=1")]
    [InlineData("f.status=new")]
    public async Task A_name_that_no_filter_of_the_list_reads_shows_nothing_and_is_told(string state)
    {
        await using var world = await World.Build();
        var pairs = Pairs(state);
        (await world.Listed(world.Chief, pairs)).ShouldBe(0);
        var set = await world.Read(world.Chief, pairs);
        set.UnknownKeys.ShouldBe([pairs[0].Name]);
        set.Cleared(world.List).ToString().ShouldBe("/list");
    }

    [Theory]
    [InlineData("price.from=300&price.to=100", true)]
    [InlineData("due.from=2026-12-31&due.to=2026-01-01", true)]
    [InlineData("price.from=100&price.to=100", false)]
    [InlineData("price.from=100", false)]
    public async Task A_range_that_ends_before_it_begins_is_told(string state, bool isTold)
    {
        await using var world = await World.Build();
        var warning = (await world.Read(world.Chief, Pairs(state))).Warning ?? "";
        warning.Contains("after its end", StringComparison.Ordinal).ShouldBe(isTold, warning);
    }

    [Fact]
    public async Task What_mail_and_advertising_add_to_a_link_is_ignored_and_kept()
    {
        await using var world = await World.Build();
        string[] names = ["utm_source", "utm_campaign", "utm_", "fbclid", "gclid", "yclid", "ysclid", "_openstat"];
        var pairs = names.Select(name => (name, "\0")).Append(("status", "new")).ToArray();
        (await world.Listed(world.Chief, pairs)).ShouldBe(3);
        (await world.Read(world.Chief, pairs)).Warning.ShouldBeNull();
    }

    [Fact]
    public async Task Parameters_of_another_list_of_the_page_filter_nothing_here()
    {
        await using var world = await World.Build();
        (string, string)[] others = [("grid-1.status", "done"), ("has-role", "x"), ("after.new", "x"), ("tab", "x"), ("rows", "7")];
        (await world.Listed(world.Chief, others)).ShouldBe(3);
        var second = world.List with { Prefix = "grid-1." };
        (await world.Listed(world.Chief, second, ("status", "done"), ("nothing", "x"))).ShouldBe(3);
        (await world.Listed(world.Chief, second, ("grid-1.nothing", "x"))).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_field_that_the_reader_may_not_see_is_answered_exactly_like_one_that_is_not_there(string database)
    {
        await using var world = await World.Build(database);
        using var olga = await world.Host.SignIn("olga");
        string[] uses =
        [
            "{0}=тайна-1", "{0}=", "{0}.from=1", "f.{0}=1", "sort={0}", "sort=-{0}", "columns={0}", "columns=title&columns={0}",
            "q=тайна-1&{0}=1", "q=Аист&{0}=1", "title=Аист&{0}=1", "price.from=1&price.to=900&{0}=1", "status=new&rows=1&{0}=1",
        ];
        foreach (var use in uses)
            (await Answer(olga, use, "secret")).ShouldBe(await Answer(olga, use, "nothin"), use);
        foreach (var part in new[] { "/frame/filter/list/grid-0/{0}?at=/list", "/frame/options/task/{0}", "/edit/task/1/{0}" })
        {
            var (hidden, absent) = (await Part(olga, part, "secret"), await Part(olga, part, "nothin"));
            (hidden.Status, hidden.Text).ShouldBe((HttpStatusCode.NotFound, absent.Text), part);
        }
    }

    [Fact]
    public async Task Options_of_a_filter_by_a_hidden_reference_or_in_another_s_list_are_not_there()
    {
        var (task, list) = (Path.Combine("entities", "task.yaml"), Path.Combine("pages", "list.yaml"));
        using var hidden = new ChangedSolution("company", (task, "hide: [secret]", "hide: [secret, clerk]"));
        using var another = new ChangedSolution("company", (list, "  - block: grid\n", "  - block: grid\n    roles: [chief]\n"));
        foreach (var folder in new[] { hidden.Folder, another.Folder })
        {
            await using var world = await World.Build(solution: folder);
            foreach (var (login, status) in new[] { ("chief", HttpStatusCode.OK), ("olga", HttpStatusCode.NotFound) })
            {
                using var browser = await world.Host.SignIn(login);
                (await Part(browser, "/frame/filter/list/grid-0/{0}?at=/list", "clerk")).Status.ShouldBe(status, login);
            }
        }
    }

    [Fact]
    public async Task The_file_of_a_list_has_the_rows_that_its_page_has()
    {
        await using var world = await World.Build();
        using var chief = await world.Host.SignIn("chief");
        (string, int)[] states = [("", 3), ("view=open", 3), ("view=gone", 0), ("nothing=1", 0), ("price=100", 0), ("price.from=250", 1)];
        foreach (var (state, rows) in states)
        {
            var file = await chief.GetStringAsync($"/export/grid-0?at={Escaped($"/list?{state}")}", TestContext.Current.CancellationToken);
            file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(rows + 1, state);
        }
    }

    private static async Task<string> Answer(HttpClient browser, string use, string field)
    {
        var (status, text) = await Part(browser, "/list?" + use, field);
        status.ShouldBe(HttpStatusCode.OK, use);
        return text;
    }

    /// <summary>The answer with the name of the field and what differs in every answer left out.</summary>
    private static async Task<(HttpStatusCode Status, string Text)> Part(HttpClient browser, string address, string field)
    {
        using var answer = await browser.GetAsync(string.Format(null, address, field), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, Varying().Replace(text, "").Replace(field, "FIELD", StringComparison.Ordinal));
    }

    private static string Escaped(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => Uri.EscapeDataString(rune.ToString())));

    private static (string Name, string Value)[] Pairs(string state) =>
        [.. state.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]))];

    [GeneratedRegex("CfDJ8[\\w-]+|[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, 1000)]
    private static partial Regex Varying();

    /// <summary>Three tasks as their list filters them, read without a browser so that any text can be a name or a value.</summary>
    private sealed class World(KabinetHost host) : IAsyncDisposable
    {
        public KabinetHost Host => host;
        public FilteredList List { get; private set; } = null!;
        public RequestContext Chief { get; private set; } = null!;

        public static async Task<World> Build(string database = Databases.Sqlite, string solution = "company")
        {
            var host = await KabinetHost.Start(solution, database);
            var (olga, chief) = (await host.Admit("olga", "clerk"), await host.Admit("chief", "chief"));
            using var api = await host.Api("chief");
            await Add(api, new { title = "Аист", clerk = olga, price = 100, due = "2026-12-05", secret = "тайна-1" });
            await Add(api, new { title = "Вяз", price = 200, secret = "тайна-2" });
            await Add(api, new { title = "Ёлка", clerk = olga, price = 300, due = "2027-01-05", secret = "тайна-3" });
            var pinned = host.Engine.Solution.Value;
            var actor = (await host.Engine.People.ActorOf(pinned, chief)).ShouldNotBeNull();
            var grid = pinned.Pages["list"].Blocks.OfType<GridBlock>().Single();
            return new(host)
            {
                List = new(grid.Entity, grid.Filters, "", _ => ""),
                Chief = new(host.Engine, pinned, actor, null, "en", null) { Services = host.Services },
            };
        }

        public ValueTask<FilterSet> Read(RequestContext reader, params (string Name, string Value)[] state) =>
            FilterSet.Read(reader, List, Address(state));

        public Task<int> Listed(RequestContext reader, params (string Name, string Value)[] state) =>
            Listed(reader, List, state);

        public async Task<int> Listed(RequestContext reader, FilteredList list, params (string Name, string Value)[] state)
        {
            var set = await FilterSet.Read(reader, list, Address(state));
            var label = new FieldPath([], list.Entity.Label);
            var query = new Kabinet.Engine.Reading.RecordQuery { Entity = list.Entity, Columns = [label], Filters = set.Conditions };
            return (await reader.Engine.Records.List(reader.Actor, query)).Records.Count;
        }

        public ValueTask DisposeAsync() => host.DisposeAsync();

        private static PageAddress Address((string Name, string Value)[] state) =>
            new("/list", [.. state.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))]);

        private static async Task Add(HttpClient api, object task) =>
            (await api.Send(HttpMethod.Post, "/api/records/task", task)).Status.ShouldBe(HttpStatusCode.Created);
    }
}
