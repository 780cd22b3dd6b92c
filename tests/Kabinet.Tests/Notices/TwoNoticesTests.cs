using Kabinet.Tests.Background;

namespace Kabinet.Tests.Notices;

public class TwoNoticesTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_step_that_sends_two_notices_rings_the_bells_of_both_and_keeps_the_words_of_both(string kind)
    {
        var definitions = TaskBoard.Definitions.Where(file => !file.Path.StartsWith("entities/task", StringComparison.Ordinal))
            .Append(("entities/task.yaml", TaskBoard.Definitions.Single(file => file.Path == "entities/task.yaml").Text
                .Replace("notice: [given]", "notice: [given, seen]", StringComparison.Ordinal)))
            .Append(("notices/seen.yaml", "notice: seen\nentity: task\ntitle: Seen\nto: [watcher]\ntext: \"Seen {title}\"\n"));
        await using var world = await EngineWorld.Open(kind, definitions);
        await world.Admit("chief", "chief");
        await world.Admit("doer", "doer", "doer@example.org");
        await world.Admit("watcher", "chief", "watcher@example.org");
        var told = new List<long?>();
        world.Engine.Changes.Changed += change => told.Add(change.Receiver);

        await world.Give(watcher: "watcher");
        await world.Engine.Worker.RunDue();

        told.ShouldContain(world.IdOf("doer"));
        told.Count(receiver => receiver == world.IdOf("watcher")).ShouldBeGreaterThan(0);
        (await world.CountOf("_notice_words")).ShouldBe(2);
        (await world.Engine.Bell.List(await world.As("watcher"))).Select(item => item.Text).Order()
            .ShouldBe(["Seen Sweep", "Task Sweep 100\u00a0₽"]);
        (await world.Letters()).Count.ShouldBe(3);
    }
}
