using Kabinet.Engine.Background;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Outbox;

namespace Kabinet.Tests.Background;

/// <summary>
/// The definitions of a library: a keeper lends things to readers. A job nudges readers who are late, every morning at nine in Moscow, and
/// transitions close loans at their time.
/// </summary>
internal static class LoanBoard
{
    public const string Nudge = """
        job: nudge
        title: { ru: Напомнить должникам, en: Nudge the late }
        schedule: "0 9 * * *"
        each: loan
        where: "status = 'out' and due < @today"
        once: due
        notice: [late]
        effects: [{ set: { nudges: nudges + 1 } }]
        audience: [keeper]
        """;

    private const string Steps = """
        give_back: { title: Give back, from: [out], to: returned, by: [keeper] }
        """;

    public static IReadOnlyList<(string Path, string Text)> Definitions(string job = Nudge, string steps = "") =>
    [
        ("roles/keeper.yaml", "role: keeper\ntitle: Keeper\n"),
        ("roles/reader.yaml", "role: reader\ntitle: Reader\n"),
        ("roles/director.yaml", "role: director\ntitle: Director\nincludes: [keeper]\nabilities: [users]\n"),
        ("roles/owner.yaml", "role: owner\ntitle: Owner\nabilities: [users]\n"),
        ("entities/user.yaml", """
            entity: user
            extend: true
            access:
              keeper: { read: true, only: [id, name] }
              owner: { read: true, create: true, update: true, delete: true }
            """),
        ("entities/loan.yaml", $$"""
            entity: loan
            label: title
            fields:
              title: { kind: text, required: true }
              due: { kind: date }
              reader: { kind: ref, to: user, inverse: loans }
              nudges: { kind: number, default: 0 }
              stuck: { kind: yes_no }
            lifecycle:
              states:
                out: { title: Out }
                kept: { title: Kept }
                returned: { title: Returned, final: true }
                lost: { title: Lost, final: true }
              transitions:
            {{Indented(Steps)}}
            {{Indented(steps.Length == 0 ? Rest : steps)}}
            access:
              keeper: { read: true, create: true, update: true }
              reader: { read: "reader = @me" }
            """),
        ("notices/late.yaml", """
            notice: late
            entity: loan
            title: Late
            to: [reader]
            text: "{title} is late, {actor} says"
            """),
        ("jobs/nudge.yaml", job),
    ];

    /// <summary>Reaches the states that the transitions of a test leave out.</summary>
    public const string Rest = """
        keep: { title: Keep, from: [out], to: kept, by: [keeper] }
        lose: { title: Lose, from: [out, kept], to: lost, by: [keeper] }
        """;

    public static async Task<EngineWorld> Open(string kind, string job = Nudge, string steps = "",
        params IReadOnlyList<(string Path, string Text)> more)
    {
        var world = await EngineWorld.Open(kind, [.. Definitions(job, steps), .. more]);
        await world.Admit("owner", "owner");
        await world.Admit("keeper", "keeper");
        await world.Admit("reader", "reader");
        await world.Engine.Worker.RunDue();
        return world;
    }

    /// <summary>A loan that was due so many days before today.</summary>
    public static async Task<long> Lend(this EngineWorld world, string title = "Atlas", int lateBy = 1) =>
        EngineWorld.Id(await world.Create(await world.As("keeper"), "loan", ("title", title),
            ("due", $"{world.Clock.GetUtcNow().UtcDateTime.AddDays(-lateBy):yyyy-MM-dd}"), ("reader", world.IdOf("reader"))));

    /// <summary>The worker of one more node.</summary>
    public static BackgroundWorker Node(this EngineWorld world)
    {
        var rooms = Rooms(world);
        return new(rooms, [], [], new(world.Engine.Solution, Inside(world, rooms)));
    }

    public static SolutionRooms Inside(EngineWorld world, BackgroundRooms rooms) =>
        new(world.Clock, new(world.Database, world.Clock), new(rooms, world.Engine.Commands, new(world.Database, world.Clock)));

    public static BackgroundRooms Rooms(EngineWorld world) => new(world.Database, world.Clock, world.Engine.Changes, new(world.Clock));

    /// <summary>Puts the clock to a time of a day after the start, in Moscow, and runs what is due then.</summary>
    public static async Task At(this EngineWorld world, int day, int hour, int minute = 0)
    {
        world.Clock.Put(new DateTimeOffset(2026, 11, 20, hour, minute, 0, TimeSpan.FromHours(3)).AddDays(day));
        await world.Engine.Worker.RunDue();
    }

    /// <summary>How often each loan was nudged, by its title.</summary>
    public static async Task<string> Nudged(this EngineWorld world)
    {
        var rows = await world.Database.Read(connection => connection.Query(
            new Kabinet.Engine.Storage.Statement("select title, nudges from loan order by title"),
            static row => $"{row.GetString(0)} {row.GetInt64(1)}"));
        return string.Join(", ", rows);
    }

    public static async Task<string> StatusOf(this EngineWorld world, long loan) =>
        (await world.Database.Read(connection => connection.Query(
            new Kabinet.Engine.Storage.Statement("select status from loan where id = @p0", loan), static row => row.GetString(0))))[0];

    public static async Task<JobState> Job(this EngineWorld world, string name) =>
        (await world.Engine.Background.Jobs(await world.As("owner"))).Single(job => job.Name == name);

    public static async Task<IReadOnlyList<JobRunState>> Runs(this EngineWorld world) =>
        await world.Engine.Background.Runs(await world.As("owner"), 100);

    /// <summary>From now on the database refuses to change one loan.</summary>
    public static Task Break(this EngineWorld world, string kind, string title) => world.Run(kind == Databases.Sqlite
        ? $"create trigger broken before update on loan when new.title = '{title}' begin select raise(abort, 'no room'); end"
        : $"alter table loan add constraint broken check (title <> '{title}' or nudges = 0) not valid");

    private static string Indented(string steps) => string.Join('\n', steps.Split('\n').Select(line => $"    {line}"));
}
