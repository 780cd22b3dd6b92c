using Kabinet.Engine.Commands;
using Kabinet.Tests.Background;

namespace Kabinet.Tests.Notices;

public class MailChannelTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_notice_becomes_a_letter_for_who_has_an_email_and_rings_everybodys_bell_at_once(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.Give();
        await world.Give("silent");
        (await world.Engine.Bell.Unread(await world.As("silent"))).ShouldBe(1);
        (await world.Letters()).ShouldBeEmpty();

        await world.Engine.Worker.RunDue();

        (await world.Letters()).ShouldHaveSingleItem()
            .ShouldBe(("doer@example.org", "Given to you: Sweep",
                "Task Sweep\n\nOpen in the cabinet: https://cabinet.example.org/notices/1"));
        (await world.CountOf("_outbox")).ShouldBe(0);
        (await world.Engine.Worker.RunDue()).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_letter_says_what_its_receiver_may_read_in_his_language(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.Run("update \"user\" set language = 'ru' where id = @p0", world.IdOf("watcher"));
        await world.Give(watcher: "watcher");

        await world.Engine.Worker.RunDue();

        var letters = (await world.Letters()).ToDictionary(letter => letter.Receiver);
        letters["doer@example.org"].Body.ShouldNotContain("100");
        letters["watcher@example.org"].Subject.ShouldBe("Поручено: Sweep");
        letters["watcher@example.org"].Body.ShouldContain("Задача «Sweep» 100");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_may_no_longer_see_the_record_or_come_in_gets_no_letter(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        var taken = await world.Give();
        await world.Give("silent", watcher: "watcher");
        EngineWorld.Id(await world.Update(await world.As("chief"), "task", taken, ("doer", null)));
        EngineWorld.Id(await world.Update(await world.As("owner"), "user", world.IdOf("watcher"), ("active", false)));

        await world.Engine.Worker.RunDue();

        (await world.Letters()).ShouldBeEmpty();
        (await world.Engine.Background.Failures(await world.As("owner"), 10)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_step_for_several_records_becomes_one_letter_when_it_has_ended(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        var chief = await world.As("chief");
        var batch = Guid.NewGuid();
        for (var i = 1; i <= 3; i++)
        {
            var id = EngineWorld.Id(await world.Create(chief, "task", ("title", $"Task {i}"), ("doer", world.IdOf("doer"))));
            var give = new Command.Transit(world.Solution.Entities["task"], null, id, "give", new Dictionary<string, object?>(), null);
            EngineWorld.Id(await world.Engine.Commands.Execute(chief, give with { Batch = batch }));
            await world.Engine.Worker.RunDue();
        }
        (await world.Letters()).ShouldBeEmpty();

        world.Clock.Pass(TimeSpan.FromSeconds(30));
        await world.Engine.Worker.RunDue();

        var letter = (await world.Letters()).ShouldHaveSingleItem();
        letter.Body.ShouldStartWith("Given to you: 3\nTask Task 3\nTask Task 2\nTask Task 1\n");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_letter_that_leaves_late_says_what_was_true_at_its_event(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        var id = await world.Give(title: "Sweep");
        EngineWorld.Id(await world.Update(await world.As("chief"), "task", id, ("title", "Paint")));

        await world.Engine.Worker.RunDue();

        (await world.Letters()).ShouldHaveSingleItem().Body.ShouldStartWith("Task Sweep\n");
    }
}
