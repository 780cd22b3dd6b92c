using System.Text;
using Kabinet.Engine.Access;
using Kabinet.Engine.Files;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Files;

/// <summary>Versions of files, kinds of documents, and what a record must hold.</summary>
public class FileVersionsTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/office.yaml", "role: office\ntitle: Office\n"),
        ("roles/client.yaml", "role: client\ntitle: Client\n"),
        ("entities/deal.yaml", """
            entity: deal
            fields:
              title: { kind: text, required: true }
              heavy: { kind: yes_no }
              missing: { kind: number, computed: missing('deed') }
            files:
              deed:
                title: Deeds
                read: [office, client]
                write: [office]
                default: rest
                kinds:
                  lease: { title: Lease, needed: "true", from: client, words: [lease, аренд] }
                  pass: { title: Pass/permit, needed: heavy, words: [pass] }
                  rest: { title: The rest }
                  whole: { title: Everything, covers: [lease, pass] }
              inner: { title: Inner, read: [office], write: [office] }
              heap:
                title: Heap
                read: [office]
                write: [office]
                default: all
                kinds: { plan: { title: Plan, needed: "true" }, all: { title: All, covers: [plan] } }
            lifecycle:
              states: { open: { title: Open }, closed: { title: Closed, final: true } }
              transitions:
                close: { title: Close, from: [open], to: closed, by: [office], require: { "missing('deed') = 0": Papers are missing } }
            access:
              office: { read: true, create: true, update: true }
              client: { read: "created_by = @me or heavy" , hide: [missing] }
            """),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_file_of_the_same_name_is_a_new_version_and_the_older_ones_stay_at_hand(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, deal) = await Deal(world);
        var first = await Add(world, office, deal, "Плана.txt", "one");
        var second = await Add(world, office, deal, "плана.TXT", "two");
        var third = await Add(world, office, deal, "Готово.txt", "three", replaces: second);
        var shown = (await List(world, office, deal)).ShouldHaveSingleItem();
        (shown.Id, shown.Name, shown.Version).ShouldBe((third, "Готово.txt", 3));
        shown.Older.Select(file => (file.Id, file.Version)).ShouldBe([(second, 2), (first, 1)]);
        (await Text(world, office, first)).ShouldBe("one");
        (await List(world, await world.As("client"), deal, isHeavy: true)).Single().Older.Count.ShouldBe(2);
        var told = await world.Engine.Journal.Read(office, world.Solution.Entities["deal"], deal);
        told.ShouldNotBeNull().Events.Select(entry => entry.Kind).Where(told => told.IsOfFile)
            .ShouldBe([EventKind.FileVersionAdded, EventKind.FileVersionAdded, EventKind.FileAdded]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Removing_the_last_version_shows_the_one_before_and_undo_shows_it_again(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, deal) = await Deal(world);
        var first = await Add(world, office, deal, "a.txt", "one");
        var second = await Add(world, office, deal, "a.txt", "two");
        EngineWorld.Id(await world.Engine.Files.Remove(office, second));
        (await List(world, office, deal)).Select(file => (file.Id, file.Version, file.Older.Count)).ShouldBe([(first, 1, 0)]);
        var third = await Add(world, office, deal, "a.txt", "three");
        (await List(world, office, deal)).Single().Version.ShouldBe(3, "no number is given twice");
        EngineWorld.Id(await world.Engine.Files.Restore(office, second));
        (await List(world, office, deal)).Select(file => (file.Id, file.Older.Count)).ShouldBe([(third, 2)]);
        (await world.Engine.Files.Add(office, world.Solution.Entities["deal"], deal,
            new("deed", "b.txt", Content("x")) { Replaces = first }))
            .ShouldBeOfType<Outcome.Invalid>().Errors.Keys.ShouldBe(["replaces"], "an older version is no longer replaced");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Uploads_of_one_name_at_the_same_moment_become_versions_one_after_another(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, deal) = await Deal(world);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(() => Add(world, office, deal, "a.txt", $"{number}"))));
        var shown = (await List(world, office, deal)).ShouldHaveSingleItem();
        shown.Older.Select(file => file.Version).Prepend(shown.Version).ShouldBe([6, 5, 4, 3, 2, 1]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_version_belongs_to_a_file_of_the_same_record_and_group(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, deal) = await Deal(world);
        var other = EngineWorld.Id(await world.Create(office, "deal", ("title", "Other")));
        var (elsewhere, inner) = (await Add(world, office, other, "a.txt", "x"),
            EngineWorld.Id(await world.Engine.Files.Add(office, world.Solution.Entities["deal"], deal,
                new("inner", "a.txt", Content("x")))));
        foreach (var strange in new[] { elsewhere, inner, 999_999L })
            (await world.Engine.Files.Add(office, world.Solution.Entities["deal"], deal,
                new("deed", "a.txt", Content("x")) { Replaces = strange }))
                .ShouldBeOfType<Outcome.Invalid>().Errors.Keys.ShouldBe(["replaces"]);
        (await world.CountOf("file")).ShouldBe(2);
        world.Files.EnumerateFiles("*", SearchOption.AllDirectories).Count().ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_says_which_documents_it_needs_and_a_step_waits_for_them(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, deal) = await Deal(world);
        (await Needed(world, office, deal)).ShouldBe([("lease", false)]);
        (await world.Take(office, "deal", deal, "close")).ShouldBeOfType<Outcome.Invalid>().Errors[""]
            .Select(message => Texts.Say(message, "en")).ShouldBe(["Papers are missing"]);
        EngineWorld.Id(await world.Update(office, "deal", deal, ("heavy", true)));
        (await Needed(world, office, deal)).ShouldBe([("lease", false), ("pass", false)]);
        var file = await Add(world, office, deal, "Договор АРЕНДЫ.txt", "x");
        (await List(world, office, deal)).Single().Kind.ShouldBe("lease", "its name is recognised");
        (await Add(world, office, deal, "passport.txt", "x")).ShouldBePositive();
        (await Needed(world, office, deal)).ShouldBe([("lease", true), ("pass", true)]);
        EngineWorld.Id(await world.Engine.Files.Sort(office, file, "rest"));
        (await Needed(world, office, deal)).ShouldBe([("lease", false), ("pass", true)]);
        await Add(world, office, deal, "all.txt", "x", "whole");
        (await Needed(world, office, deal)).ShouldBe([("lease", true), ("pass", true)]);
        EngineWorld.Id(await world.Take(office, "deal", deal, "close"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_kind_is_one_of_its_group_and_only_whoever_writes_there_gives_it(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, deal) = await Deal(world);
        var file = await Add(world, office, deal, "a.txt", "x");
        (await List(world, office, deal)).Single().Kind.ShouldBe("rest", "the group's own");
        (await world.Engine.Files.Sort(office, file, "nothing")).ShouldBeOfType<Outcome.Invalid>().Errors.Keys.ShouldBe(["kind"]);
        (await world.Engine.Files.Add(office, world.Solution.Entities["deal"], deal,
            new("inner", "b.txt", Content("x")) { Kind = "lease" }))
            .ShouldBeOfType<Outcome.Invalid>().Errors.Keys.ShouldBe(["kind"]);
        EngineWorld.Id(await world.Update(office, "deal", deal, ("heavy", true)));
        var client = await world.As("client");
        (await List(world, client, deal)).Count.ShouldBe(1);
        (await world.Engine.Files.Sort(client, file, "lease")).ShouldBeOfType<Outcome.NotFound>();
        EngineWorld.Id(await world.Engine.Files.Sort(office, file, null));
        (await List(world, office, deal)).Single().Kind.ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_archive_holds_what_its_reader_sees_under_readable_names_that_differ(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, deal) = await Deal(world);
        EngineWorld.Id(await world.Update(office, "deal", deal, ("heavy", true)));
        await Add(world, office, deal, "scan.txt", "1", "lease");
        await Add(world, office, deal, "scan.txt", "2", "pass");
        await Add(world, office, deal, "image.txt", "3", "pass");
        await Add(world, office, deal, "image.txt", "4", "pass");
        await world.Engine.Files.Add(office, world.Solution.Entities["deal"], deal, new("inner", "ours.txt", Content("secret")));
        var all = (await Package(world, office, deal, null)).ShouldNotBeNull();
        all.Files.Select(file => file.Path).ShouldBe(["Deeds/Pass-permit – image (2).txt", "Deeds/Pass-permit – image.txt",
            "Deeds/Pass-permit – scan.txt", "Deeds/Lease – scan.txt", "Inner/ours.txt"], ignoreOrder: true);
        all.Name.ShouldBe("Deal");
        var client = await world.As("client");
        (await Package(world, client, deal, null)).ShouldNotBeNull().Files.ShouldNotContain(file => file.Path.Contains("ours"));
        (await Package(world, client, deal, "inner")).ShouldBeNull();
        (await Package(world, client, deal, "deed")).ShouldNotBeNull().Name.ShouldBe("Deal Deeds");
        (await Package(world, office, deal, "nothing")).ShouldBeNull();
        var light = EngineWorld.Id(await world.Create(office, "deal", ("title", "Light")));
        (await Package(world, client, light, null)).ShouldBeNull("the record is not his");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_file_of_a_time_before_kinds_counts_as_of_the_group_s_own_kind(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, deal) = await Deal(world);
        var deals = world.Solution.Entities["deal"];
        var file = EngineWorld.Id(await world.Engine.Files.Add(office, deals, deal, new("heap", "old.txt", Content("x"))));
        (await Heap()).ShouldBeTrue();
        EngineWorld.Id(await world.Engine.Files.Sort(office, file, null));
        (await Heap()).ShouldBeTrue();
        EngineWorld.Id(await world.Engine.Files.Remove(office, file));
        (await Heap()).ShouldBeFalse();

        async Task<bool> Heap() => (await world.Engine.Files.Rights(office, deals, deal)).ShouldNotBeNull()
            .Single(right => right.Group.Key == "heap").Needed.Single().IsPresent;
    }

    private static async Task<(Actor Office, long Deal)> Deal(EngineWorld world)
    {
        await world.Admit("office", "office");
        await world.Admit("client", "client");
        var office = await world.As("office");
        return (office, EngineWorld.Id(await world.Create(office, "deal", ("title", "Deal"))));
    }

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task<long> Add(EngineWorld world, Actor actor, long deal, string name, string text, string? kind = null,
        long? replaces = null) =>
        EngineWorld.Id(await world.Engine.Files.Add(actor, world.Solution.Entities["deal"], deal,
            new("deed", name, Content(text)) { Kind = kind, Replaces = replaces }));

    private static async Task<IReadOnlyList<FileItem>> List(EngineWorld world, Actor actor, long deal, bool isHeavy = false)
    {
        if (isHeavy) EngineWorld.Id(await world.Update(await world.As("office"), "deal", deal, ("heavy", true)));
        return (await world.Engine.Files.List(actor, world.Solution.Entities["deal"], deal)).ShouldNotBeNull();
    }

    private static async Task<string> Text(EngineWorld world, Actor actor, long file)
    {
        using var reader = new StreamReader((await world.Engine.Files.Open(actor, file)).ShouldNotBeNull().Content);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<(string, bool)>> Needed(EngineWorld world, Actor actor, long deal) =>
        [.. (await world.Engine.Files.Rights(actor, world.Solution.Entities["deal"], deal)).ShouldNotBeNull()
            .Where(right => right.Group.Key == "deed").SelectMany(right => right.Needed).Select(need => (need.Kind.Key, need.IsPresent))];

    private static ValueTask<FilePackage?> Package(EngineWorld world, Actor actor, long deal, string? group) =>
        world.Engine.Files.Package(actor, world.Solution.Entities["deal"], deal, group);
}
