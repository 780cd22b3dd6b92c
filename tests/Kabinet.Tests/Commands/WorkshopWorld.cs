using Kabinet.Engine.Files.Bytes;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Files;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Commands;

/// <summary>The workshop in a fresh database with its people and two firms.</summary>
internal sealed class WorkshopWorld : IAsyncDisposable
{
    private readonly FreshDatabase fresh;
    private readonly Dictionary<string, long> people = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kabinet-files-");

    private WorkshopWorld(FreshDatabase fresh)
    {
        this.fresh = fresh;
        Commands = new(fresh.Database, Clock, Changes, Steps.WithoutInvitations);
        Records = new(fresh.Database, Clock);
        Journal = new(fresh.Database, Clock, Engine.Journal.EventKinds.Platform);
        Bell = new(fresh.Database, Clock, Records);
        Folder = new(folder.FullName);
        Files = new(fresh.Database, Clock, Commands, Folder, new(mostOfRecord: 1_000));
        Changes.Changed += change => { lock (Told) Told.Add(change); };
    }

    public Solution Solution { get; } = Workshop.Linked;
    public TestClock Clock { get; } = new();
    public ChangeFeed Changes { get; } = new();
    public List<Change> Told { get; } = [];
    public CommandDoor Commands { get; }
    public Records Records { get; }
    public JournalReader Journal { get; }
    public Bell Bell { get; }
    public RecordFiles Files { get; }
    public FileFolder Folder { get; }
    public DirectoryInfo FilesOnDisk => folder;
    public Database Database => fresh.Database;
    public long NorthId { get; private set; }
    public long SouthId { get; private set; }

    public Actor Anna => As("anna", "client", NorthId);
    public Actor Boris => As("boris", "client", SouthId);
    public Actor Clara => As("clara", "clerk");
    public Actor Carl => As("carl", "clerk");
    public Actor Charles => As("charles", "chief");
    public Actor Max => As("max", "maker");
    public Actor Irene => As("irene", "inspector");
    public Actor Bruno => As("bruno", "boss");

    public Entity Order => Solution.Entities["order"];
    public Entity Line => Solution.Entities["line"];

    public static async Task<WorkshopWorld> Open(string kind)
    {
        var world = new WorkshopWorld(await Databases.Fresh(kind));
        var plan = NeededSchema.Plan(await Schema.Read(world.Database), world.Solution);
        await plan.Apply(world.Database, new(world.Clock.GetUtcNow().UtcDateTime, "test", "{}"), default);
        (await world.Commands.Do(Actor.Service(world.Solution, "worker"), world.Settle, default)).ShouldBeOfType<Outcome.Done>();
        return world;
    }

    public long PersonId(string name) => people[name];

    /// <summary>A draft of Anna's with one line.</summary>
    public async Task<long> Draft(Actor? by = null, string subject = "Table") => Id(await Create(by ?? Anna, subject));

    /// <summary>A submitted order of Anna's.</summary>
    public async Task<long> Submitted()
    {
        var id = await Draft();
        await Take(Anna, id, "submit").ShouldBeDone();
        return id;
    }

    /// <summary>An order of Anna's given to Max.</summary>
    public async Task<long> Given()
    {
        var id = await Submitted();
        await Take(Clara, id, "give", ("maker", people["max"])).ShouldBeDone();
        return id;
    }

    public ValueTask<Outcome> Create(Actor actor, string subject, params (string Key, object? Value)[] values) =>
        Commands.Execute(actor,
            new Command.Create(Order, null, Values([("subject", subject), ("place", "Riga"), .. values]), Lines("Leg")));

    public ValueTask<Outcome> Update(Actor actor, long id, int? version, params (string Key, object? Value)[] values) =>
        Commands.Execute(actor, new Command.Update(Order, null, id, version, Values(values)));

    public ValueTask<Outcome> Take(Actor actor, long id, string transition, params (string Key, object? Value)[] inputs) =>
        Take(actor, id, transition, null, inputs);

    public ValueTask<Outcome> Take(Actor actor, long id, string transition, string? comment, params (string Key, object? Value)[] inputs) =>
        Commands.Execute(actor, new Command.Transit(Order, null, id, transition, Values(inputs), comment));

