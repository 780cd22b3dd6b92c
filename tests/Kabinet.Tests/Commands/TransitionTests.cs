using System.Diagnostics;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Commands;

public class TransitionTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_lives_through_its_states_with_their_effects(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        var given = await world.Find(world.Clara, id);
        (given["status"], given["maker"], given["note"], given["starts"])
            .ShouldBe(("making", world.PersonId("max"), "Max", new DateOnly(2026, 11, 21)));
        (await world.CountOf("slot")).ShouldBe(1);
        await world.Update(world.Clara, id, null, ("price", "100")).ShouldBeDone();
        (await world.Take(world.Bruno, id, "pay", ("amount", "40")).ShouldBeDone()).Status.ShouldBe("waiting");
        (await world.Take(world.Bruno, id, "pay", ("amount", "60,00")).ShouldBeDone()).Status.ShouldBe("ready");
        (await world.Find(world.Bruno, id))["paid"].ShouldBe(100m);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Unmet_requirements_are_all_told(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var created = await world.Commands.Execute(world.Anna,
            new Command.Create(world.Order, null, WorkshopWorld.Values(("subject", "Chair")), WorkshopWorld.Lines())).ShouldBeDone();
        (await world.Take(world.Anna, created.Id, "submit")).ShouldBeInvalid()[""].ShouldBe(["Give the place", "Add a line"]);
        (await world.Find(world.Anna, created.Id))["status"].ShouldBe("draft");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Asked_values_are_required_checked_and_nothing_else_is_taken(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Submitted();
        (await world.Take(world.Clara, id, "give", ("price", "1"))).ShouldBeInvalid().Keys.ShouldBe(["price", "maker"], ignoreOrder: true);
        (await world.Take(world.Clara, id, "give", ("maker", world.PersonId("anna")))).ShouldBeInvalid().Keys.ShouldBe(["maker"]);
        foreach (var wrong in new[] { "  ", "a\0b", "half \uD83D a smile" })
            (await world.Take(world.Clara, id, "pause", comment: wrong)).ShouldBeInvalid().Keys.ShouldBe(["comment"]);
        (await world.Find(world.Clara, id))["status"].ShouldBe("new");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_may_not_take_it_does_not_find_it_and_who_is_late_is_told_the_state(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Submitted();
        (await world.Take(world.Boris, id, "submit")).ShouldBeOfType<Outcome.NotFound>();
        (await world.Take(world.Anna, id, "give", ("maker", world.PersonId("max")))).ShouldBeOfType<Outcome.NotFound>();
        (await world.Take(world.Irene, id, "submit")).ShouldBeOfType<Outcome.NotFound>();
        (await world.Take(world.Anna, id, "nothing")).ShouldBeOfType<Outcome.NotFound>();
        var late = (await world.Take(world.Anna, id, "submit")).ShouldBeOfType<Outcome.Conflict>();
        Texts.Say(late.Message, "en").ShouldBe("“Submit” is no longer possible: the status is now “New”");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_pause_returns_to_where_it_came_from(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        await world.Take(world.Clara, id, "pause", "Waiting for wood").ShouldBeDone();
        (await world.Take(world.Clara, id, "resume").ShouldBeDone()).Status.ShouldBe("making");
        var before = await world.Find(world.Clara, id);
        var stayed = await world.Take(world.Clara, id, "remind", "Hurry").ShouldBeDone();
        // The status does not tell that the step was taken; the version does.
        stayed.Version.ShouldBe(before.Version + 1);
        (await world.Find(world.Clara, id))["status_since"].ShouldBe(before["status_since"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_simultaneous_transitions_exactly_one_wins(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        for (var round = 0; round < 5; round++)
        {
            var id = await world.Submitted();
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(place =>
                Task.Run(async () => await world.Take(place % 2 == 0 ? world.Clara : world.Carl, id, place % 2 == 0 ? "give" : "pause",
                    "Now", place % 2 == 0 ? [("maker", world.PersonId("max"))] : []))));
            outcomes.Count(outcome => outcome is Outcome.Done)
                .ShouldBe(outcomes.Any(outcome => outcome is Outcome.Done { Status: "making" })
                && outcomes.Any(outcome => outcome is Outcome.Done { Status: "paused" }) ? 2 : 1);
            outcomes.Count(outcome => outcome is Outcome.Done { Status: "making" }).ShouldBeLessThanOrEqualTo(1);
            outcomes.Where(outcome => outcome is not Outcome.Done).ShouldAllBe(outcome => outcome is Outcome.Conflict);
        }
        (await world.CountOf("slot")).ShouldBeLessThanOrEqualTo(5);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_failing_effect_leaves_nothing_half_done(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        var (events, notices, version) = (await world.CountOf("_event"), await world.CountOf("_notice"),
            (await world.Find(world.Clara, id)).Version);
        (await world.Take(world.Clara, id, "refuse_maker")).ShouldBeInvalid()[""].ShouldBe(["The field “amount” is empty"]);
        (await world.CountOf("_event"), await world.CountOf("_notice"), await world.CountOf("payment")).ShouldBe((events, notices, 0));
        (await world.Find(world.Clara, id)).Version.ShouldBe(version);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Listeners_are_told_of_the_record_and_of_every_receiver(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Submitted();
        world.Told.ShouldContain(new Change("order", id));
        world.Told.ShouldContain(new Change("order", id, world.PersonId("charles")));
        world.Told.ShouldNotContain(change => change.Receiver == world.PersonId("anna"));
        world.Told.Clear();
        (await world.Take(world.Anna, id, "submit")).ShouldBeOfType<Outcome.Conflict>();
        world.Told.ShouldBeEmpty();
    }

    [Fact(Explicit = true)]
    public async Task A_thousand_transitions_a_second_on_sqlite()
    {
        await using var world = await WorkshopWorld.Open(Databases.Sqlite);
        var ids = new List<long>();
        for (var i = 0; i < 3_000; i++) ids.Add(await world.Draft());
        foreach (var id in ids.Take(500)) await world.Take(world.Anna, id, "submit").ShouldBeDone();
        var watch = Stopwatch.StartNew();
        foreach (var id in ids.Skip(500)) await world.Take(world.Anna, id, "submit").ShouldBeDone();
        (2_500 / watch.Elapsed.TotalSeconds).ShouldBeGreaterThan(1_000);
        TestContext.Current.SendDiagnosticMessage($"{2_500 / watch.Elapsed.TotalSeconds:0} transitions a second");
    }
}
