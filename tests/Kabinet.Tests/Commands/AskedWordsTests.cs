using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Tests.Commands;

/// <summary>What effects and suggestions read of a dialog, and consents that are given with a record.</summary>
public sealed class AskedWordsTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/roles.yaml", "roles: { clerk: { title: Clerk } }\n"),
        ("roles/guest.yaml", "role: guest\ntitle: Guest\n"),
        ("entities/order.yaml", """
            entity: order
            label: title
            fields:
              title: { kind: text, required: true }
              words: { kind: text, multiline: true }
              worker: { kind: ref, to: maker }
              last: { kind: ref, to: maker }
              starts: { kind: date }
              agreed_at: { kind: datetime }
            lifecycle:
              states: { new: { title: New }, back: { title: Back, final: true } }
              transitions:
                give: { title: Give, from: [new], to: same, by: [clerk],
                  ask: { worker: {}, starts: { suggest: "coalesce(worker.free_on, @today)" }, comment: { optional: true, suggest: words } },
                  effects: [{ set: { last: max(maker.id where free_on is not null) } }] }
                back: { title: Back, from: [new], to: back, by: [clerk], ask: [comment], effects: [{ set: { words: "@input.comment" } }] }
            access:
              clerk: { read: true, create: true, update: true }
              guest: { create: true }
            """),
        ("entities/maker.yaml", """
            entity: maker
            fields: { title: { kind: text, required: true }, free_on: { kind: date } }
            access: { clerk: { read: true, create: true } }
            """),
        ("pages/ask.yaml", """
            page: ask
            path: /ask
            title: Ask
            roles: [guest]
            blocks:
              - { block: form, entity: order, sections: [{ fields: [title] }], consent: { field: agreed_at, page: terms } }
            """),
        ("pages/terms.yaml", "page: terms\npath: /terms\ntitle: Terms\nroles: [guest]\nblocks: [{ block: text, text: Terms }]\n"),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_effect_reads_the_comment(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (clerk, order) = await Order(world);
        (await world.Engine.Commands.Execute(clerk, new Command.Transit(world.Solution.Entities["order"], null, order, "back",
            new Dictionary<string, object?>(), "Mend it"))).ShouldBeOfType<Outcome.Done>();
        (await Found(world, clerk, order))["words"].ShouldBe("Mend it");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_suggestion_is_made_from_what_is_typed(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (clerk, order) = await Order(world);
        var maker = EngineWorld.Id(await world.Create(clerk, "maker", ("title", "Max"), ("free_on", "2030-02-03")));
        var entity = world.Solution.Entities["order"];
        var suggest = entity.Lifecycle!.Transitions["give"].Asks[1].Suggest.ShouldNotBeNull();
        var typed = new Dictionary<Field, object?> { [entity["worker"]] = maker };
        (await world.Engine.Records.Values(clerk, new OuterRecord(entity, order, typed), [suggest]))!.ShouldBe([new DateOnly(2030, 2, 3)]);
        (await world.Engine.Records.Values(clerk, OuterRecord.Stored(entity, order), [suggest]))![0].ShouldNotBe(new DateOnly(2030, 2, 3));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_greatest_reference_is_the_record_made_last(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var (clerk, order) = await Order(world);
        var first = EngineWorld.Id(await world.Create(clerk, "maker", ("title", "Max"), ("free_on", "2030-02-03")));
        await world.Create(clerk, "maker", ("title", "Mona"));
        (await world.Take(clerk, "order", order, "give", ("worker", first), ("starts", "2030-01-01"))).ShouldBeOfType<Outcome.Done>();
        (await Found(world, clerk, order))["last"].ShouldBe(first);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_consent_that_a_form_demands_is_demanded_at_every_door_and_its_moment_is_ours(string kind)
    {
        await using var world = await EngineWorld.Open(kind, Definitions);
        var guest = Actor.Guest(world.Solution);
        foreach (var none in new object?[] { null, false, "false", "", "perhaps" })
            (await world.Create(guest, "order", ("title", "Table"), ("agreed_at", none))).ShouldBeOfType<Outcome.Invalid>()
                .Errors.Keys.ShouldBe(["agreed_at"]);
        (await world.Create(guest, "order", ("agreed_at", null))).ShouldBeOfType<Outcome.Invalid>().Errors.Keys
            .ShouldBe(["title", "agreed_at"], ignoreOrder: true);
        (await world.CountOf("order")).ShouldBe(0);
        var made = EngineWorld.Id(await world.Create(guest, "order", ("title", "Table"), ("agreed_at", "1990-01-01T00:00:00Z")));
        var (clerk, other) = await Order(world);
        ((DateTime)(await Found(world, clerk, made))["agreed_at"]!).Year.ShouldBeGreaterThan(2000);
        (await Found(world, clerk, other))["agreed_at"].ShouldBeNull("no form demands it of him");
    }

    private static async Task<Engine.Reading.Record> Found(EngineWorld world, Actor clerk, long order) =>
        (await world.Engine.Records.Find(clerk, world.Solution.Entities["order"], order)).ShouldNotBeNull().Record;

    private static async Task<(Actor Clerk, long Order)> Order(EngineWorld world)
    {
        await world.Admit("clara", "clerk");
        var clerk = await world.As("clara");
        return (clerk, EngineWorld.Id(await world.Create(clerk, "order", ("title", "Table"))));
    }
}
