using Kabinet.Engine;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Mail.Smtp;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Engine.Storage;

namespace Kabinet.Tests;

/// <summary>A whole engine over definitions written in a test, in a fresh database, with a clock that the test puts.</summary>
internal sealed class EngineWorld : IAsyncDisposable
{
    private const string Settings = "solution: test\ntitle: Test\ntime_zone: Europe/Moscow\nlanguage: en\n";
    private readonly FreshDatabase fresh;
    private readonly DirectoryInfo folder;
    private readonly Dictionary<string, long> people = new(StringComparer.Ordinal);

    private EngineWorld(FreshDatabase fresh, DirectoryInfo folder, KabinetEngine engine, ManualClock clock) =>
        (this.fresh, this.folder, Engine, Clock) = (fresh, folder, engine, clock);

    public KabinetEngine Engine { get; }
    public ManualClock Clock { get; }
    public Solution Solution => Engine.Solution.Value;
    public Database Database => Engine.Database;
    /// <summary>The folder of files, whether they are stored or not.</summary>
    public DirectoryInfo Files => new(Path.Combine(folder.FullName, "data", "files"));

    public static async Task<EngineWorld> Open(string kind, IEnumerable<(string Path, string Text)> definitions, MailServer? mail = null)
    {
        var (fresh, folder, clock) = (await Databases.Fresh(kind), Directory.CreateTempSubdirectory("kabinet-engine-"), new ManualClock());
        var solution = Path.Combine(folder.FullName, "solution");
        foreach (var (path, text) in definitions.Prepend(("solution.yaml", Settings)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(solution, path))!);
            await File.WriteAllTextAsync(Path.Combine(solution, path), text, TestContext.Current.CancellationToken);
        }
        var options = new EngineOptions
        {
            SolutionFolder = solution,
            Database = fresh.Connection,
            DataFolder = Path.Combine(folder.FullName, "data"),
            Secrets = PlainSecrets.Instance,
            Clock = clock,
            Address = new("https://cabinet.example.org/"),
            Mail = mail,
        };
        return new(fresh, folder, await KabinetEngine.Open(options, TestContext.Current.CancellationToken), clock);
    }

    /// <summary>Lets a person in, with the password of the demo.</summary>
    public async Task<long> Admit(string login, string role, string? email = null, params (string Key, object? Value)[] others)
    {
        var platform = Actor.Service(Solution, Accounts.Worker);
        var id = Id(await Engine.People.Accounts.AddDemo(platform, new(login, Name(login), email, [role]), default));
        people[login] = id;
        if (others.Length == 0) return id;
        foreach (var (key, value) in others) await Run($"update \"user\" set {Dialect.Quote(key)} = @p0 where \"id\" = @p1", value, id);
        return id;
    }

    public long IdOf(string login) => people[login];

    /// <summary>Somebody as the background sees him.</summary>
    public async Task<Actor> As(string login) => (await Engine.People.ActorOf(Solution, people[login])).ShouldNotBeNull();

    /// <summary>Somebody with a session of his own; the token tells later whether it is open still.</summary>
    public async Task<(SignedIn SignedIn, string Token)> SignIn(string login)
    {
        var outcome = await Engine.People.SignIn.Enter(login, Kabinet.Engine.People.People.DemoPassword, new(null, null));
        var welcome = outcome.ShouldBeOfType<SignInOutcome.Welcome>();
        return ((await Engine.People.Recognise(Solution, welcome.Token)).ShouldNotBeNull(), welcome.Token);
    }

    public async Task<bool> IsOpen(string token) => await Engine.People.Recognise(Solution, token) is not null;

    public ValueTask<Outcome> Update(Actor actor, string entity, long id, params (string Key, object? Value)[] values) =>
        Engine.Commands.Execute(actor, new Command.Update(Solution.Entities[entity], null, id, null, Given(values)));

    public ValueTask<Outcome> Create(Actor actor, string entity, params (string Key, object? Value)[] values) =>
        Engine.Commands.Execute(actor, new Command.Create(Solution.Entities[entity], null, Given(values), NoRows));

    public ValueTask<Outcome> Take(Actor actor, string entity, long id, string transition, params (string Key, object? Value)[] inputs) =>
        Engine.Commands.Execute(actor, new Command.Transit(Solution.Entities[entity], null, id, transition, Given(inputs), null));

    public async Task<long> CountOf(string table) =>
        (long)(await Database.Read(connection => connection.Scalar(new($"select count(*) from {Dialect.Quote(table)}"), DataType.Whole)))!;

    public async Task<IReadOnlyList<(string Receiver, string Subject, string Body)>> Letters()
    {
        var letters = new Statement("select receiver, subject, body from _mail order by id");
        return await Database.Read(connection =>
            connection.Query(letters, static row => (row.GetString(0), row.GetString(1), row.GetString(2))));
    }

    public async Task Run(string statement, params object?[] values) =>
        await Database.Write(transaction => transaction.Execute(new(statement, values)));

    public static IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> NoRows { get; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>();

    public static long Id(Outcome outcome) => outcome.ShouldBeOfType<Outcome.Done>().Id;

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await fresh.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static Dictionary<string, object?> Given((string Key, object? Value)[] values) =>
        values.ToDictionary(value => value.Key, value => value.Value);

    private static string Name(string login) => char.ToUpperInvariant(login[0]) + login[1..];
}
