using Kabinet.Engine.Outbox;
using Kabinet.Engine.Storage;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Outbox;

public class ChangeFeedTests
{
    [Fact]
    public void Changes_come_back_from_their_line_as_they_were()
    {
        var node = Guid.NewGuid();
        Change[] changes = [new("order", 42), new("order", 42, 7), new("", 0)];
        ChangeText.TryRead(ChangeText.Write(node, changes), out var from, out var read).ShouldBeTrue();
        (from, read).ShouldBe((node, read));
        read.ShouldBe(changes);
        ChangeText.TryRead("nonsense|x", out _, out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_node_on_postgresql_hears_a_change_once()
    {
        await using var world = await WorkshopWorld.Open(Databases.Postgres);
        var (elsewhere, heard, listening) = (new ChangeFeed(), new TaskCompletionSource<Change>(), new TaskCompletionSource());
        elsewhere.Changed += change => { if (change.Entity == "order" && change.Receiver is null) heard.TrySetResult(change); };
        using var stop = new CancellationTokenSource();
        var hearing = ((IListening)world.Database)
            .Listen(text => { listening.TrySetResult(); elsewhere.Hear(text); world.Changes.Hear(text); }, () => { }, stop.Token);
        while (!listening.Task.IsCompleted)
        {
            await world.Update(world.Clara, await world.Draft(), null, ("note", "x"));
            await Task.WhenAny(listening.Task, Task.Delay(100));
        }
        (await heard.Task.WaitAsync(TimeSpan.FromSeconds(10))).Entity.ShouldBe("order");
        world.Told.Count(change => change == new Change("order", 1)).ShouldBe(2);
        await stop.CancelAsync();
        await hearing;
    }
}
