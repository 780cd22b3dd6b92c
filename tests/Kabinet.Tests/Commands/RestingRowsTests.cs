using Kabinet.Engine.Access;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Tests.Commands;

/// <summary>Rules over other rows hold at the commit too, whoever else commits at the same time.</summary>
public class RestingRowsTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/office.yaml", "role: office\ntitle: Office\n"),
        ("entities/firm.yaml", """
            entity: firm
            fields:
              title: { kind: text, required: true }
              seats: { kind: number }
            lifecycle:
              states: { open: { title: Open }, closed: { title: Closed, final: true } }
              transitions:
                close: { title: Close, from: [open], to: closed, by: [office], require: { "count(orders where live) = 0": Live orders } }
            access:
              office: { read: true, create: true, update: true, delete: "count(orders) = 0" }
            """),
        ("entities/order.yaml", """
            entity: order
            label: title
            fields:
              title: { kind: text, required: true }
              live: { kind: yes_no }
              firm: { kind: ref, to: firm, required: true, inverse: orders }
            require:
              "not live or firm.status = 'open'": The firm is closed
              "firm.seats is null or count(firm.orders) <= firm.seats": No seats are left
            access:
              office: { read: true, create: true, update: true, delete: true }
            """),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nothing_is_deleted_under_a_record_that_is_made_at_the_same_time(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Office(world);
        var firms = await Firms(world, office, 20);
        await Race([.. firms.SelectMany(firm => new Func<Task>[]
        {
            async () => await world.Create(office, "order", ("title", "A"), ("firm", firm)),
            async () => await world.Engine.Commands.Execute(office,
                new Engine.Commands.Command.Delete(world.Solution.Entities["firm"], null, firm, null)),
        })]);
        (await Number(world, """
            select count(*) from "order" o join "firm" f on f."id" = o."firm"
            where o."_deleted_at" is null and f."_deleted_at" is not null
            """)).ShouldBe(0);
        (await world.CountOf("firm")).ShouldBe(20);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_rule_over_the_fellows_of_a_record_holds_whoever_comes_at_once(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Office(world);
        var firm = EngineWorld.Id(await world.Create(office, "firm", ("title", "North"), ("seats", 3L)));
        var outcomes = new System.Collections.Concurrent.ConcurrentBag<Outcome>();
        await Race([.. Enumerable.Range(0, 12).Select(i => new Func<Task>(async () =>
            outcomes.Add(await world.Create(office, "order", ("title", $"{i}"), ("firm", firm)))))]);
        outcomes.OfType<Outcome.Done>().Count().ShouldBe(3);
        outcomes.OfType<Outcome.Invalid>().Count().ShouldBe(9);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_step_and_a_member_that_exclude_each_other_are_not_both_done(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Office(world);
        var firms = await Firms(world, office, 16);
        var orders = new List<long>();
        foreach (var firm in firms) orders.Add(EngineWorld.Id(await world.Create(office, "order", ("title", "A"), ("firm", firm))));
        await Race([.. firms.Zip(orders).SelectMany(pair => new Func<Task>[]
        {
            async () => await world.Take(office, "firm", pair.First, "close"),
            async () => await world.Update(office, "order", pair.Second, ("live", true)),
        })]);
        (await Number(world, """
            select count(*) from "order" o join "firm" f on f."id" = o."firm" where o."live" and f."status" = 'closed'
            """)).ShouldBe(0);
    }

    private static async Task<Actor> Office(EngineWorld world)
    {
        await world.Admit("olga", "office");
        return await world.As("olga");
    }

    private static async Task<List<long>> Firms(EngineWorld world, Actor office, int count)
    {
        var firms = new List<long>();
        for (var i = 0; i < count; i++) firms.Add(EngineWorld.Id(await world.Create(office, "firm", ("title", $"Firm {i}"))));
        return firms;
    }

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

    private static async Task<long> Number(EngineWorld world, string text) =>
        (long)(await world.Database.Read(connection => connection.Scalar(new(text), Engine.Expressions.DataType.Whole)))!;
}
