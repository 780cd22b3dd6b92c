using Kabinet.Engine;
using Kabinet.Engine.Access;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Commands;

/// <summary>Bills with payments: a status that follows what is paid, payments that do not count, refusals that name the rest.</summary>
public sealed class FollowingTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/roles.yaml", "roles: { cashier: { title: Cashier }, guard: { title: Guard }, client: { title: Client } }\n"),
        ("entities/bill.yaml", """
            entity: bill
            label: title
            fields:
              title: { kind: text, required: true }
              price: { kind: money }
              paid: { kind: money, computed: sum(payments.amount where counted) }
              debt: { kind: money, computed: price - paid }
            lifecycle:
              states: { open: { title: Open }, queued: { title: Queued } }
              transitions:
                pay:
                  title: Pay
                  from: [open, queued]
                  to: same
                  by: [cashier]
                  ask: { sum: { input: { kind: money } } }
                  effects: [{ create: payment, values: { bill: id, amount: "@input.sum" } }]
                queue: { title: Queue, from: [open], to: queued, follows: price > 0 and debt <= 0, notice: [queued] }
                unqueue: { title: Back, from: [queued], to: open, follows: debt > 0 }
            access:
              cashier: { read: true, create: true, update: true }
              client: { read: true, hide: [paid] }
              guard: { read: true, only: [title, status] }
            """),
        ("entities/payment.yaml", """
            entity: payment
            label: what
            fields:
              bill: { kind: ref, to: bill, part: true, required: true, inverse: payments }
              what: { kind: text }
              amount: { kind: money, required: true, min: 0.01 }
              rest: { kind: money, computed: "bill.debt + case when counted then amount else 0 end" }
            is: { counted: "status = 'received'" }
            require: { "not counted or bill.debt >= 0": "More than {rest} that are left" }
            lifecycle:
              states: { received: { title: Received }, voided: { title: Voided, void: true, final: true } }
              transitions:
                void: { title: Void, from: [received], to: voided, by: [cashier], audience: [cashier, client], ask: [comment] }
            access:
              cashier: { read: true, create: true, update: counted }
              client: { read: true, create: true, hide: [rest] }
              guard: { read: true }
            """),
        ("notices/queued.yaml", "notice: queued\nentity: bill\ntitle: Queued\nto: [\"role:guard\"]\ntext: \"{title}\"\n"),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_status_follows_a_part_whatever_door_changes_it(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (cashier, bill) = await Bill(world, 100m);
        await Pay(world, cashier, bill, 40m);
        (await Status(world, cashier, bill)).ShouldBe("open");
        (await Pay(world, cashier, bill, 60m)).ShouldBeOfType<Outcome.Done>().Status.ShouldBe("queued");
        var last = (await Payments(world, cashier))[^1].Id;
        (await world.Update(cashier, "payment", last, ("amount", 59m))).ShouldBeOfType<Outcome.Done>();
        (await Status(world, cashier, bill)).ShouldBe("open");
        (await world.Update(cashier, "payment", last, ("amount", 60m))).ShouldBeOfType<Outcome.Done>();
        (await Status(world, cashier, bill)).ShouldBe("queued");
        (await Void(world, cashier, last)).ShouldBeOfType<Outcome.Done>();
        (await Status(world, cashier, bill)).ShouldBe("open");
        (await world.Create(cashier, "payment", ("bill", bill), ("amount", 60m))).ShouldBeOfType<Outcome.Done>();
        (await Status(world, cashier, bill)).ShouldBe("queued");
        (await world.Update(cashier, "bill", bill, ("price", 101m))).ShouldBeOfType<Outcome.Done>().Status.ShouldBe("open");
        (await world.CountOf("_notice")).ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_takes_a_transition_that_follows(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (cashier, bill) = await Bill(world, 100m);
        (await world.Take(cashier, "bill", bill, "queue")).ShouldBeOfType<Outcome.NotFound>();
        (await world.Engine.Records.Find(cashier, world.Solution.Entities["bill"], bill)).ShouldNotBeNull().Record.Transitions
            .Select(judged => judged.Transition.Key).ShouldBe(["pay"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_error_of_what_an_effect_makes_stands_at_the_input_that_gave_the_value(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (cashier, bill) = await Bill(world, 100m);
        await Pay(world, cashier, bill, 40m);
        var refused = (await Pay(world, cashier, bill, 60.01m)).ShouldBeOfType<Outcome.Invalid>();
        refused.Errors.Keys.ShouldBe(["sum"]);
        Texts.Say(refused.Errors["sum"][0], "en").ShouldContain("60");
        (await world.CountOf("payment")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refusal_names_no_value_that_the_actor_may_not_read(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (_, bill) = await Bill(world, 123m);
        await world.Admit("anna", "client");
        var refused = (await world.Create(await world.As("anna"), "payment", ("bill", bill), ("amount", 500m)))
            .ShouldBeOfType<Outcome.Invalid>();
        Texts.Say(refused.Errors["amount"][0], "en").ShouldBe("More than … that are left");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_corrections_and_payments_at_once_no_more_pass_than_are_owed(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (cashier, bill) = await Bill(world, 100m);
        for (var i = 0; i < 6; i++)
            (await world.Create(cashier, "payment", ("bill", bill), ("amount", 10m))).ShouldBeOfType<Outcome.Done>();
        var payments = await Payments(world, cashier);
        var outcomes = await Race([.. payments.Select(payment => new Func<Task<Outcome>>(async () =>
            await world.Update(cashier, "payment", payment.Id, ("amount", 25m)))),
            .. Enumerable.Range(0, 6).Select(_ => new Func<Task<Outcome>>(async () =>
                await world.Create(cashier, "payment", ("bill", bill), ("amount", 15m))))]);
        outcomes.ShouldAllBe(outcome => outcome is Outcome.Done || outcome is Outcome.Invalid);
        var found = (await world.Engine.Records.Find(cashier, world.Solution.Entities["bill"], bill)).ShouldNotBeNull().Record;
        ((decimal)found["debt"]!).ShouldBeInRange(0m, 14.99m);
        found["status"].ShouldBe((decimal)found["debt"]! <= 0 ? "queued" : "open");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_history_of_the_owner_tells_the_step_of_a_part_to_its_audience(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (cashier, bill) = await Bill(world, 100m);
        await Pay(world, cashier, bill, 40m);
        await Void(world, cashier, (await Payments(world, cashier))[0].Id, "The bank returned it");
        foreach (var (login, role, hears) in new[] { ("anna", "client", true), ("greg", "guard", false) })
        {
            await world.Admit(login, role);
            var told = (await world.Engine.Journal.Read(await world.As(login), world.Solution.Entities["bill"], bill)).ShouldNotBeNull()
                .Events.FirstOrDefault(some => some.Comment is not null);
            (told is not null).ShouldBe(hears, login);
            if (told is null) continue;
            told.Part.ShouldNotBeNull().Key.ShouldBe("payment");
            (told.From, told.To, told.Comment).ShouldBe(("received", "voided", "The bank returned it"));
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_void_is_listed_but_in_no_sum(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (cashier, bill) = await Bill(world, 100m);
        await Pay(world, cashier, bill, 40m);
        await Pay(world, cashier, bill, 25m);
        await Void(world, cashier, (await Payments(world, cashier))[0].Id);
        var payment = world.Solution.Entities["payment"];
        var (query, amount) = (new RecordQuery { Entity = payment, Columns = [] }, payment.FindPath("amount")!);
        (await world.Engine.Records.Count(cashier, query)).ShouldBe(2);
        (await world.Engine.Records.Sum(cashier, query, amount)).ShouldBe(25m);
        var totals = await world.Engine.Records.Totals(cashier, query, [amount]);
        (totals.Count, totals.Sums[0]).ShouldBe((2, 25m));
        var groups = await world.Engine.Records.Groups(cashier, new(query, [new(payment.FindPath("bill")!)])
        {
            Measures = [new(Engine.Expressions.Aggregation.Sum, amount)],
        });
        groups.Groups.Single().Values[0].ShouldBe(25m);
        (await world.Engine.Records.Find(cashier, world.Solution.Entities["bill"], bill)).ShouldNotBeNull().Record["debt"].ShouldBe(75m);
    }

    [Fact]
    public void A_transition_that_follows_asks_nobody_and_leads_elsewhere()
    {
        var problems = TestSolutions.ProblemsOf(() => TestSolutions.Link([("roles/a.yaml", "role: a\ntitle: A\n"), ("entities/x.yaml", """
            entity: x
            fields: { t: { kind: text } }
            lifecycle:
              states: { one: { title: One }, two: { title: Two } }
              transitions:
                go: { title: Go, from: [one], to: two, by: [a], ask: [comment], require: { "t is not null": T }, bulk: true,
                  follows: "true" }
                stay: { title: Stay, from: [two], to: same, follows: t is null }
                back: { title: Back, from: [two], to: one, by: [a] }
            """)]));
        problems.Count.ShouldBe(5, string.Join('\n', problems));
        problems.ShouldAllBe(problem => problem.Contains("'follows'"));
    }

    private static async Task<(Actor Cashier, long Bill)> Bill(EngineWorld world, decimal price)
    {
        await world.Admit("carol", "cashier");
        await world.Admit("gustav", "guard");
        var cashier = await world.As("carol");
        return (cashier, EngineWorld.Id(await world.Create(cashier, "bill", ("title", "Bill"), ("price", price))));
    }

    private static async Task<Outcome> Pay(EngineWorld world, Actor cashier, long bill, decimal sum) =>
        await world.Take(cashier, "bill", bill, "pay", ("sum", sum));

    private static async Task<Outcome> Void(EngineWorld world, Actor cashier, long payment, string why = "Wrong") =>
        await world.Engine.Commands.Execute(cashier, new Engine.Commands.Command.Transit(world.Solution.Entities["payment"], null, payment,
            "void", new Dictionary<string, object?>(), why));

    private static async Task<IReadOnlyList<Engine.Reading.Record>> Payments(EngineWorld world, Actor actor) =>
        (await world.Engine.Records.List(actor, new() { Entity = world.Solution.Entities["payment"], Columns = [],
            Sort = [new(world.Solution.Entities["payment"].FindPath("id")!, false)] })).Records;

    private static async Task<string?> Status(EngineWorld world, Actor actor, long bill) =>
        (string?)(await world.Engine.Records.Find(actor, world.Solution.Entities["bill"], bill)).ShouldNotBeNull().Record["status"];

    private static async Task<Outcome[]> Race(IReadOnlyList<Func<Task<Outcome>>> runners)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = runners.Select(runner => Task.Run(async () =>
        {
            await start.Task;
            return await runner();
        })).ToArray();
        start.SetResult();
        return await Task.WhenAll(running);
    }
}
