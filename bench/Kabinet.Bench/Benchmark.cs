using System.Globalization;
using Kabinet.Bench.ByHand;
using Kabinet.Engine;
using Kabinet.Web.CommandLine;

namespace Kabinet.Bench;

/// <summary>
/// <c>--requests 100000 --database sqlite|"Host=…" --seconds 8 --clients 8</c>: fills an installation, then measures its list, record and
/// transition against the same work written by hand,
/// each site in a process of its own, one after the other, on the same database. With <c>--data DIR</c> a filled SQLite installation is
/// kept there for the next run.
/// <c>--tabs 1000</c> measures open pages instead, <c>--rules true</c> the list under a simple rule and under one over many records,
/// <c>--search true</c> the list narrowed by words, and <c>--shapes 40000</c> the memory after so many choices of columns.
/// </summary>
internal static class Benchmark
{
    /// <summary>Requests before the measured ones: by then the runtime has compiled for good what they use.</summary>
    private const int WarmUp = 2000;
    private const string ListAddress = "/requests?view=open", HistoryTab = "?tab=history";

    public static async Task<int> Run(string[] args)
    {
        var settings = new ConfigurationBuilder().AddCommandLine(args).Build();
        if (settings["site"] is { } site) return await Serve(site, Options(settings["database"]!, settings["data"]!, settings["solution"]));
        var requests = int.Parse(settings["requests"] ?? "100000", CultureInfo.InvariantCulture);
        var seconds = TimeSpan.FromSeconds(double.Parse(settings["seconds"] ?? "8", CultureInfo.InvariantCulture));
        var clients = int.Parse(settings["clients"] ?? "8", CultureInfo.InvariantCulture);
        var data = settings["data"] ?? Directory.CreateTempSubdirectory("kabinet-bench-").FullName;
        try
        {
            var database = settings["database"] is null or "sqlite" ? $"sqlite:{Path.Combine(data, "kabinet.db")}" : settings["database"]!;
            if (!Directory.EnumerateFiles(data, "kabinet.db").Any()) await Prepare(database, data, requests);
            if (settings["tabs"] is { } tabs) await Tabs(database, data, int.Parse(tabs, CultureInfo.InvariantCulture));
            else if (settings["search"] is not null) await Search(database, data, seconds, clients);
            else if (settings["shapes"] is { } shapes)
                await AskShapes(database, data, clients, int.Parse(shapes, CultureInfo.InvariantCulture));
            else if (settings["rules"] is not null) await Rules(database, data, seconds, clients);
            else await Measure(database, data, requests, seconds, clients);
            return 0;
        }
        finally { if (settings["data"] is null) Directory.Delete(data, recursive: true); }
    }

    private static Options Options(string database, string data, string? solution = null) => Web.CommandLine.Options.Read(
        ["--database", database, "--data", data, "--urls", "http://127.0.0.1:0", "--environment", "Production", "--demo=false",
            "--requests-per-minute", "0", "--sign-ins-per-minute", "0", .. solution is null ? [] : new[] { "--solution", solution }]);

