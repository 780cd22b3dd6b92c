using System.Collections.Concurrent;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Commands;

/// <summary>Effects that take transitions of other records.</summary>
public class TakenStepsTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/office.yaml", "role: office\ntitle: Office\n"),
        ("roles/driver.yaml", "role: driver\ntitle: Driver\n"),
        ("entities/order.yaml", """
            entity: order
            title: Order
            fields:
              title: { kind: text, required: true }
              held: { kind: yes_no }
              reason: { kind: text }
              firm: { kind: text }
            lifecycle:
              states: { open: { title: Open }, closed: { title: Closed } }
              transitions:
                close:
                  title: Close
                  from: [open]
                  to: closed
                  by: [office]
                  ask:
                    reason: {}
                    comment: { optional: true }
                  require: { "held is null or not held": The order is held }
                  effects: [{ take: fold, on: parcels, where: "size < 10" }]
                  notice: [closed]
                reopen: { title: Reopen, from: [closed], to: open, by: [office] }
            access:
              office: { read: true, create: true, update: true }
            """),
        ("entities/parcel.yaml", """
            entity: parcel
            title: Parcel
            label: code
            fields:
              code: { kind: text, required: true }
              size: { kind: number }
              order: { kind: ref, to: order, inverse: parcels }
            lifecycle:
              states: { waiting: { title: Waiting }, handed: { title: Handed, final: true }, folded: { title: Folded, final: true } }
              transitions:
                hand:
                  title: Hand over
                  from: [waiting]
                  to: handed
                  by: [driver, office]
                  ask: { said: { input: { kind: text }, optional: true } }
                  effects:
                    - { take: close, on: order, values: { reason: "coalesce(@input.said, 'by hand')" }, comment: code }
                fold: { title: Fold, from: [waiting], to: folded, by: [office] }
            access:
              office: { read: true, create: true, update: true }
              driver: { read: true }
            """),
        ("notices/closed.yaml", "notice: closed\ntitle: Closed\nentity: order\nto: [\"role:office\"]\ntext: \"{title} is closed\"\n"),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_step_takes_the_step_of_another_record_that_its_actor_may_not_even_read(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, driver) = await People(world);
        var order = EngineWorld.Id(await world.Create(office, "order", ("title", "North")));
        var parcel = EngineWorld.Id(await world.Create(office, "parcel", ("code", "P1"), ("size", 50L), ("order", order)));
        var small = EngineWorld.Id(await world.Create(office, "parcel", ("code", "P2"), ("size", 5L), ("order", order)));
        (await world.Take(driver, "order", order, "close", ("reason", "no"))).ShouldBeOfType<Outcome.NotFound>();
        (await world.Take(driver, "parcel", parcel, "hand", ("said", "at the door"))).ShouldBeOfType<Outcome.Done>().Status
            .ShouldBe("handed");
        (await Text(world, "order", order, "status")).ShouldBe("closed");
        (await Text(world, "order", order, "reason")).ShouldBe("at the door");
        (await Text(world, "parcel", small, "status")).ShouldBe("folded");
        (await Number(world, $"""
            select count(*) from "_event" where "entity" = 'order' and "record_id" = {order} and "transition" = 'close' and "comment" = 'P1'
            """)).ShouldBe(1);
        (await Number(world, """select count(*) from "_notice" where "notice" = 'closed'""")).ShouldBe(1);
        (await Number(world, $"""select "_version" from "order" where "id" = {order}""")).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_in_another_state_and_an_empty_reference_are_left_alone(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, _) = await People(world);
        var order = EngineWorld.Id(await world.Create(office, "order", ("title", "North")));
        EngineWorld.Id(await world.Take(office, "order", order, "close", ("reason", "by hand")));
        var parcel = EngineWorld.Id(await world.Create(office, "parcel", ("code", "P1"), ("order", order)));
        var alone = EngineWorld.Id(await world.Create(office, "parcel", ("code", "P2")));
        (await world.Take(office, "parcel", parcel, "hand")).ShouldBeOfType<Outcome.Done>();
        (await world.Take(office, "parcel", alone, "hand")).ShouldBeOfType<Outcome.Done>();
        (await Text(world, "order", order, "reason")).ShouldBe("by hand");
        (await Number(world, $"""select "_version" from "order" where "id" = {order}""")).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refusal_of_the_other_record_refuses_the_whole_step_and_names_it_only_to_its_readers(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, driver) = await People(world);
        var order = EngineWorld.Id(await world.Create(office, "order", ("title", "North"), ("held", true)));
        var parcel = EngineWorld.Id(await world.Create(office, "parcel", ("code", "P1"), ("order", order)));
        Told(await world.Take(office, "parcel", parcel, "hand")).ShouldBe(["Order “North”: The order is held"]);
        Told(await world.Take(driver, "parcel", parcel, "hand")).ShouldBe(["A related record does not allow this now"]);
        (await Text(world, "parcel", parcel, "status")).ShouldBe("waiting");
        (await Number(world, """select count(*) from "_event" where "kind" = 'Transition'""")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Steps_that_take_each_others_records_in_both_directions_at_once_are_done_or_refused_in_words(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Crossing);
        await world.Admit("olga", "office");
        var office = await world.As("olga");
        var pairs = new List<(long Left, long Right)>();
        for (var i = 0; i < 12; i++)
        {
            var left = EngineWorld.Id(await world.Create(office, "left", ("title", $"L{i}")));
            var right = EngineWorld.Id(await world.Create(office, "right", ("title", $"R{i}"), ("left", left)));
            EngineWorld.Id(await world.Update(office, "left", left, ("right", right)));
            pairs.Add((left, right));
        }
        var outcomes = new ConcurrentBag<Outcome>();
        await Race([.. pairs.SelectMany(pair => new Func<Task>[]
        {
            async () => outcomes.Add(await world.Take(office, "left", pair.Left, "push")),
            async () => outcomes.Add(await world.Take(office, "right", pair.Right, "push")),
        })]);
        outcomes.ShouldAllBe(outcome => outcome is Outcome.Done);
        (await Number(world, """select count(*) from "left" where "pushed" = 1 and "taken" = 1""")).ShouldBe(12);
        (await Number(world, """select count(*) from "right" where "pushed" = 1 and "taken" = 1""")).ShouldBe(12);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_whose_own_step_is_running_is_changed_in_place_and_its_second_step_waits_for_another_time(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Crossing);
        await world.Admit("olga", "office");
        var office = await world.As("olga");
        var left = EngineWorld.Id(await world.Create(office, "left", ("title", "L")));
        var right = EngineWorld.Id(await world.Create(office, "right", ("title", "R"), ("left", left)));
        EngineWorld.Id(await world.Update(office, "left", left, ("right", right)));
        (await world.Take(office, "left", left, "round")).ShouldBeOfType<Outcome.Done>().Version.ShouldBe(3);
        (await Number(world, $"""select "pushed" from "left" where "id" = {left}""")).ShouldBe(11);
        (await Number(world, $"""select "taken" from "left" where "id" = {left}""")).ShouldBe(0);
        (await Number(world, $"""select count(*) from "_event" where "entity" = 'left' and "record_id" = {left}""")).ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task One_step_changes_a_bounded_number_of_records_and_refuses_more_as_a_whole(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (office, _) = await People(world);
        var order = EngineWorld.Id(await world.Create(office, "order", ("title", "North")));
        var first = EngineWorld.Id(await world.Create(office, "parcel", ("code", "P0"), ("size", 1L), ("order", order)));
        var columns = """ "code", "size", "order", "status", "status_since", "created_at", "updated_at", "_version" """;
        await world.Run($"""
            insert into "parcel" ({columns}) with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000)
            select 'P', 1, "order", "status", "status_since", "created_at", "updated_at", 1 from "parcel", n where "id" = {first}
            """);
        Told(await world.Take(office, "order", order, "close", ("reason", "all")))
            .ShouldBe(["One step changes at most 1000 other records"]);
        (await Number(world, """select count(*) from "parcel" where "status" = 'waiting'""")).ShouldBe(1001);
    }

    private static readonly (string, string)[] Crossing =
    [
        ("roles/office.yaml", "role: office\ntitle: Office\n"),
        ("entities/left.yaml", Side("left", "right")),
        ("entities/right.yaml", Side("right", "left")),
    ];

    private static string Side(string own, string other) => $$"""
        entity: {{own}}
        fields:
          title: { kind: text, required: true }
          {{other}}: { kind: ref, to: {{other}}, inverse: {{own}}s }
          pushed: { kind: number, default: 0 }
          taken: { kind: number, default: 0 }
        lifecycle:
          states: { on: { title: On }, off: { title: Off, final: true } }
          transitions:
            push:
              title: Push
              from: [on]
              to: off
              by: [office]
              effects: [{ set: { pushed: "pushed + 1" } }, { take: follow, on: {{other}} }]
            follow: { title: Follow, from: [on, off], to: same, by: [office], effects: [{ set: { taken: "taken + 1" } }] }
            round:
              title: Round
              from: [on]
              to: same
              by: [office]
              effects: [{ set: { pushed: "pushed + 1" } }, { take: back, on: {{other}} }]
            back:
              title: Back
              from: [on]
              to: same
              by: [office]
              effects: [{ update: {{other}}, values: { pushed: "pushed + 10" } }, { take: follow, on: {{other}} }]
        access:
          office: { read: true, create: true, update: true }
        """;

    private static async Task<(Actor Office, Actor Driver)> People(EngineWorld world)
    {
        await world.Admit("olga", "office");
        await world.Admit("dmitry", "driver");
        return (await world.As("olga"), await world.As("dmitry"));
    }

    private static IEnumerable<string> Told(Outcome outcome) =>
        outcome.ShouldBeOfType<Outcome.Invalid>().Errors.SelectMany(error => error.Value).Select(message => Texts.Say(message, "en"));

    private static async Task Race(IReadOnlyList<Func<Task>> runners)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = runners.Select(runner => Task.Run(async () =>
        {
            await start.Task;
            await runner();
        })).ToArray();
        start.SetResult();
        await Task.WhenAll(running);
    }

    private static async Task<string?> Text(EngineWorld world, string entity, long id, string field) =>
        (string?)await world.Database.Read(connection =>
            connection.Scalar(new($"select \"{field}\" from \"{entity}\" where \"id\" = @p0", id), DataType.Text));

    private static async Task<long> Number(EngineWorld world, string text) =>
        (long)(await world.Database.Read(connection => connection.Scalar(new(text), DataType.Whole)))!;
}
