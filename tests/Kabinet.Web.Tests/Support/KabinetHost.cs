using System.Net.Http.Json;
using System.Text.Json;
using Kabinet.Engine;
using Kabinet.Engine.Access;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Web.CommandLine;
using Microsoft.AspNetCore.Builder;

namespace Kabinet.Web.Tests.Support;

/// <summary>The real host over a solution of the repository, on a port and a database of its own, gone when disposed.</summary>
public sealed class KabinetHost : IAsyncDisposable
{
    /// <summary>Password of everybody who is let in by <see cref="Admit"/> and of the demo.</summary>
    public const string Password = "kabinet-demo";
    // All tests come from one address.
    private static readonly string[] Boundless =
        ["--requests-per-minute", "0", "--sign-ins-per-minute", "0", "--guest-forms-per-hour", "0"];
    private readonly WebApplication app;
    private readonly Func<ValueTask> remove;
    private readonly DirectoryInfo? data;
    private readonly Options started;

    private KabinetHost(WebApplication app, KabinetEngine engine, TestClock clock, Options options, DirectoryInfo? data,
        Func<ValueTask> remove) =>
        (this.app, Engine, Clock, started, this.data, this.remove, Address) =
            (app, engine, clock, options, data, remove, new Uri(app.Urls.First()));

    public KabinetEngine Engine { get; }

    public TestClock Clock { get; }

    public Uri Address { get; }

    /// <summary>The route table, for tests that ask every address.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts the solution <c>solutions/…</c> of the repository, or one of the small ones of these tests.</summary>
    public static async Task<KabinetHost> Start(string solution = "company", string database = Databases.Sqlite, bool demo = false,
        int requestsPerMinute = 0, IPasswordHashing? hashing = null, string[]? limits = null)
    {
        var fresh = await Databases.Fresh(database);
        var folder = Directory.CreateTempSubdirectory("kabinet-host-");
        var options = Options.Read(
            ["--solution", FolderOf(solution), "--data", folder.FullName, "--database", fresh.Connection, "--urls", "http://127.0.0.1:0",
            .. Boundless, "--requests-per-minute", $"{requestsPerMinute}", .. limits ?? []]);
        if (demo) await (await ServeVerb.OpenWithDemo(options, TextWriter.Null)).DisposeAsync();
        return await Start(options, folder, fresh.DisposeAsync, hashing);
    }

    /// <summary>Starts a solution that needs what a module brings.</summary>
    public static async Task<KabinetHost> Start(string solution, string database, IHostModule module)
    {
        var (fresh, folder) = (await Databases.Fresh(database), Directory.CreateTempSubdirectory("kabinet-host-"));
        var options = Options.Read(
            ["--solution", FolderOf(solution), "--data", folder.FullName, "--database", fresh.Connection, "--urls", "http://127.0.0.1:0",
            .. Boundless]);
        return await Start(options, folder, fresh.DisposeAsync, module: module);
    }

    /// <summary>Another node on the same database and folder; it goes before this one.</summary>
    public Task<KabinetHost> Beside() => Start(started, null, () => ValueTask.CompletedTask);

    private static async Task<KabinetHost> Start(Options options, DirectoryInfo? folder, Func<ValueTask> remove,
        IPasswordHashing? hashing = null, IHostModule? module = null)
    {
        var (clock, setup) = (new TestClock(), module?.Engine(options.ToEngine()) ?? options.ToEngine());
        var engine = await KabinetEngine.Open(
            setup with { Clock = clock, Secrets = hashing is null ? setup.Secrets : setup.Secrets with { Hashing = hashing } });
        var site = Program.Build(options, engine, module is null ? null : module.Site);
        await site.StartAsync();
        return new(site, engine, clock, options, folder, remove);
    }

    /// <summary>A browser of nobody: keeps cookies, follows no redirect.</summary>
    public HttpClient Browser() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A browser signed in as somebody of the demo or let in by <see cref="Admit"/>.</summary>
    public async Task<HttpClient> SignIn(string login, string password = Password)
    {
        var browser = Browser();
        var answer = await browser.Post("/sign-in", "/sign-in", ("login", login), ("password", password));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.SeeOther, $"{login} cannot sign in");
        return browser;
    }

    /// <summary>A program signed in through the API, with a bearer token and no cookies.</summary>
    public async Task<HttpClient> Api(string login, string password = Password)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        var answer = await client.PostAsJsonAsync("/api/session", new { login, password });
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{login} cannot sign in: {session}");
        client.DefaultRequestHeaders.Authorization = new("Bearer", session.GetProperty("token").GetString());
        return client;
    }

    /// <summary>Lets a person in with <see cref="Password"/>, to be changed by nobody.</summary>
    public async Task<long> Admit(string login, params string[] roles)
    {
        var platform = Actor.Service(Engine.Solution.Value, Accounts.Worker);
        var outcome = await Engine.People.Accounts.AddDemo(platform, new(login, login, null, roles), TestContext.Current.CancellationToken);
        return outcome.ShouldBeOfType<Outcome.Done>().Id;
    }

    /// <summary>What <c>kabinet apply</c> in another process does to the database of this host; tells what it printed.</summary>
    public async Task<string> Apply(string folder)
    {
        var (code, said) = await Verb("apply", folder);
        code.ShouldBe(0, said);
        return said;
    }

    /// <summary>Runs a verb of the console over the data of this host.</summary>
    public Task<(int Code, string Said)> Verb(params string[] words) =>
        Console([.. words, $"--data={started.Data}", $"--database={started.Database}"]);

    /// <summary>Runs a verb of the console; tells what it printed besides which installation is meant.</summary>
    public static async Task<(int Code, string Said)> Console(params string[] arguments)
    {
        var (code, output, error) = await Terminal(arguments);
        return (code, output + (error.StartsWith("installation: ", StringComparison.Ordinal)
            ? error[(error.IndexOf('\n', StringComparison.Ordinal) + 1)..] : error));
    }

    /// <summary>Runs a verb of the console; tells what it printed to each of the two streams.</summary>
    public static async Task<(int Code, string Output, string Error)> Terminal(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await Verbs.Run(arguments, new(output, error)), output.ToString(), error.ToString());
    }

    /// <summary>The site over a data folder that is there already, with its embedded database.</summary>
    public static Task<KabinetHost> Over(string dataFolder) =>
        Start(Options.Read(["--solution", FolderOf("company"), "--data", dataFolder, "--urls", "http://127.0.0.1:0",
            .. Boundless]), null, () => ValueTask.CompletedTask);

    /// <summary>The PostgreSQL of this host is gone until <see cref="Regain"/>.</summary>
    public ValueTask Lose() =>
        PostgresServer.Run($"alter database {DatabaseName} allow_connections false; select pg_terminate_backend(pid) from "
        + $"pg_stat_activity where datname = '{DatabaseName}'");

    public ValueTask Regain() => PostgresServer.Run($"alter database {DatabaseName} allow_connections true");

    private string DatabaseName => new Npgsql.NpgsqlConnectionStringBuilder(started.Database).Database!;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await Engine.DisposeAsync();
        await remove();
        data?.Delete(recursive: true);
    }

    /// <summary>Folder of a solution by its name here.</summary>
    public static string FolderOf(string solution) =>
        Path.IsPathRooted(solution) ? solution : solution is "company" or "laundry" or "store"
            ? Path.Combine(Places.Root, "tests", "Kabinet.Web.Tests", "Solutions", solution)
            : Path.Combine(Places.Root, "solutions", solution);
}