    private static async Task Prepare(string database, string data, int requests)
    {
        await using (var engine = await KabinetEngine.Open(Options(database, data).ToEngine()))
            await Filling.Run(engine.Database, database.StartsWith("sqlite:", StringComparison.Ordinal), requests);
        // Rows written past the engine have no words yet; its next start makes them.
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await (await KabinetEngine.Open(Options(database, data).ToEngine())).DisposeAsync();
        Console.WriteLine($"{requests} requests are in, their words made in {clock.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task<int> Serve(string site, Options options)
    {
        if (site == "hand")
        {
            await using var byHand = HandSite.Build(options.Database);
            await Site.Serve(byHand);
            return 0;
        }
        await using var engine = await KabinetEngine.Open(options.ToEngine());
        await using var ours = global::Program.Build(options, engine);
        await Site.Serve(ours);
        return 0;
    }

    private static async Task Measure(string database, string data, int requests, TimeSpan seconds, int clients)
    {
        var hand = await Measure("hand", database, data, requests, seconds, clients, half: 1);
        var ours = await Measure("ours", database, data, requests, seconds, clients, half: 0);
        Console.WriteLine(Table.Head);
        foreach (var work in ours.Keys) Console.WriteLine(Table.Rows(work, ours[work], hand[work]));
    }

    private static async Task Tabs(string database, string data, int tabs)
    {
        await using var site = await Site.Start("--site", "ours", "--database", database, "--data", data);
        using var http = Client(site, int.MaxValue);
        var assigned = await Filling.RequestsOf(database, "status = 'assigned'", 1);
        await OpenTabs.Measure(site, http, tabs, () => Take(assigned[0]));
        await Filling.Assign(database, assigned);
    }

    private static async Task AskShapes(string database, string data, int clients, int shapes)
    {
        await using var site = await Site.Start("--site", "ours", "--database", database, "--data", data);
        using var http = Client(site, clients);
        await Shapes.Measure(site, new(http, clients), shapes);
    }

    private static async Task Search(string database, string data, TimeSpan seconds, int clients)
    {
        await Filling.Tidy(database);
        await using var site = await Site.Start("--site", "ours", "--database", database, "--data", data);
        foreach (var (who, token) in new[] { ("one of twenty managers", Filling.Token), ("who sees all", Filling.HeadToken) })
        {
            Console.WriteLine(who);
            using var http = Client(site, clients, token);
            var load = new Load(http, clients);
            await load.Times(WarmUp, _ => new(HttpMethod.Get, ListAddress));
            await Searching.Measure(site, load, seconds);
        }
    }

    private static async Task Rules(string database, string data, TimeSpan seconds, int clients)
    {
        await Filling.FillSlots(database);
        foreach (var rule in (string[])[RuleVariant.Simple, RuleVariant.ToMany])
        {
            using var variant = new RuleVariant(Options(database, data).Solution, rule);
            // Its indexes are made, and known to the planner, before it is measured.
            await using (var engine = await KabinetEngine.Open(Options(database, data, variant.Folder).ToEngine())) await engine.Reload();
            await Filling.Tidy(database);
            await using var site = await Site.Start("--site", "ours", "--database", database, "--data", data, "--solution", variant.Folder);
            using var http = Client(site, clients);
            var load = new Load(http, clients);
            await load.Times(WarmUp, _ => new(HttpMethod.Get, ListAddress));
            var measured = await Measurement.Of(site, () => load.For(seconds, _ => new(HttpMethod.Get, ListAddress)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rule}: {measured.Load.PerSecond:0} requests/s, {measured.CpuMilliseconds:0.00} ms of CPU, "
                + $"{measured.DatabaseMilliseconds:0.00} ms of the database's"));
        }
    }

    private static HttpClient Client(Site site, int connections, string token = Filling.Token)
    {
        var http = new HttpClient(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = connections }) {
            BaseAddress = site.Address };
        http.DefaultRequestHeaders.Add("Cookie", $"kabinet-session={token}");
        http.DefaultRequestHeaders.Add("Accept", "text/html");
        return http;
    }

    /// <summary>The two sites move different halves of the requests, since a request is taken once.</summary>
    private static async Task<Dictionary<string, Measurement>> Measure(string name, string database, string data, int requests,
        TimeSpan seconds, int clients, int half)
    {
        await Filling.Tidy(database);
        await using var site = await Site.Start("--site", name, "--database", database, "--data", data);
        Console.WriteLine($"{name}: listening after {site.StartedIn.TotalSeconds:0.0} s");
        using var http = Client(site, clients);
        var load = new Load(http, clients);
        var mine = await Filling.RequestsOf(database, "status <> 'assigned'", 5000);
        var assigned = (await Filling.RequestsOf(database, "status = 'assigned'", requests)).Where((_, index) => index % 2 == half)
            .ToArray();
        var measured = new Dictionary<string, Measurement>();
        foreach (var (work, request) in new (string, Func<int, HttpRequestMessage>)[]
        {
            ("list page, 50 rows", _ => new(HttpMethod.Get, ListAddress)),
            ("record with history", number => new(HttpMethod.Get, $"/requests/{mine[number % mine.Count]}{HistoryTab}")),
        })
        {
            await load.Times(WarmUp, request);
            measured[work] = await Measurement.Of(site, () => load.For(seconds, request));
        }
        await Takes(WarmUp);
        measured["transition"] = await Measurement.Of(site, () => Takes(WarmUp));
        // As the next run of a kept installation finds them.
        await Filling.Assign(database, assigned);
        var usage = await site.Usage();
        Console.WriteLine($"{name}: {usage.WorkingSetBytes / 1048576} MB at the end, {usage.PrivateBytes / 1048576} MB of its own");
        return measured;

        // A request is taken once, so they are put back between the rounds, out of the measured time.
        async Task<LoadResult> Takes(int most)
        {
            var rounds = new List<LoadResult>();
            while (rounds.Sum(round => round.Requests) < most)
            {
                await Filling.Assign(database, assigned);
                rounds.Add(await load.Times(assigned.Length, number => Take(assigned[number])));
            }
            return LoadResult.Of(rounds);
        }
    }

    private static HttpRequestMessage Take(long id)
    {
        var request = new HttpRequestMessage(HttpMethod.Post,
            $"/api/records/request/{id}/take") { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", Filling.Token);
        return request;
    }
}
