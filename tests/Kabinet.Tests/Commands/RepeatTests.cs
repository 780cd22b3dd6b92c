using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Tests.Commands;

/// <summary>The same command twice, and a step pressed several times at once.</summary>
public class RepeatTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_command_id_answers_for_its_person_record_kind_and_content_only(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var (first, second, id) = (await world.Draft(), await world.Draft(), Guid.NewGuid());
        var done = new Command.Update(world.Order, id, first, null, WorkshopWorld.Values(("note", "one"), ("place", "Tartu")));
        await world.Commands.Execute(world.Clara, done).ShouldBeDone();
        var same = done with { Values = WorkshopWorld.Values(("place", "Tartu"), ("note", "one")) };
        await world.Commands.Execute(world.Clara, same).ShouldBeDone();

        foreach (var other in (Command[])[done with { Values = WorkshopWorld.Values(("note", "two")) }, done with { Id = second },
            done with { Version = 1 }, done with { Submit = "submit" },
            done with { Rows = new Dictionary<string, IReadOnlyList<GivenPart>> { ["lines"] = [new(null, null, WorkshopWorld.Values())] } },
            new Command.Delete(world.Order, id, first, null),
            new Command.Transit(world.Order, id, first, "submit", WorkshopWorld.Values(), null),
            new Command.Create(world.Order, id, WorkshopWorld.Values(("subject", "Chair")), WorkshopWorld.Lines())])
            (await world.Commands.Execute(world.Clara, other)).ShouldBeOfType<Outcome.Conflict>().Message.Key
                .ShouldBe("command.id_reused");

        (await world.Find(world.Clara, first))["note"].ShouldBe("one");
        // Somebody else's command is his own.
        await world.Commands.Execute(world.Carl, done with { Values = WorkshopWorld.Values(("note", "three")) }).ShouldBeDone();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_step_that_keeps_the_state_is_taken_once_for_the_version_it_was_shown_for(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        var shown = (await world.Find(world.Clara, id)).Version;
        var pressed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () => await world.Commands.Execute(world.Clara,
            new Command.Transit(world.Order, Guid.NewGuid(), id, "remind", WorkshopWorld.Values(), null) { Version = shown }))));

        pressed.OfType<Outcome.Done>().ShouldHaveSingleItem();
        pressed.OfType<Outcome.Conflict>().Count().ShouldBe(5);
        (await world.History(world.Clara, id)).Count(told => told.Transition == "remind").ShouldBe(1);
        // Shown anew it can be taken anew, and who sends no version takes it for the record as it is when he comes.
        var next = new Command.Transit(world.Order, null, id, "remind", WorkshopWorld.Values(), null);
        await world.Commands.Execute(world.Clara, next with { Version = (await world.Find(world.Clara, id)).Version }).ShouldBeDone();
        await world.Commands.Execute(world.Clara, next).ShouldBeDone();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Part_payments_pressed_at_once_are_one_payment(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        await world.Update(world.Clara, id, null, ("price", 100m)).ShouldBeDone();
        var shown = (await world.Find(world.Bruno, id)).Version;
        var pressed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await world.Commands.Execute(world.Bruno,
            new Command.Transit(world.Order, Guid.NewGuid(), id, "pay", WorkshopWorld.Values(("amount", 25m)), null)
            { Version = shown }))));

        pressed.OfType<Outcome.Done>().ShouldHaveSingleItem();
        (await world.CountOf("payment")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_stale_version_does_not_stop_a_step_that_leaves_the_state(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Submitted();
        await world.Commands.Execute(world.Clara, new Command.Transit(world.Order, null, id, "pause", WorkshopWorld.Values(), "later")
            { Version = 1 }).ShouldBeDone();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_audience_of_one_role_and_the_record_of_another_tell_nothing_together(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        // Anna sees the order as a client; makers are told of "give", but as a maker she does not see it.
        var anna = Both(world, "anna", world.NorthId);
        (await world.History(anna, id)).ShouldNotContain(told => told.Transition == "give");
        (await world.History(anna, id)).ShouldContain(told => told.Transition == "submit");
        // Max sees it as its maker, whatever else he is.
        (await world.History(Both(world, "max", world.SouthId), id)).ShouldContain(told => told.Transition == "give");
        (await world.History(Both(world, "max", world.NorthId), id)).ShouldContain(told => told.Transition == "give");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_role_that_hears_an_event_shows_its_own_columns_of_it(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        var both = (await world.History(Both(world, "max", world.NorthId), id)).Single(told => told.Transition == "give");
        var alone = (await world.History(world.Max, id)).Single(told => told.Transition == "give");
        both.Changes.Select(change => change.Field.Key).ShouldBe(alone.Changes.Select(change => change.Field.Key));
    }

    private static Actor Both(WorkshopWorld world, string person, long firm) =>
        new(world.Solution, world.PersonId(person), person, ["client", "maker"],
            new Dictionary<MePath, object?> { [new(["firm"])] = firm });
}
