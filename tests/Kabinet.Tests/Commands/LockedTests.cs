using Kabinet.Engine.Access;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Commands;

/// <summary>Fields that nobody changes any more: the same at every door, with the reason.</summary>
public sealed class LockedTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/roles.yaml", "roles: { clerk: { title: Clerk }, reader: { title: Reader } }\n"),
        ("entities/order.yaml", """
            entity: order
            label: title
            fields:
              title: { kind: text, required: true }
              price: { kind: money }
              note: { kind: text }
              origin: { kind: text }
              signed_on: { kind: date }
            locked:
              agreed: { when: "status = 'agreed'", fields: [title, price], reason: The price is agreed }
              signed: { when: signed_on is not null, fields: [price, signed_on], reason: The order is signed }
              always: { when: "true", fields: [origin], reason: The origin stays }
            lifecycle:
              states: { new: { title: New }, agreed: { title: Agreed } }
              transitions:
                agree: { title: Agree, from: [new], to: agreed, by: [clerk] }
                reprice: { title: Reprice, from: [agreed], to: same, by: [clerk], ask: { price: {}, note: { optional: true } } }
                force: { title: Force, from: [agreed], to: new, by: [clerk], effects: [{ set: { price: "1" } }] }
            access:
              clerk: { read: true, create: true, update: true }
              reader: { read: true }
            """),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_locked_field_is_refused_with_its_reason_and_the_others_stay_open(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (clerk, order) = await Order(world);
        (await world.Update(clerk, "order", order, ("price", 10m))).ShouldBeOfType<Outcome.Done>();
        (await world.Take(clerk, "order", order, "agree")).ShouldBeOfType<Outcome.Done>();
        Reasons(await world.Update(clerk, "order", order, ("price", 11m), ("note", "x"))).ShouldBe([("price", "The price is agreed")]);
        (await world.Update(clerk, "order", order, ("note", "x"))).ShouldBeOfType<Outcome.Done>();
        (await world.Update(clerk, "order", order, ("price", 10m), ("note", "y"))).ShouldBeOfType<Outcome.Done>("unchanged is unchanged");
        Reasons(await world.Update(clerk, "order", order, ("origin", "Elsewhere"))).ShouldBe([("origin", "The origin stays")]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_change_may_lock_its_own_field(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (clerk, order) = await Order(world);
        (await world.Update(clerk, "order", order, ("signed_on", "2026-01-02"), ("price", 5m))).ShouldBeOfType<Outcome.Done>();
        Reasons(await world.Update(clerk, "order", order, ("signed_on", null))).ShouldBe([("signed_on", "The order is signed")]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_input_of_a_transition_obeys_and_its_effects_do_as_they_are_written(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (clerk, order) = await Order(world);
        await world.Update(clerk, "order", order, ("price", 10m));
        await world.Take(clerk, "order", order, "agree");
        Reasons(await world.Take(clerk, "order", order, "reprice", ("price", 12m))).ShouldBe([("price", "The price is agreed")]);
        (await world.Take(clerk, "order", order, "reprice", ("price", 10m), ("note", "same"))).ShouldBeOfType<Outcome.Done>();
        (await world.Take(clerk, "order", order, "force")).ShouldBeOfType<Outcome.Done>();
        (await world.Engine.Records.Find(clerk, world.Solution.Entities["order"], order)).ShouldNotBeNull().Record["price"].ShouldBe(1m);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_page_is_told_what_may_be_changed_and_why_the_rest_may_not(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (clerk, order) = await Order(world);
        await world.Take(clerk, "order", order, "agree");
        var entity = world.Solution.Entities["order"];
        var found = (await world.Engine.Records.Find(clerk, entity, order)).ShouldNotBeNull();
        found.Writable.Select(field => field.Key).ShouldBe(["note", "signed_on"], ignoreOrder: true);
        found.Locked.ToDictionary(pair => pair.Key.Key, pair => pair.Value.In("en")).ShouldBe(new Dictionary<string, string>
        {
            ["title"] = "The price is agreed", ["price"] = "The price is agreed", ["origin"] = "The origin stays",
        }, ignoreOrder: true);
        await world.Admit("rita", "reader");
        var read = (await world.Engine.Records.Find(await world.As("rita"), entity, order)).ShouldNotBeNull();
        (read.Writable.Count, read.Locked.Count).ShouldBe((0, 0));
        (await world.Update(await world.As("rita"), "order", order, ("price", 1m))).ShouldBeOfType<Outcome.NotFound>();
    }

    [Fact]
    public void The_report_of_rights_names_what_is_locked()
    {
        AccessReport.Write(TestSolutions.Link(Definitions)).ShouldContain("- does not change title, price when `status = 'agreed'`");
    }

    private static async Task<(Actor Clerk, long Order)> Order(EngineWorld world)
    {
        await world.Admit("clara", "clerk");
        var clerk = await world.As("clara");
        return (clerk, EngineWorld.Id(await world.Create(clerk, "order", ("title", "Order"), ("origin", "Here"))));
    }

    private static (string, string)[] Reasons(Outcome outcome) =>
        [.. outcome.ShouldBeOfType<Outcome.Invalid>().Errors.SelectMany(pair => pair.Value, (pair, message) =>
            (pair.Key, Texts.Say(message, "en")))];
}
