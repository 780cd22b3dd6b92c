using System.Net;
using System.Text;
using Kabinet.Web.CommandLine;
using Kabinet.Web.Live;
using Kabinet.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Kabinet.Web.Tests.Request;

/// <summary>Every quota and budget is one an operator can read of, set, and believe.</summary>
public sealed class LimitsTests
{
    /// <summary>Hard work for a database: rows of a deal to the power of its depth.</summary>
    private const string Endless = "count(rows where count(deal.rows where count(deal.rows where count(deal.rows where "
        + "count(deal.rows where count(deal.rows) > 0) > 0) > 0) > 0) > 0) > 0";

    [Fact]
    public void The_table_of_the_operator_names_each_limit_with_its_default_and_a_test_that_is_there()
    {
        var rows = Rows().ToList();
        foreach (var (options, value, test) in rows)
        {
            foreach (var option in options)
                LimitOptions.All.ShouldContain(limit => limit.Name == option && Default(limit) == value, $"{option} {value}");
            var (type, name) = (test.Split('.')[0], test.Split('.')[1]);
            var file = Directory.EnumerateFiles(Path.Combine(Places.Root, "tests"), $"{type}.cs", SearchOption.AllDirectories)
                .ShouldHaveSingleItem(test);
            File.ReadAllText(file).ShouldContain($" {name}(");
        }
        rows.SelectMany(row => row.Options).Order(StringComparer.Ordinal)
            .ShouldBe(LimitOptions.All.Select(limit => limit.Name).Order(StringComparer.Ordinal), "each option once");
    }

    [Fact]
    public async Task The_site_has_threads_beside_those_that_queries_hold()
    {
        await using var host = await KabinetHost.Start();
        ThreadPool.GetMinThreads(out var workers, out _);
        var held = LimitOptions.All.Where(limit => limit.Name is "queries-at-once" or "heavy-queries-together").Sum(LimitOptions.DefaultOf);
        workers.ShouldBeGreaterThan(4 * held);
    }

