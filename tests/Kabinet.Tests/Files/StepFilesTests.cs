using System.Text;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Files;

/// <summary>Files that a transition asks for.</summary>
public class StepFilesTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/driver.yaml", "role: driver\ntitle: Driver\n"),
        ("roles/office.yaml", "role: office\ntitle: Office\n"),
        ("entities/load.yaml", """
            entity: load
            fields:
              title: { kind: text, required: true }
              weight: { kind: number }
              next: { kind: ref, to: load }
            files:
              act: { title: Acts, read: [office], write: [office], max_megabytes: 1 }
              photo: { title: Photos, read: [office, driver], write: [office] }
            lifecycle:
              states: { way: { title: On the way }, seen: { title: Seen }, there: { title: There }, paid: { title: Paid, final: true } }
              transitions:
                arrive:
                  title: Arrive
                  from: [way]
                  to: { first: { seen: "exists(files where group = 'photo')", there: "true" } }
                  by: [driver]
                  ask: [weight]
                  files: { act: {}, photo: { optional: true } }
                pull: { title: Pull, from: [way], to: there, by: [driver], effects: [{ take: arrive, on: next, values: { weight: "5" } }] }
                pay:
                  title: Pay
                  from: [way, there, seen]
                  to: paid
                  by: [office]
                  require: { "exists(files where group = 'act')": An act is missing }
            access:
              driver: { read: true }
              office: { read: true, create: true, update: true }
            """),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_step_is_the_right_to_add_its_files_and_its_target_sees_them(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (load, driver, office) = await Loaded(world);
        var sent = new[] { ("act", "act.pdf", "one"), ("act", "act.pdf", "two"), ("photo", "door.png", "three") };
        (await Arrive(world, driver, load, "7", sent)).ShouldBeOfType<Outcome.Done>().Status.ShouldBe("seen");
        (await world.Engine.Files.List(office, world.Solution.Entities["load"], load)).ShouldNotBeNull().Count.ShouldBe(3);
        (await world.Engine.Files.List(driver, world.Solution.Entities["load"], load)).ShouldNotBeNull().Count.ShouldBe(1);
        (await Number(world, """select count(*) from "_event" where "kind" = 'FileAdded'""")).ShouldBe(3);
        world.Files.EnumerateFiles("*", SearchOption.AllDirectories).Count().ShouldBe(3);
        InArrival(world).ShouldBe(0);
        using var alone = new MemoryStream([1]);
        (await world.Engine.Files.Add(driver, world.Solution.Entities["load"], load, new("act", "more.pdf", alone)))
            .ShouldBeOfType<Outcome.NotFound>("by itself he may not add");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refused_step_tells_everything_at_its_place_and_leaves_no_file(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (load, driver, _) = await Loaded(world);
        Told(await Arrive(world, driver, load, "many", ("act", "act.pdf", "one"))).Keys.ShouldBe(["weight"]);
        Told(await Arrive(world, driver, load, "7")).ShouldBe(new() { ["files.act"] = "Add a file" });
        Told(await Arrive(world, driver, load, null, ("act", "act.pdf", ""), ("act", "..", "x"), ("photo", "a.png", "x")))
            .ShouldBe(new() { ["weight"] = "Fill in this field", ["files.act"] = "The file is empty. Give the file a name" });
        Told(await Arrive(world, driver, load, "7", ("act", "act.pdf", new string('x', 1_048_577))))["files.act"]
            .ShouldBe("The file is larger than 1 MB");
        Told(await Arrive(world, driver, load, "7", ("act", "act.pdf", "x"), ("nothing", "a.pdf", "x")))["files.nothing"]
            .ShouldBe("There is no such field");
        (await world.CountOf("file")).ShouldBe(0);
        world.Files.EnumerateFiles("*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nothing_is_kept_from_somebody_who_may_not_take_the_step_now(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (load, driver, office) = await Loaded(world);
        using var content = new MemoryStream("bytes"u8.ToArray());
        var step = world.Solution.Entities["load"].Lifecycle!.Transitions["arrive"];
        await using (var files = await world.Engine.Files.Receive(office, world.Solution.Entities["load"], load, step))
        {
            await files.Add("act", "act.pdf", content);
            InArrival(world).ShouldBe(0);
            (await files.Take(office, Step(world, load, "7"))).ShouldBeOfType<Outcome.NotFound>();
        }
        EngineWorld.Id(await Arrive(world, driver, load, "7", ("act", "act.pdf", "one")));
        (await Arrive(world, driver, load, "7", ("act", "act.pdf", "one"))).ShouldBeOfType<Outcome.Conflict>();
        (await world.CountOf("file")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_repeated_command_stores_its_files_once_and_another_content_is_a_conflict(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (load, driver, _) = await Loaded(world);
        var id = Guid.NewGuid();
        var first = (await Arrive(world, driver, load, "7", id, ("act", "act.pdf", "one"))).ShouldBeOfType<Outcome.Done>();
        (await Arrive(world, driver, load, "7", id, ("act", "act.pdf", "one"))).ShouldBe(first with { Moved = false });
        (await Arrive(world, driver, load, "7", id, ("act", "act.pdf", "two"))).ShouldBeOfType<Outcome.Conflict>();
        (await world.CountOf("file")).ShouldBe(1);
        world.Files.EnumerateFiles("*", SearchOption.AllDirectories).Count().ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_file_that_is_there_already_is_enough_and_a_step_that_is_taken_by_another_needs_it(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (load, driver, office) = await Loaded(world);
        var first = EngineWorld.Id(await world.Create(office, "load", ("title", "First"), ("next", load)));
        Told(await world.Take(driver, "load", first, "pull"))[""].ShouldEndWith("Add a file");
        using var content = new MemoryStream([1]);
        EngineWorld.Id(await world.Engine.Files.Add(office, world.Solution.Entities["load"], load, new("act", "act.pdf", content)));
        (await world.Take(driver, "load", first, "pull")).ShouldBeOfType<Outcome.Done>();
        (await Number(world, $"""select count(*) from "load" where "id" = {load} and "status" = 'there'""")).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_killed_process_had_received_is_removed_by_the_clean_up()
    {
        await using var world = await EngineWorld.Open(Databases.Sqlite, Definitions);
        var (load, driver, _) = await Loaded(world);
        var entity = world.Solution.Entities["load"];
        using var content = new MemoryStream([1]);
        // Neither taken nor disposed, as after a kill.
        var files = await world.Engine.Files.Receive(driver, entity, load, entity.Lifecycle!.Transitions["arrive"]);
        await files.Add("act", "act.pdf", content);
        InArrival(world).ShouldBe(1);
        foreach (var left in world.Files.EnumerateFiles("*", SearchOption.AllDirectories))
            left.LastWriteTimeUtc = world.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromHours(7);
        await world.Engine.Files.Recover(default);
        InArrival(world).ShouldBe(0);
    }

    [Fact]
    public void A_step_that_brings_files_is_the_way_to_what_lacks_them()
    {
        var load = TestSolutions.Link(Definitions).Entities["load"];
        load.Lifecycle!.Transitions["pay"].Requirements[0].Ways.ShouldBe([
            new Way.ByTransition(load.Lifecycle.Transitions["arrive"]), new Way.AtFiles(load.FileGroups["act"])]);
    }

    [Fact]
    public void The_report_of_rights_tells_which_files_a_step_adds() =>
        AccessReport.Write(TestSolutions.Link(Definitions))
            .ShouldContain("- takes `arrive` from way when `true`\n- adds files by `arrive`: `act`, `photo`\n");

    [Theory]
    [InlineData("bulk: true, files: [act]", "Files are not added to many records at once: remove 'bulk' or make 'act' optional")]
    [InlineData("files: [akt]", "There is no file group 'akt' (did you mean 'act'?)")]
    [InlineData("bulk: true, files: { act: { optional: true } }", null)]
    public void Files_that_cannot_be_asked_for_are_told(string keys, string? told)
    {
        var problems = TestSolutions.Problems(("roles/driver.yaml", "role: driver\ntitle: Driver\n"), ("entities/load.yaml", $$"""
            entity: load
            files: { act: { title: Acts, read: [driver], write: [driver] } }
            lifecycle:
              states: { way: { title: On the way, final: true } }
              transitions:
                go: { title: Go, from: [way], to: same, by: [driver], {{keys}} }
            access: { driver: { read: true } }
            """));
        if (told is null) problems.ShouldBeEmpty();
        else problems.ShouldHaveSingleItem().ShouldEndWith(told);
    }

    private static async Task<(long Load, Actor Driver, Actor Office)> Loaded(EngineWorld world)
    {
        await world.Admit("dmitry", "driver");
        await world.Admit("olga", "office");
        var office = await world.As("olga");
        return (EngineWorld.Id(await world.Create(office, "load", ("title", "Sand"))), await world.As("dmitry"), office);
    }

    private static Task<Outcome> Arrive(EngineWorld world, Actor actor, long load, string? weight,
        params (string Group, string Name, string Text)[] sent) => Arrive(world, actor, load, weight, Guid.NewGuid(), sent);

    private static async Task<Outcome> Arrive(EngineWorld world, Actor actor, long load, string? weight, Guid command,
        params (string Group, string Name, string Text)[] sent)
    {
        var entity = world.Solution.Entities["load"];
        await using var files = await world.Engine.Files.Receive(actor, entity, load, entity.Lifecycle!.Transitions["arrive"]);
        foreach (var (group, name, text) in sent)
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            await files.Add(group, name, content);
        }
        return await files.Take(actor, Step(world, load, weight) with { CommandId = command });
    }

    private static Command.Transit Step(EngineWorld world, long load, string? weight) =>
        new(world.Solution.Entities["load"], null, load, "arrive", new Dictionary<string, object?> { ["weight"] = weight }, null);

    private static Dictionary<string, string> Told(Outcome outcome) => outcome.ShouldBeOfType<Outcome.Invalid>().Errors
        .ToDictionary(error => error.Key, error => string.Join(". ", error.Value.Select(message => Texts.Say(message, "en"))));

    private static int InArrival(EngineWorld world) => world.Files.GetDirectories("incoming")[0].GetFiles().Length;

    private static async Task<long> Number(EngineWorld world, string text) =>
        (long)(await world.Database.Read(connection => connection.Scalar(new(text), DataType.Whole)))!;
}
