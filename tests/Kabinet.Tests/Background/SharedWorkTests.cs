using Kabinet.Engine.Background;

namespace Kabinet.Tests.Background;

/// <summary>Nodes share the work, and a node may die at any moment.</summary>
public class SharedWorkTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_piece_whose_node_was_killed_twice_is_done_once_by_another_when_the_claim_is_over(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.Engine.Worker.RunDue();
        await world.Give();
        var other = new OtherNode(world);
        await other.Spread();
        for (var death = 1; death <= 2; death++)
        {
            (await other.Queue.Claim(10, default)).Items.ShouldHaveSingleItem().Attempts.ShouldBe(death);
            (await world.Engine.Worker.RunDue()).ShouldBe(0);
            world.Clock.Put(world.Clock.GetUtcNow() + WorkQueue.Lease);
        }

        (await world.Engine.Worker.RunDue()).ShouldBe(1);

        (await world.Letters()).ShouldHaveSingleItem();
        (await world.Engine.Worker.RunDue()).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_node_that_comes_back_after_its_claim_is_over_writes_nothing(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.Engine.Worker.RunDue();
        await world.Give();
        var other = new OtherNode(world);
        await other.Spread();
        var late = await other.Queue.Claim(10, default);
        world.Clock.Put(world.Clock.GetUtcNow() + WorkQueue.Lease);
        var present = await other.Queue.Claim(10, default);

        var end = await other.Mail.Do(late.Items[0], default);
        await Should.ThrowAsync<ClaimLostException>(async () => await other.Queue.End(late.Items[0], late.Key, end, default));
        (await world.Letters()).ShouldBeEmpty();

        await other.Queue.End(present.Items.ShouldHaveSingleItem(), present.Key, end, default);
        await Should.ThrowAsync<ClaimLostException>(async () => await other.Queue.End(late.Items[0], late.Key, end, default));
        (await world.Letters()).ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Six_nodes_at_once_do_every_piece_once(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        for (var i = 0; i < 40; i++) await world.Give(title: $"Task {i}");
        var nodes = Enumerable.Range(0, 6).Select(_ => new OtherNode(world).Worker);

        await Task.WhenAll(nodes.Select(node => Task.Run(async () => await node.RunDue())));

        (await world.Letters()).Count.ShouldBe(40);
        (await world.Letters()).Select(letter => letter.Body).Distinct().Count().ShouldBe(40);
        (await world.CountOf("_outbox")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_node_does_not_take_what_it_does_not_know(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.Give();
        var newer = new OtherNode(world, new RecordingChannel("pigeon"));
        await newer.Spread();

        await world.Engine.Worker.RunDue();
        (await newer.Queue.Claim(10, default)).Items.ShouldHaveSingleItem().Kind.ShouldBe("pigeon");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_takes_its_process_with_it_is_given_up_in_the_end(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.Engine.Worker.RunDue();
        await world.Give();
        var other = new OtherNode(world);
        await other.Spread();
        for (var death = 1; death <= BackOff.MostAttempts; death++)
        {
            (await other.Queue.Claim(10, default)).Items.ShouldHaveSingleItem();
            world.Clock.Put(world.Clock.GetUtcNow() + WorkQueue.Lease);
        }

        await world.Engine.Worker.RunDue();

        (await world.Letters()).ShouldBeEmpty();
        var failed = (await world.Engine.Background.Failures(await world.As("owner"), 10)).ShouldHaveSingleItem();
        failed.DueAt.ShouldBeNull();
        failed.Failure.Message.ShouldContain("cut short");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_stop_gives_back_what_was_not_begun(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        using var stop = new CancellationTokenSource();
        var node = new OtherNode(world, new RecordingChannel("mail", _ => stop.Cancel()));
        for (var i = 0; i < 3; i++) await world.Give();

        await Should.ThrowAsync<OperationCanceledException>(async () => await node.Worker.RunDue(stop.Token));
        await world.Engine.Worker.RunDue();

        (await world.Letters()).Count.ShouldBe(3);
        (await world.CountOf("_work")).ShouldBe((await world.Engine.Background.Jobs(await world.As("owner"))).Count);
    }
}