    [Fact]
    public void A_limit_is_set_by_flag_variable_or_file_and_nonsense_is_refused()
    {
        Options.Read(["--query-cost", "123"]).Reading.Cost.ShouldBe(123);
        Options.Read([]).Site.Streams.ShouldBe(6);
        Should.Throw<UsageException>(() => Options.Read(["--streams", "0"])).Message.ShouldContain("--streams is a number from 1");
        Should.Throw<UsageException>(() => Options.Read(["--streams", "many"]));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Conditions_nested_too_deep_are_refused_with_words_at_every_door(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        foreach (var address in new[] { $"/api/records/deal?where={Endless}", $"/api/records/deal?count=true&where={Endless}",
            $"/api/records/deal.csv?where={Endless}" })
        {
            var (status, problem) = await chief.Send(HttpMethod.Get, address);
            status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            problem.GetProperty("errors").GetProperty("where")[0].GetString()!.ShouldContain("слишком сложное");
        }
        foreach (var simple in new[] { "count(rows) > 2", "exists(rows where what = 'a')", "price > 10 and count(rows) = 0" })
            (await chief.Send(HttpMethod.Get, $"/api/records/deal?where={Uri.EscapeDataString(simple)}")).Status
                .ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_query_that_takes_too_long_is_stopped_in_the_database(string database)
    {
        await using var host = await KabinetHost.Start(database: database, limits: ["--query-cost", "2000000000", "--query-seconds", "1"]);
        using var chief = await Busy(host);
        var (status, problem) = await chief.Send(HttpMethod.Get, $"/api/records/deal?where={Endless}");
        (status, problem.GetProperty("errors").GetProperty("where")[0].GetString()!.Contains("остановлен", StringComparison.Ordinal))
            .ShouldBe((HttpStatusCode.UnprocessableEntity, true));
        (await chief.Send(HttpMethod.Get, "/api/records/deal")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Sixty_heavy_queries_of_one_person_leave_the_others_alone(string database)
    {
        await using var host = await KabinetHost.Start(database: database,
            limits: ["--query-cost", "2000000000", "--query-seconds", "600", "--heavy-queries-together", "1"]);
        using var chief = await Busy(host);
        await host.Admit("other", "chief");
        using var other = await host.Api("other");
        using var leaving = new CancellationTokenSource();
        var heavy = Enumerable.Range(0, 60).Select(_ => chief.GetAsync($"/api/records/deal?where={Endless}", leaving.Token)).ToList();
        var answered = 0;
        foreach (var refused in await Refused(heavy, 52))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter.ShouldNotBeNull();
            answered++;
        }
        foreach (var address in new[] { "/api/me", "/api/records/deal", "/api/records/deal?where=count(rows)>1&count=true", "/deals" })
            (await other.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
        (await other.Send(HttpMethod.Post, "/api/records/deal", new { title = "Мимо", price = 1 })).Status.ShouldBe(HttpStatusCode.Created);
        (answered, heavy.Any(task => !task.IsCompleted)).ShouldBe((52, true), "the heavy ones go on meanwhile");
        await leaving.CancelAsync();
    }

    [Fact]
    public async Task The_oldest_stream_of_a_person_is_let_go_for_a_new_one_and_those_of_others_stay()
    {
        await using var host = await KabinetHost.Start(limits: ["--streams", "2"]);
        foreach (var login in new[] { "chief", "second" }) await host.Admit(login, "chief");
        using var chief = await host.Api("chief");
        using var others = await LiveStream.Open(await host.Api("second"), "task");
        using var oldest = await LiveStream.Open(chief, "task");
        using var newer = await LiveStream.Open(chief, "task");
        using var newest = await LiveStream.Open(chief, "task");
        (await oldest.Next()).ShouldBe(("enough", "1"));
        (await oldest.Next()).Event.ShouldBe("end");
        await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Слышно" });
        foreach (var stream in new[] { others, newer, newest }) (await stream.Next()).Event.ShouldBe("changed");
        host.Services.GetRequiredService<LiveTabs>().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Guests_send_few_forms_from_one_address_and_people_as_many_as_they_like()
    {
        await using var host = await KabinetHost.Start("replanning", limits: ["--guest-forms-per-hour", "2"]);
        await host.Admit("manager", "manager");
        using var guest = host.Browser();
        for (var form = 0; form < 2; form++)
            (await guest.Post("/apply", "/do/application", ("_page", "apply"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await guest.Post("/apply", "/do/application", ("_page", "apply"))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await guest.PostAsync("/api/records/application", new StringContent("{}", Encoding.UTF8, "application/json"))).StatusCode
            .ShouldBe(HttpStatusCode.TooManyRequests, "the same quota at the other door");
        using var manager = await host.Api("manager");
        for (var form = 0; form < 4; form++)
            (await manager.Send(HttpMethod.Post, "/api/records/request", new { })).Status.ShouldNotBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Attempts_to_sign_in_from_one_address_are_few()
    {
        await using var host = await KabinetHost.Start(limits: ["--sign-ins-per-minute", "2"]);
        using var guest = host.Browser();
        for (var attempt = 0; attempt < 2; attempt++)
            (await guest.Send(HttpMethod.Post, "/api/session", new { login = $"n{attempt}", password = "x" })).Status
                .ShouldBe(HttpStatusCode.Unauthorized);
        (await guest.Send(HttpMethod.Post, "/api/session", new { login = "n", password = "x" })).Status
            .ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_holds_so_many_files_and_a_form_sends_so_many(string database)
    {
        await using var host = await KabinetHost.Start(database: database, limits: ["--files-per-record", "2", "--files-per-form", "2"]);
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        using var clerk = await host.Api("olga");
        var made = await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Смета", clerk = olga });
        var task = made.Body.GetProperty("id").GetInt64();
        var sent = new List<HttpStatusCode>();
        for (var file = 0; file < 3; file++)
        {
            using var form = Files(1, from: file);
            sent.Add((await clerk.PostAsync($"/api/records/task/{task}/files/work", form)).StatusCode);
        }
        sent.ShouldBe([HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity]);
        using var browser = await host.SignIn("olga");
        browser.DefaultRequestHeaders.Add("RequestVerificationToken", await browser.FormToken("/profile"));
        using var many = Files(3);
        (await browser.PostAsync($"/files/task/{task}/work", many)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await clerk.GetJson($"/api/records/task/{task}/files/work")).GetProperty("items").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_list_keeps_so_many_named_views_of_a_person_and_none_of_a_list_that_is_not_there()
    {
        await using var host = await KabinetHost.Start("replanning", limits: ["--saved-views", "2"]);
        await host.Admit("boss", "supermanager");
        using var boss = await host.SignIn("boss");
        var page = host.Engine.Solution.Value.Pages.Values.First(known => known.Definition.Path == "/requests");
        var place = $"{page.Key}/{page.Blocks.OfType<Engine.Blocks.GridBlock>().First().Key}";
        foreach (var name in new[] { "Первая", "Вторая", "Третья" })
            (await boss.Post("/profile", "/preferences/views", ("place", place), ("name", name), ("return", $"/requests?q={name}")))
                .StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var html = await boss.GetStringAsync("/requests");
        (html.Contains("Первая", StringComparison.Ordinal), html.Contains("Вторая", StringComparison.Ordinal),
            html.Contains("Третья", StringComparison.Ordinal)).ShouldBe((false, true, true));
        (await boss.Post("/profile", "/preferences/views", ("place", $"{page.Key}/made-up"), ("name", "a"), ("return", "/requests")))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var endless = "/requests?q=" + new string('a', 3000);
        (await boss.Post("/profile", "/preferences/views", ("place", place), ("name", "a"), ("return", endless)))
            .StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Each_kind_of_input_has_its_size()
    {
        await using var host = await KabinetHost.Start(limits: ["--body-megabytes", "1", "--upload-megabytes", "1", "--head-kilobytes", "8",
            "--form-keys", "100", "--form-text-thousands", "1", "--json-depth", "4"]);
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        using var clerk = await host.Api("olga");
        // Else the refusal closes the connection while the body is on its way, and the client may see only that.
        foreach (var client in new[] { chief, clerk }) client.DefaultRequestHeaders.ExpectContinue = true;
        var made = await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Смета", clerk = olga });
        var task = made.Body.GetProperty("id").GetInt64();
        (await chief.Send(HttpMethod.Post, "/api/records/task", new { title = new string('a', 1_100_000) })).Status
            .ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var file = Files(1, bytes: 1_200_000);
        (await clerk.PostAsync($"/api/records/task/{task}/files/work", file)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var long_ = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        long_.Headers.Add("X-Long", new string('a', 9000));
        ((int)(await chief.SendAsync(long_)).StatusCode).ShouldBe(431);
        using var browser = await host.SignIn("olga");
        browser.DefaultRequestHeaders.Add("RequestVerificationToken", await browser.FormToken("/profile"));
        using var keys = new FormUrlEncodedContent(Enumerable.Range(0, 101).Select(key => KeyValuePair.Create($"k{key}", "1")));
        (await browser.PostAsync("/profile", keys)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var text = new FormUrlEncodedContent([KeyValuePair.Create("name", new string('a', 1001))]);
        (await browser.PostAsync("/profile", text)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var deep = new StringContent("""{"a":{"b":{"c":{"d":{"e":1}}}}}""", Encoding.UTF8, "application/json");
        (await chief.PostAsync("/api/records/task", deep)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    /// <summary>A deal with so many rows that what is counted for each of them takes long.</summary>
    private static async Task<HttpClient> Busy(KabinetHost host)
    {
        await host.Admit("chief", "chief");
        var chief = await host.Api("chief");
        var rows = Enumerable.Range(0, 60).Select(row => new { what = $"{row}" });
        var made = await chief.Send(HttpMethod.Post, "/api/records/deal", new { title = "Дом", price = 1, rows });
        made.Status.ShouldBe(HttpStatusCode.Created);
        return chief;
    }

    private static async Task<List<HttpResponseMessage>> Refused(IEnumerable<Task<HttpResponseMessage>> asked, int count)
    {
        var answers = new List<HttpResponseMessage>();
        await foreach (var answer in Task.WhenEach(asked))
        {
            answers.Add(await answer);
            if (answers.Count == count) break;
        }
        return answers;
    }

    private static MultipartFormDataContent Files(int count, int bytes = 10, int from = 0)
    {
        var form = new MultipartFormDataContent();
        for (var file = from; file < from + count; file++) form.Add(new ByteArrayContent(new byte[bytes]), "file", $"{file}.pdf");
        return form;
    }

    private static string Default(LimitOption limit) => limit.Name switch
    {
        "heavy-queries-together" => "half of the processors",
        "queries-at-once" => "half of the processors, at least 2",
        _ => LimitOptions.DefaultOf(limit).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static IEnumerable<(string[] Options, string Default, string Test)> Rows() =>
        File.ReadAllLines(Path.Combine(Places.Root, "docs", "operations.md")).SkipWhile(line => line != "## Limits").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|') && line.Contains('`', StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
            .Select(cells => (Options: cells[2].Split(' ').Where(word => word.StartsWith("`--", StringComparison.Ordinal))
                .Select(word => word.Trim('`')[2..]).ToArray(), cells[1], cells[3].Trim('`')));
}
