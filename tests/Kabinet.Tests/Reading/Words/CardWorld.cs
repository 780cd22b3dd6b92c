using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Reading.Words;

/// <summary>
/// Cards with searchable fields in a fresh database. A clerk sees all; a reader no notes; an owner of his own cards their titles and notes.
/// </summary>
internal sealed class CardWorld : IAsyncDisposable
{
    private static readonly (string, string)[] Files =
    [
        ("roles/clerk.yaml", "role: clerk\ntitle: Clerk\n"),
        ("roles/reader.yaml", "role: reader\ntitle: Reader\n"),
        ("roles/owner.yaml", "role: owner\ntitle: Owner\n"),
        ("entities/card.yaml", """
            entity: card
            number: "ПР-{year}-{seq:00000}"
            fields:
              title: { kind: text, search: true, length: 20000 }
              phone: { kind: phone, search: true }
              note: { kind: text, multiline: true, search: true }
              plain: { kind: text }
              owner: { kind: number }
            lifecycle:
              states: { open: { title: Open }, closed: { title: Closed, final: true } }
              transitions:
                close: { title: Close, from: [open], to: closed, by: [clerk], effects: [ { set: { note: "'Навсегда'" } } ] }
                shut: { title: Shut, from: [open], to: closed, by: [clerk] }
            access:
              clerk: { read: true, create: true, update: true, delete: true }
              reader: { read: "plain is null", hide: [note] }
              owner: { read: "owner = 1", only: [title, note] }
            """),
    ];

    private readonly FreshDatabase fresh;
    private readonly ListReading walking;
    private readonly ListReading trying;

    private CardWorld(FreshDatabase fresh)
    {
        this.fresh = fresh;
        Records = new(fresh.Database, new TestClock());
        Commands = new(fresh.Database, new TestClock(), new ChangeFeed(), Steps.WithoutInvitations);
        walking = Lists(new(fresh.Database, new TestClock(), mostLed: 0));
        trying = Lists(new(fresh.Database, new TestClock(), bounds: (-1, 3)));

        ListReading Lists(WordSearching words) =>
            new(fresh.Database, new TestClock(), new ReadTurns(new()), PlanRoom.Of(new()), words);
    }

    public static Solution Solution { get; } = TestSolutions.Link(Files);
    public static Entity Card => Solution.Entities["card"];
    private static Order ById => new(new([], Card["id"]), Descending: false);
    public Records Records { get; }
    public CommandDoor Commands { get; }
    public Database Database => fresh.Database;

    public static async Task<CardWorld> Open(string kind)
    {
        var world = new CardWorld(await Databases.Fresh(kind));
        await NeededSchema.Plan(await Schema.Read(world.Database), Solution).Apply(world.Database, new(DateTime.UnixEpoch, "test", "{}"));
        return world;
    }

    public static Actor Clerk => As("clerk");

    public static Actor As(params string[] roles) => new(Solution, null, "test", roles, new Dictionary<MePath, object?>());

    public async Task<long> Make(params (string Key, object? Value)[] values) =>
        WorkshopWorld.Id(await Commands.Execute(Clerk,
            new Command.Create(Card, null, WorkshopWorld.Values(values), WorkshopWorld.Lines())));

    public ValueTask<Outcome> Change(long id, params (string Key, object? Value)[] values) =>
        Commands.Execute(Clerk, new Command.Update(Card, null, id, null, WorkshopWorld.Values(values)));

    public ValueTask<Outcome> Take(long id, string transition) =>
        Commands.Execute(Clerk, new Command.Transit(Card, null, id, transition, WorkshopWorld.Values(), null));

    public Task<long[]> Search(string text, params string[] roles) =>
        Search(new RecordQuery { Entity = Card, Columns = [], Search = text, Sort = [ById], Limit = 500 }, roles);

    /// <summary>
    /// What is found, which is the same whether the words lead or every row is asked, and is what is counted, grouped and streamed.
    /// </summary>
    public async Task<long[]> Search(RecordQuery query, params string[] roles)
    {
        var actor = roles.Length == 0 ? Clerk : As(roles);
        var found = Ids(await Records.List(actor, query));
        Ids(await walking.List(actor, query, default)).ShouldBe(found, query.Search);
        (await Tried(actor, query)).ShouldBe(found, query.Search);
        (await Records.Count(actor, query)).ShouldBe(found.Length, query.Search);
        (await walking.Counts(actor, [new(query, 1000)], default))[0].ShouldBe(found.Length, query.Search);
        (await Records.Stream(actor, query, Streamed)).ShouldBe(found, query.Search);
        if (actor.To(Card).SeesEverywhere(Card["status"])) (await Grouped(actor, query)).ShouldBe(found.Length, query.Search);
        return found;
    }

    /// <summary>Page by page, each looked for in the first rows of the order before all that have the words are read.</summary>
    private async Task<long[]> Tried(Actor actor, RecordQuery query)
    {
        var found = new List<long>();
        for (var next = query with { Limit = 1 }; ;)
        {
            var page = await trying.List(actor, next, default);
            found.AddRange(Ids(page));
            if (page.Next is null) return [.. found];
            next = next with { After = page.Next };
        }
    }

    private async Task<int> Grouped(Actor actor, RecordQuery query) =>
        (await Records.Groups(actor, new(query, [new(new([], Card["status"]))]))).Groups.Sum(group => group.Count);

    private static async ValueTask<long[]> Streamed(RecordStream stream)
    {
        var ids = new List<long>();
        await foreach (var record in stream.Rows) ids.Add(record.Id);
        return [.. ids];
    }

    /// <summary>What the record is found by, as it stands in the database.</summary>
    public async Task<string> WordsOf(long id)
    {
        var words = new Statement("select cast(words as text) from \"_words.card\" where id = @p0", id);
        return (string)(await Database.Read(connection => connection.Scalar(words, DataType.Text)))!;
    }

    public ValueTask DisposeAsync() => fresh.DisposeAsync();

    private static long[] Ids(RecordPage page) => [.. page.Records.Select(record => record.Id)];
}
