using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Tests.Commands;

public sealed class AuthorityTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_command_that_writes_a_row_and_journals_nothing_is_not_committed(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var order = await world.Draft();
        var service = Actor.Service(world.Solution, "worker");

        await Should.ThrowAsync<InvalidOperationException>(async () => await world.Commands.Do(service, async run =>
        {
            await run.Insert(world.Solution.Entities["line"], new Dictionary<Field, object?>
            {
                [world.Line["order"]] = order,
                [world.Line["what"]] = "silent",
            });
            return new(order, 1, null);
        }, default));

        (await world.CountOf("line")).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_event_of_another_row_does_not_cover_a_written_one(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var order = await world.Draft();
        var service = Actor.Service(world.Solution, "worker");

        await Should.ThrowAsync<InvalidOperationException>(async () => await world.Commands.Do(service, async run =>
        {
            run.Wrote(world.Order, order);
            await run.Journal(await run.Authorise(new(world.Order, order + 1, EventKind.Updated, 1)));
            return new(order, 1, null);
        }, default));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_the_authority_refuses_leaves_neither_row_nor_event(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var refusing = new CommandDoor(world.Database, world.Clock, new(), Steps.WithoutInvitations with { Authority = new Refusing() });
        var order = await world.Draft();
        var before = await world.CountOf("_event");

        var outcome = await refusing.Execute(world.Anna, new Command.Delete(world.Order, null, order, null));

        outcome.ShouldBeOfType<Outcome.Invalid>();
        (await world.CountOf("_event")).ShouldBe(before);
        (await world.Find(world.Anna, order)).Id.ShouldBe(order);
    }

    private sealed class Refusing : IAuthority
    {
        public ValueTask Judge(CommandRun run, EventEntry entry) => throw new RefusedException(Outcome.Invalid.At("", new("people.above")));
    }
}
