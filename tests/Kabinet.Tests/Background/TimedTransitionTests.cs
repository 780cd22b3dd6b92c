using Kabinet.Engine.Background;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Tests.Background;

/// <summary>Transitions that the platform takes at their time.</summary>
public class TimedTransitionTests
{
    private const string Keep = "keep: { title: Keep, from: [out], to: kept, by: [keeper] }\n";
    private const string AfterTwoDays = Keep + "lose: { title: Lose, from: [out, kept], to: lost, by: [keeper], after: 2d, "
        + "require: { \"not coalesce(stuck, false)\": It is stuck } }";
    private const string OnTheDay = "keep: { title: Keep, from: [out], to: kept, on: \"due + 1\" }\n"
        + "lend_again: { title: Lend again, from: [kept], to: out, by: [keeper] }\n"
        + "lose: { title: Lose, from: [out, kept], to: lost, by: [keeper] }";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_transition_is_taken_when_the_record_has_been_long_enough_in_its_state(string kind)
    {
        await using var world = await LoanBoard.Open(kind, steps: AfterTwoDays);
        var loan = await world.Lend(lateBy: -100);
        await world.At(day: 1, hour: 12);
        EngineWorld.Id(await world.Take(await world.As("keeper"), "loan", loan, "keep"));
        await world.At(day: 3, hour: 11, minute: 59);
        (await world.StatusOf(loan)).ShouldBe("kept");

        await world.At(day: 3, hour: 12, minute: 1);
        (await world.StatusOf(loan)).ShouldBe("lost");
        var events = (await world.Engine.Journal.Read(await world.As("keeper"), world.Solution.Entities["loan"], loan))!.Events;
        (events[0].Actor, events[0].Transition, events[0].From, events[0].To).ShouldBe(("System", "lose", "kept", "lost"));
        await world.At(day: 9, hour: 12);
        (await world.Engine.Journal.Read(await world.As("keeper"), world.Solution.Entities["loan"], loan))!.Events.Count
            .ShouldBe(events.Count);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_transition_that_is_refused_is_tried_again_later_and_taken_when_nothing_is_in_the_way(string kind)
    {
        await using var world = await LoanBoard.Open(kind, steps: AfterTwoDays);
        var (stuck, free) = (await world.Lend("Atlas", lateBy: -100), await world.Lend("Bible", lateBy: -100));
        var keeper = await world.As("keeper");
        EngineWorld.Id(await world.Update(keeper, "loan", stuck, ("stuck", "true")));

        for (var minute = 0; minute < 8 * 60; minute += 5) await world.At(day: 2, hour: 16 + minute / 60, minute: minute % 60);
        (await world.StatusOf(stuck), await world.StatusOf(free)).ShouldBe(("out", "lost"));
        var runs = (await world.Runs()).Where(run => run.Job == "timed_transitions").Select(run => (run.Done, run.Failed));
        // At once, and after 15 minutes, half an hour, one hour, two and four.
        runs.ShouldBe([(0, 1), (0, 1), (0, 1), (0, 1), (0, 1), (1, 1)]);

        EngineWorld.Id(await world.Update(keeper, "loan", stuck, ("stuck", "false")));
        await world.At(day: 4, hour: 16);
        (await world.StatusOf(stuck)).ShouldBe("lost");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_person_may_take_a_timed_transition_before_its_time_if_the_definition_says_so(string kind)
    {
        await using var world = await LoanBoard.Open(kind, steps: AfterTwoDays);
        var loan = await world.Lend(lateBy: -100);
        EngineWorld.Id(await world.Take(await world.As("keeper"), "loan", loan, "lose"));
        await world.At(day: 5, hour: 12);
        (await world.StatusOf(loan)).ShouldBe("lost");

        await using var other = await LoanBoard.Open(kind, steps: OnTheDay);
        var kept = await other.Lend(lateBy: -100);
        (await other.Take(await other.As("keeper"), "loan", kept, "keep")).ShouldBeOfType<Outcome.NotFound>();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_transition_is_taken_on_the_day_that_the_record_names_and_again_only_on_another(string kind)
    {
        await using var world = await LoanBoard.Open(kind, steps: OnTheDay);
        var (loan, keeper) = (await world.Lend(lateBy: -1), await world.As("keeper"));
        await world.At(day: 1, hour: 23, minute: 59);
        (await world.StatusOf(loan)).ShouldBe("out");
        await world.At(day: 2, hour: 0, minute: 1);
        (await world.StatusOf(loan)).ShouldBe("kept");

        EngineWorld.Id(await world.Take(keeper, "loan", loan, "lend_again"));
        await world.At(day: 3, hour: 12);
        (await world.StatusOf(loan)).ShouldBe("out");

        EngineWorld.Id(await world.Update(keeper, "loan", loan, ("due", "2026-11-24")));
        await world.At(day: 4, hour: 23);
        (await world.StatusOf(loan)).ShouldBe("out");
        await world.At(day: 5, hour: 1);
        (await world.StatusOf(loan)).ShouldBe("kept");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Six_nodes_at_once_take_each_transition_once(string kind)
    {
        await using var world = await LoanBoard.Open(kind, steps: AfterTwoDays);
        var loans = new List<long>();
        for (var i = 0; i < 12; i++) loans.Add(await world.Lend($"Volume {i}", lateBy: -100));
        var before = await world.CountOf("_event");
        world.Clock.Put(world.Clock.GetUtcNow().AddDays(2));
        var nodes = Enumerable.Range(0, 6).Select(_ => world.Node()).ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(async () => await node.RunDue())));

        foreach (var loan in loans) (await world.StatusOf(loan)).ShouldBe("lost");
        (await world.CountOf("_event")).ShouldBe(before + 12);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_minute_in_which_nothing_comes_leaves_no_trace_in_the_log(string kind)
    {
        await using var world = await LoanBoard.Open(kind, steps: AfterTwoDays);
        await world.Lend(lateBy: -100);
        var before = await world.CountOf("_job_run");
        for (var minute = 1; minute < 10; minute++)
        {
            world.Clock.Put(world.Clock.GetUtcNow().AddMinutes(1));
            (await world.Node().RunDue()).ShouldBe(1);
        }
        (await world.CountOf("_job_run")).ShouldBe(before);
        (await world.Job("timed_transitions")).DoneAt.ShouldBe(world.Clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public void An_index_leads_to_the_records_whose_day_has_come()
    {
        var solution = TestSolutions.Link([.. LoanBoard.Definitions(steps: OnTheDay)]);
        DerivedIndexes.Of(solution)["loan"].Select(index => string.Join(' ', index.Columns)).ShouldContain("status due _deleted_at");
    }
}
