using System.Text;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Threads;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Threads;

/// <summary>Conversations on records.</summary>
public class RecordThreadsTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/office.yaml", "role: office\ntitle: Office\n"),
        ("roles/client.yaml", "role: client\ntitle: Client\n"),
        ("roles/maker.yaml", "role: maker\ntitle: Maker\n"),
        ("entities/user.yaml", "entity: user\nextend: true\naccess: { office: { read: true } }\n"),
        ("entities/job.yaml", """
            entity: job
            fields:
              title: { kind: text, required: true }
              client: { kind: ref, to: user }
              maker: { kind: ref, to: user }
            threads:
              front: { title: Front, read: [office, client], write: { office: true, client: "status <> 'closed'" },
                tells: [made, closed, bills], notice: [said] }
              back: { title: Back, read: [office, maker], write: [office, maker], max_megabytes: 1 }
            lifecycle:
              states: { open: { title: Open }, made: { title: Made }, closed: { title: Closed, final: true } }
              transitions:
                make: { title: Make, from: [open], to: made, by: [office] }
                close: { title: Close, from: [open, made], to: closed, by: [office], audience: [office] }
            access:
              office: { read: true, create: true, update: true }
              client: { read: client = @me }
              maker: { read: maker = @me, only: [title, status] }
            """),
        ("notices/said.yaml", """
            notice: said
            entity: job
            title: Message
            to: [client, "role:office"]
            text: "{actor} writes about {title}"
            once: true
            """),
        ("entities/bill.yaml", """
            entity: bill
            fields: { job: { kind: ref, to: job, inverse: bills, part: true, required: true }, amount: { kind: money, required: true } }
            access: { office: { read: true, create: true }, client: { read: true } }
            """),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_message_is_read_by_its_side_and_by_nobody_else(string kind)
    {
        await using var world = await World.Open(kind);
        var first = await world.Post(world.Client, "front", "Когда будет готово?");
        var answer = await world.Post(world.Office, "front", "  В пятницу\u200B ", quote: first);
        var page = (await world.Read(world.Client, "front")).ShouldNotBeNull();
        page.Items.Select(item => (item.Author, item.Said!.Text, item.Said.IsOwn, item.Said.IsUnread))
            .ShouldBe([("Client", "Когда будет готово?", true, false), ("Office", "В пятницу", false, true)]);
        (page.Items[1].Said!.Id, page.Items[1].Said!.Quote!.Text, page.Unread, page.CanWrite)
            .ShouldBe((answer, "Когда будет готово?", 1, true));
        (await world.Read(world.Maker, "front")).ShouldBeNull();
        (await world.Read(world.Stranger, "front")).ShouldBeNull();
        (await world.Read(world.Office, "nothing")).ShouldBeNull();
        (await world.Try(world.Maker, "front", "x")).ShouldBeOfType<Outcome.NotFound>();
        (await world.Engine.Threads.Of(world.Maker, world.Job, world.Id)).ShouldNotBeNull()
            .Select(found => found.Thread.Key).ShouldBe(["back"]);
        (await world.Engine.Threads.Of(world.Office, world.Job, world.Id)).ShouldNotBeNull()
            .Select(found => (found.Thread.Key, found.Unread)).ShouldBe([("front", 0), ("back", 0)], "whoever answers has read");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_message_that_says_nothing_too_much_or_answers_nothing_is_refused_at_its_place(string kind)
    {
        await using var world = await World.Open(kind);
        Told(await world.Try(world.Client, "front", " \u200B ")).ShouldBe(new() { ["text"] = "Fill in this field" });
        Told(await world.Try(world.Client, "front", new string('я', 10_001))).Keys.ShouldBe(["text"]);
        var other = await world.Post(world.Office, "back", "x");
        Told(await world.Try(world.Office, "front", "x", quote: other)).Keys.ShouldHaveSingleItem().ShouldBe("quote");
        Told(await world.Try(world.Office, "front", "x", quote: 999_999)).Keys.ShouldBe(["quote"]);
        Told(await world.Try(world.Office, "back", "x", files: ("big.bin", new byte[1_048_577]))).Keys.ShouldBe(["files"]);
        Told(await world.Try(world.Office, "back", "x", files: ("empty.bin", []))).Keys.ShouldBe(["files"]);
        await world.Take("close");
        (await world.Try(world.Client, "front", "x")).ShouldBeOfType<Outcome.NotFound>("he may write no more");
        (await world.Read(world.Client, "front")).ShouldNotBeNull().CanWrite.ShouldBeFalse();
        world.Files.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_attachment_has_the_rights_of_its_conversation_and_goes_only_with_its_message(string kind)
    {
        await using var world = await World.Open(kind);
        await world.Post(world.Client, "front", "",
            files: [("image.png", Pictures.WithText(64, 40)), ("image.png", Pictures.WithText(40, 64))]);
        var files = (await world.Read(world.Office, "front")).ShouldNotBeNull().Items.Single().Said!.Files;
        files.Select(file => (file.Name, file.HasThumbnail)).ShouldBe([("image.png", true), ("image (2).png", true)]);
        (await world.Engine.Files.Open(world.Office, files[0].Id)).ShouldNotBeNull().Content.Dispose();
        (await world.Engine.Files.OpenThumbnail(world.Office, files[0].Id)).ShouldNotBeNull().Content.Dispose();
        (await world.Engine.Files.Beside(world.Office, files[0].Id)).ShouldNotBeNull().Files.Count.ShouldBe(2);
        foreach (var other in new[] { world.Maker, world.Stranger })
        {
            (await world.Engine.Files.Open(other, files[0].Id)).ShouldBeNull();
            (await world.Engine.Files.OpenThumbnail(other, files[0].Id)).ShouldBeNull();
        }
        (await world.Engine.Files.Remove(world.Office, files[0].Id)).ShouldBeOfType<Outcome.NotFound>();
        (await world.Engine.Files.Sort(world.Office, files[0].Id, "x")).ShouldBeOfType<Outcome.NotFound>();
        (await world.Engine.Files.Add(world.Office, world.Job, world.Id, new("front", "a.txt", new MemoryStream([1]))))
            .ShouldBeOfType<Outcome.NotFound>("no file comes without a message");
        (await world.Engine.Files.List(world.Office, world.Job, world.Id)).ShouldNotBeNull().ShouldBeEmpty();
        (await world.Engine.Files.Package(world.Office, world.Job, world.Id, "front")).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_passed_on_tells_nothing_of_whose_it_was(string kind)
    {
        await using var world = await World.Open(kind);
        var asked = await world.Post(world.Client, "front", "Сдвиньте стену, мой телефон 123",
            files: [("Чертёж Клиентова.png", Pictures.OfTelephone(64, 40, 1))]);
        var file = (await world.Read(world.Office, "front")).ShouldNotBeNull().Items[0].Said!.Files[0].Id;
        var outcome = await world.Engine.Threads.Pass(world.Office, world.Place("front", asked), new("back", "Сдвиньте стену", [file]),
            null);
        var passed = (await world.Read(world.Maker, "back")).ShouldNotBeNull().Items.ShouldHaveSingleItem();
        (passed.Author, passed.Said!.Id, passed.Said.Text).ShouldBe(("Office", EngineWorld.Id(outcome), "Сдвиньте стену"));
        passed.Said.Files.Select(copy => (copy.Name, copy.By)).ShouldBe([("Attachment 1.png", "Office")]);
        passed.Said.Files[0].Id.ShouldNotBe(file);
        var bytes = await Bytes(world, world.Maker, passed.Said.Files[0].Id);
        Encoding.Latin1.GetString(bytes).ShouldNotContain("Ivan");
        (await world.Engine.Files.Open(world.Maker, file)).ShouldBeNull();
        (await world.Read(world.Client, "front")).ShouldNotBeNull().Items.Count.ShouldBe(1, "the first author is told nothing either");

        var back = world.Place("back", passed.Said.Id);
        (await world.Engine.Threads.Pass(world.Maker, back, new("front", "x", []), null)).ShouldBeOfType<Outcome.NotFound>();
        (await world.Engine.Threads.Pass(world.Client, world.Place("front", asked), new("back", "x", []), null))
            .ShouldBeOfType<Outcome.NotFound>();
        (await world.Engine.Threads.Pass(world.Office, world.Place("back", asked), new("front", "x", []), null))
            .ShouldBeOfType<Outcome.NotFound>();
        Told(await world.Engine.Threads.Pass(world.Office, world.Place("front", asked), new("back", "x", [passed.Said.Files[0].Id]), null))
            .Keys.ShouldBe(["files"]);
        (await world.Read(world.Maker, "back")).ShouldNotBeNull().Items.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_author_changes_his_message_for_ten_minutes_and_the_change_is_marked(string kind)
    {
        await using var world = await World.Open(kind);
        var id = await world.Post(world.Client, "front", "В четверк");
        var place = world.Place("front", id);
        (await world.Engine.Threads.Edit(world.Office, place, "x")).ShouldBeOfType<Outcome.NotFound>();
        (await world.Engine.Threads.Edit(world.Client, world.Place("back", id), "x")).ShouldBeOfType<Outcome.NotFound>();
        Told(await world.Engine.Threads.Edit(world.Client, place, " ")).Keys.ShouldBe(["text"]);
        world.Clock.Pass(TimeSpan.FromMinutes(9));
        EngineWorld.Id(await world.Engine.Threads.Edit(world.Client, place, "В четверг"));
        var said = (await world.Read(world.Office, "front")).ShouldNotBeNull().Items.Single().Said!;
        (said.Text, said.EditedAt, said.CanEdit).ShouldBe(("В четверг", world.Clock.GetUtcNow().UtcDateTime, false));
        (await world.Number("""select count(*) from "_event" where "entity" = 'message' and "changes" like '%четверк%'""")).ShouldBe(1);
        world.Clock.Pass(TimeSpan.FromMinutes(2));
        Told(await world.Engine.Threads.Edit(world.Client, place, "В пятницу")).Keys.ShouldBe(["text"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_happens_to_the_record_is_told_between_the_messages_to_those_who_hear_of_it(string kind)
    {
        await using var world = await World.Open(kind);
        await world.Post(world.Client, "front", "Здравствуйте");
        world.Clock.Pass(TimeSpan.FromMinutes(1));
        await world.Take("make");
        EngineWorld.Id(await world.Inner.Create(world.Office, "bill", ("job", world.Id), ("amount", 100m)));
        world.Clock.Pass(TimeSpan.FromMinutes(1));
        await world.Post(world.Office, "front", "Готово");
        world.Clock.Pass(TimeSpan.FromMinutes(1));
        await world.Take("close");
        var told = (await world.Read(world.Client, "front")).ShouldNotBeNull().Items;
        told.Select(item => item.Said?.Text ?? item.Told!.To ?? item.Told.Kind.Key).ShouldBe(["Здравствуйте", "made", "Created", "Готово"]);
        (await world.Read(world.Office, "front")).ShouldNotBeNull().Items[^1].Told!.To.ShouldBe("closed");
        (await world.Read(world.Maker, "back")).ShouldNotBeNull().Items.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_long_conversation_is_read_page_by_page_without_losing_or_repeating_a_line(string kind)
    {
        await using var world = await World.Open(kind);
        for (var number = 0; number < 23; number++)
        {
            await world.Post(number % 2 == 0 ? world.Client : world.Office, "front", $"{number}");
            if (number == 11) await world.Take("make");
            if (number % 3 == 0) world.Clock.Pass(TimeSpan.FromSeconds(1));
        }
        var (lines, before) = (new List<string>(), (ThreadCursor?)null);
        do
        {
            var page = (await world.Engine.Threads.Read(world.Client, world.Job, world.Id, "front", before, limit: 5)).ShouldNotBeNull();
            lines.InsertRange(0, page.Items.Select(item => item.Said?.Text ?? item.Told!.To!));
            before = page.Earlier;
        }
        while (before is not null);
        lines.Where(line => line != "made").ShouldBe(Enumerable.Range(0, 23).Select(number => $"{number}"));
        lines.Count(line => line == "made").ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Reading_is_remembered_by_person_and_never_goes_back(string kind)
    {
        await using var world = await World.Open(kind);
        var first = await world.Post(world.Client, "front", "1");
        await world.Post(world.Client, "front", "2");
        (await world.Unread(world.Office)).ShouldBe(2);
        (await world.Engine.Threads.MarkRead(world.Office, world.Job, world.Id, "front", first)).ShouldBeTrue();
        (await world.Unread(world.Office)).ShouldBe(1);
        (await world.Engine.Threads.MarkRead(world.Office, world.Job, world.Id, "front")).ShouldBeTrue();
        (await world.Engine.Threads.MarkRead(world.Office, world.Job, world.Id, "front", first)).ShouldBeTrue();
        (await world.Unread(world.Office)).ShouldBe(0);
        await world.Post(world.Client, "front", "3");
        (await world.Unread(world.Office)).ShouldBe(1);
        (await world.Engine.Threads.MarkRead(world.Office, world.Job, world.Id, "front", long.MaxValue)).ShouldBeTrue();
        await world.Post(world.Client, "front", "4");
        (await world.Unread(world.Office)).ShouldBe(1, "what was not there yet was not read");
        (await world.Engine.Threads.MarkRead(world.Maker, world.Job, world.Id, "front")).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_message_sent_twice_is_posted_once_and_many_at_once_are_all_there(string kind)
    {
        await using var world = await World.Open(kind);
        var id = Guid.NewGuid();
        var first = EngineWorld.Id(await world.Try(world.Client, "front", "Да", command: id));
        EngineWorld.Id(await world.Try(world.Client, "front", "Да", command: id)).ShouldBe(first);
        (await world.Try(world.Client, "front", "Нет", command: id)).ShouldBeOfType<Outcome.Conflict>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            world.Post(number % 2 == 0 ? world.Client : world.Office, "front", $"{number}"))));
        (await world.Read(world.Client, "front")).ShouldNotBeNull().Items.Count.ShouldBe(9);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_conversation_rings_once_until_it_is_looked_at(string kind)
    {
        await using var world = await World.Open(kind);
        await world.Post(world.Office, "front", "Тайна");
        await world.Post(world.Office, "front", "Ещё");
        (await world.Bell(world.Client)).ShouldBe(["Office writes about Wall"]);
        (await world.Bell(world.Office)).ShouldBeEmpty();
        (await world.Bell(world.Maker)).ShouldBeEmpty();
        (await world.Bell(world.Stranger)).ShouldBeEmpty();
        await world.Engine.Bell.Seen(world.Client, world.Job, world.Id);
        await world.Post(world.Office, "front", "И ещё");
        (await world.Bell(world.Client)).Count.ShouldBe(2);
        await world.Post(world.Client, "front", "Да");
        (await world.Bell(world.Office)).ShouldBe(["Client writes about Wall"]);
        await world.Post(world.Maker, "back", "Нет");
        (await world.Bell(world.Client)).Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task All_conversations_of_a_person_stand_together_unread_ones_first(string kind)
    {
        await using var world = await World.Open(kind);
        await world.Post(world.Client, "front", "Первое");
        await world.Post(world.Maker, "back", "Второе");
        var unread = await world.Inbox(world.Office, unread: true);
        unread.Select(item => (item.Thread.Key, item.Title, item.Author, item.Text, item.IsUnread))
            .ShouldBe([("back", "Wall", "Maker", "Второе", true), ("front", "Wall", "Client", "Первое", true)]);
        (await world.Inbox(world.Office, unread: true, before: unread[0].Message)).Single().Thread.Key.ShouldBe("front");
        (await world.Inbox(world.Office, unread: false)).ShouldBeEmpty();
        (await world.Inbox(world.Client, unread: true)).ShouldBeEmpty();
        (await world.Inbox(world.Client, unread: false)).Select(item => item.Thread.Key).ShouldBe(["front"]);
        (await world.Inbox(world.Maker, unread: false)).Select(item => item.Thread.Key).ShouldBe(["back"]);
        (await world.Inbox(world.Stranger, unread: false)).ShouldBeEmpty();
        await world.Engine.Threads.MarkRead(world.Office, world.Job, world.Id, "back");
        (await world.Inbox(world.Office, unread: true)).Select(item => item.Thread.Key).ShouldBe(["front"]);
        (await world.Inbox(world.Office, unread: false)).Select(item => item.Thread.Key).ShouldBe(["back"]);
        (await world.Engine.Threads.Of(world.Office, world.Job, world.Id)).ShouldNotBeNull().Select(found => found.Unread).ShouldBe([1, 0]);
    }

    private static Dictionary<string, string> Told(Outcome outcome) => outcome.ShouldBeOfType<Outcome.Invalid>().Errors
        .ToDictionary(error => error.Key, error => string.Join(". ", error.Value.Select(message => Texts.Say(message, "en"))));

    private static async Task<byte[]> Bytes(World world, Actor actor, long file)
    {
        await using var content = (await world.Engine.Files.Open(actor, file)).ShouldNotBeNull().Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    /// <summary>A job of a client, given to a maker, and the people around it.</summary>
    private sealed class World : IAsyncDisposable
    {
        public required EngineWorld Inner { get; init; }
        public required Actor Office { get; init; }
        public required Actor Client { get; init; }
        public required Actor Maker { get; init; }
        public required Actor Stranger { get; init; }
        public required long Id { get; init; }
        public Engine.KabinetEngine Engine => Inner.Engine;
        public Engine.Model.Entity Job => Inner.Solution.Entities["job"];
        public ManualClock Clock => Inner.Clock;
        public IEnumerable<FileInfo> Files => Inner.Files.EnumerateFiles("*", SearchOption.AllDirectories);

        public static async Task<World> Open(string kind)
        {
            var inner = await EngineWorld.Open(kind, Definitions);
            await inner.Admit("office", "office");
            var (client, maker) = (await inner.Admit("client", "client"), await inner.Admit("maker", "maker"));
            await inner.Admit("stranger", "client");
            var office = await inner.As("office");
            return new()
            {
                Inner = inner,
                Office = office,
                Client = await inner.As("client"),
                Maker = await inner.As("maker"),
                Stranger = await inner.As("stranger"),
                Id = EngineWorld.Id(await inner.Create(office, "job", ("title", "Wall"), ("client", client), ("maker", maker))),
            };
        }

        public MessagePlace Place(string thread, long message) => new(Job, Id, thread, message);

        public ValueTask<ThreadPage?> Read(Actor actor, string thread) => Engine.Threads.Read(actor, Job, Id, thread);

        public ValueTask<IReadOnlyList<InboxItem>> Inbox(Actor actor, bool unread, long? before = null) =>
            Engine.Threads.Inbox(actor, Job, unread, before);

        public async Task<IReadOnlyList<string>> Bell(Actor actor) =>
            [.. (await Engine.Bell.List(actor, null, 30)).Select(notice => notice.Text)];

        public async Task<int> Unread(Actor actor) => (await Read(actor, "front")).ShouldNotBeNull().Unread;

        public async Task<long> Post(Actor actor, string thread, string text, long? quote = null, params (string, byte[])[] files) =>
            EngineWorld.Id(await Try(actor, thread, text, quote, null, files));

        public async Task<Outcome> Try(Actor actor, string thread, string text, long? quote = null, Guid? command = null,
            params (string Name, byte[] Bytes)[] files)
        {
            await using var draft = await Engine.Threads.Begin(actor, Job, Id, thread);
            foreach (var (name, bytes) in files) await draft.Add(name, new MemoryStream(bytes));
            return await draft.Post(text, quote, command);
        }

        public async Task Take(string transition) => EngineWorld.Id(await Inner.Take(Office, "job", Id, transition));

        public async Task<long> Number(string text) =>
            (long)(await Inner.Database.Read(connection => connection.Scalar(new(text), DataType.Whole)))!;

        public ValueTask DisposeAsync() => Inner.DisposeAsync();
    }
}
