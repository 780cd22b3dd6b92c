using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Tests.Commands;

/// <summary>Effects that change a record through a reference, and those that find or create one.</summary>
public class ReferencedRecordsTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/office.yaml", "role: office\ntitle: Office\n"),
        ("roles/guard.yaml", "role: guard\ntitle: Guard\n"),
        ("entities/firm.yaml", """
            entity: firm
            fields:
              title: { kind: text, required: true }
              earned: { kind: money, default: 0 }
            access:
              office: { read: true, create: true, update: true }
            """),
        ("entities/bill.yaml", """
            entity: bill
            title: Bill
            fields:
              title: { kind: text, required: true }
              limit: { kind: money }
              paid: { kind: money, default: 0 }
              steps: { kind: number, default: 0 }
              firm: { kind: ref, to: firm }
            require:
              "limit is null or paid <= limit": More than the limit is paid
            access:
              office: { read: true, create: true, update: true }
            """),
        ("entities/client.yaml", """
            entity: client
            fields:
              name: { kind: text, required: true }
              phone: { kind: text }
              inn: { kind: text, unique: true }
            access:
              office: { read: true, create: true, update: true, delete: true }
            """),
        ("entities/payment.yaml", """
            entity: payment
            fields:
              amount: { kind: money, required: true }
              bill: { kind: ref, to: bill, inverse: payments }
              phone: { kind: text }
              inn: { kind: text }
              client: { kind: ref, to: client }
            lifecycle:
              states: { new: { title: New }, done: { title: Done, final: true } }
              transitions:
                pay:
                  title: Pay
                  from: [new]
                  to: done
                  by: [office, guard]
                  effects:
                    - update: bill
                      where: "title <> 'closed'"
                      values: { paid: "paid + outer.amount", steps: "count(outer.bill.payments)" }
                    - { update: bill.firm, values: { earned: "earned + outer.amount" } }
                meet:
                  title: Meet
                  from: [new]
                  to: done
                  by: [office]
                  effects: [{ create: client, find: "phone = outer.phone", values: { name: "'New'", phone: phone }, into: client }]
                know:
                  title: Know
                  from: [new]
                  to: done
                  by: [office]
                  effects: [{ create: client, find: "inn = outer.inn", values: { name: "'New'", inn: inn }, into: client }]
            access:
              office: { read: true, create: true, update: true }
              guard: { read: true }
            """),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_step_changes_the_records_that_its_references_lead_to_and_journals_them(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Person(world, "olga", "office");
        var guard = await Person(world, "gleb", "guard");
        var firm = EngineWorld.Id(await world.Create(office, "firm", ("title", "North")));
        var bill = EngineWorld.Id(await world.Create(office, "bill", ("title", "B"), ("firm", firm)));
        var payment = EngineWorld.Id(await world.Create(office, "payment", ("amount", 70m), ("bill", bill)));
        EngineWorld.Id(await world.Take(guard, "payment", payment, "pay"));
        (await Number(world, $"""select count(*) from "bill" where "id" = {bill} and "steps" = 1 and "_version" = 2""")).ShouldBe(1);
        (await Money(world, "bill", "paid")).ShouldBe(70m);
        (await Money(world, "firm", "earned")).ShouldBe(70m);
        (await Number(world, """select count(*) from "_event" where "kind" = 'Updated' and "entity" in ('bill', 'firm')""")).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_empty_reference_and_a_record_outside_the_condition_are_left_alone(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Person(world, "olga", "office");
        var closed = EngineWorld.Id(await world.Create(office, "bill", ("title", "closed")));
        foreach (var bill in new long?[] { null, closed })
        {
            var payment = EngineWorld.Id(await world.Create(office, "payment", ("amount", 70m), ("bill", bill)));
            EngineWorld.Id(await world.Take(office, "payment", payment, "pay"));
        }
        (await Money(world, "bill", "paid")).ShouldBe(0m);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_requirement_of_the_referenced_record_refuses_the_step(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Person(world, "olga", "office");
        var bill = EngineWorld.Id(await world.Create(office, "bill", ("title", "B"), ("limit", 50m)));
        var payment = EngineWorld.Id(await world.Create(office, "payment", ("amount", 70m), ("bill", bill)));
        (await world.Take(office, "payment", payment, "pay")).ShouldBeOfType<Outcome.Invalid>();
        (await Money(world, "bill", "paid")).ShouldBe(0m);
        (await Number(world, """select count(*) from "payment" where "status" = 'new'""")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task All_that_add_to_the_same_record_at_once_are_counted(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Person(world, "olga", "office");
        var firm = EngineWorld.Id(await world.Create(office, "firm", ("title", "North")));
        var bill = EngineWorld.Id(await world.Create(office, "bill", ("title", "B"), ("firm", firm)));
        var payments = new List<long>();
        for (var i = 0; i < 16; i++)
            payments.Add(EngineWorld.Id(await world.Create(office, "payment", ("amount", 5m), ("bill", bill))));
        await Task.WhenAll(payments.Select(payment => Task.Run(async () =>
            EngineWorld.Id(await world.Take(office, "payment", payment, "pay")))));
        (await Money(world, "bill", "paid")).ShouldBe(80m);
        (await Money(world, "firm", "earned")).ShouldBe(80m);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task All_that_are_made_and_submitted_at_once_for_the_same_record_are_counted(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Person(world, "olga", "office");
        var bill = EngineWorld.Id(await world.Create(office, "bill", ("title", "B")));
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
            EngineWorld.Id(await world.Engine.Commands.Execute(office, new Command.Create(world.Solution.Entities["payment"], null,
                new Dictionary<string, object?> { ["amount"] = 5m, ["bill"] = bill }, EngineWorld.NoRows, "pay"))))));
        (await Money(world, "bill", "paid")).ShouldBe(80m);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_oldest_record_found_is_taken_and_one_is_created_where_none_is_found(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Person(world, "olga", "office");
        var gone = EngineWorld.Id(await world.Create(office, "client", ("name", "Gone"), ("phone", "1")));
        EngineWorld.Id(await world.Engine.Commands.Execute(office,
            new Command.Delete(world.Solution.Entities["client"], null, gone, null)));
        var old = EngineWorld.Id(await world.Create(office, "client", ("name", "Old"), ("phone", "1")));
        EngineWorld.Id(await world.Create(office, "client", ("name", "Young"), ("phone", "1")));
        (await Met(world, office, "1")).ShouldBe(old);
        var made = await Met(world, office, "2");
        (await Met(world, office, "2")).ShouldBe(made);
        (await world.CountOf("client")).ShouldBe(4);
        // What is unknown is equal to nothing.
        (await Met(world, office, null)).ShouldNotBe(await Met(world, office, null));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Those_who_look_for_the_same_record_at_once_create_it_once(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Person(world, "olga", "office");
        var clients = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Met(world, office, $"{i % 2}"))));
        clients.Distinct().Count().ShouldBe(2);
        (await world.CountOf("client")).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_that_somebody_creates_at_the_same_moment_by_hand_is_found_by_a_second_look(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var office = await Person(world, "olga", "office");
        for (var i = 0; i < 8; i++)
        {
            var inn = $"{i}";
            var payment = EngineWorld.Id(await world.Create(office, "payment", ("amount", 5m), ("inn", inn)));
            var taken = Task.Run(async () => await world.Take(office, "payment", payment, "know"));
            await Task.WhenAll(taken, Task.Run(async () => await world.Create(office, "client", ("name", "By hand"), ("inn", inn))));
            (await taken).ShouldBeOfType<Outcome.Done>();
        }
        (await world.CountOf("client")).ShouldBe(8);
    }

    private static async Task<long> Met(EngineWorld world, Actor office, string? phone)
    {
        var payment = EngineWorld.Id(await world.Create(office, "payment", ("amount", 5m), ("phone", phone)));
        EngineWorld.Id(await world.Take(office, "payment", payment, "meet"));
        return await Number(world, $"""select "client" from "payment" where "id" = {payment}""");
    }

    private static async Task<Actor> Person(EngineWorld world, string login, string role)
    {
        await world.Admit(login, role);
        return await world.As(login);
    }

    private static async Task<decimal> Money(EngineWorld world, string entity, string field) =>
        (decimal)(await world.Database.Read(connection => connection.Scalar(new($"select \"{field}\" from \"{entity}\""),
            world.Solution.Entities[entity][field].Type)))!;

    private static async Task<long> Number(EngineWorld world, string text) =>
        (long)(await world.Database.Read(connection => connection.Scalar(new(text), DataType.Whole)))!;
}