    public async Task<Engine.Reading.Record> Find(Actor actor, long id) => (await Records.Find(actor, Order, id)).ShouldNotBeNull().Record;

    public async Task<IReadOnlyList<JournalEvent>> History(Actor actor, long id) =>
        (await Journal.Read(actor, Order, id)).ShouldNotBeNull().Events;

    public async Task<long> CountOf(string table) =>
        (long)(await Database.Read(connection => connection.Scalar(new($"select count(*) from {Dialect.Quote(table)}"), DataType.Whole)))!;

    public static Dictionary<string, object?> Values(params (string Key, object? Value)[] values) =>
        values.ToDictionary(value => value.Key, value => value.Value);

    public static Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> Lines(params string[] whats) =>
        whats.Length == 0 ? [] : new() { ["lines"] = [.. whats.Select(what => Values(("what", what)))] };

    public static long Id(Outcome outcome) => outcome.ShouldBeOfType<Outcome.Done>().Id;

    public async ValueTask DisposeAsync()
    {
        await fresh.DisposeAsync();
        folder.Delete(recursive: true);
    }

    public Actor As(string person, string role, long? firm = null)
    {
        var id = people[person];
        return new(Solution, id, Name(person), [role], new Dictionary<MePath, object?> { [new(["firm"])] = firm });
    }

    private async ValueTask<Outcome.Done> Settle(CommandRun run)
    {
        var (users, firms, memberships) = (Solution.Entities["user"], Solution.Entities["firm"], Solution.Entities["membership"]);
        foreach (var (person, role) in new[] { ("anna", "client"), ("boris", "client"), ("clara", "clerk"), ("carl", "clerk"),
            ("charles", "chief"), ("max", "maker"), ("irene", "inspector"), ("bruno", "boss"), ("mona", "maker") })
        {
            people[person] = await run.Make(users,
                new Dictionary<Field, object?> { [users["login"]] = person, [users["name"]] = Name(person),
                [users["active"]] = person != "mona" });
            await run.Make(memberships,
                new Dictionary<Field, object?> { [memberships["user"]] = people[person], [memberships["role"]] = role });
        }
        NorthId = await run.Make(firms, new Dictionary<Field, object?> { [firms["title"]] = "North", [firms["keeper"]] = people["clara"] });
        SouthId = await run.Make(firms, new Dictionary<Field, object?> { [firms["title"]] = "South" });
        await Join(run, "anna", NorthId);
        await Join(run, "boris", SouthId);
        return new(NorthId, 1, null);
    }

    private async ValueTask Join(CommandRun run, string person, long firm) =>
        await run.Transaction.Execute(new("update \"user\" set \"firm\" = @p0 where \"id\" = @p1", firm, people[person]), default);

    private static string Name(string person) => char.ToUpperInvariant(person[0]) + person[1..];
}

/// <summary>A clock that goes on by a second each time it is asked, and by more when it is told.</summary>
internal sealed class TestClock : TimeProvider
{
    private long ticks = new DateTime(2026, 11, 21, 9, 0, 0, DateTimeKind.Utc).Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref ticks, TimeSpan.TicksPerSecond), TimeSpan.Zero);

    public void Pass(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);
}

internal static class Outcomes
{
    public static async Task<Outcome.Done> ShouldBeDone(this ValueTask<Outcome> outcome) =>
        await outcome is var ended && ended is Outcome.Done done ? done
            : throw new ShouldAssertException($"Expected Done, was {Say(ended)}");

    /// <summary>The refusals as text, by field.</summary>
    public static Dictionary<string, string[]> ShouldBeInvalid(this Outcome outcome) =>
        outcome.ShouldBeOfType<Outcome.Invalid>().Errors.ToDictionary(error => error.Key, error =>
            error.Value.Select(message => Texts.Say(message, "en")).ToArray());

    private static string Say(Outcome outcome) =>
        outcome is Outcome.Invalid invalid
            ? string.Join("; ", invalid.Errors.Select(error =>
            $"{error.Key}: {string.Join(", ", error.Value.Select(message => Texts.Say(message, "en")))}")) : outcome.ToString();
}
