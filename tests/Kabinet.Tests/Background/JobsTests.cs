using Kabinet.Engine.Background;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Background;

/// <summary>Jobs that a solution declares.</summary>
public class JobsTests
{
    private static readonly string EveryRun = LoanBoard.Nudge.Replace("once: due\n", "", StringComparison.Ordinal);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_job_deals_with_a_record_at_its_time_and_once_for_each_value(string kind)
    {
        await using var world = await LoanBoard.Open(kind);
        var late = await world.Lend("Atlas");
        await world.Lend("Bible", lateBy: -10);
        await world.At(day: 0, hour: 23);
        (await world.Nudged()).ShouldBe("Atlas 0, Bible 0");

        await world.At(day: 1, hour: 9);
        (await world.Nudged()).ShouldBe("Atlas 1, Bible 0");
        await world.At(day: 2, hour: 9);
        (await world.Nudged()).ShouldBe("Atlas 1, Bible 0");

        EngineWorld.Id(await world.Update(await world.As("keeper"), "loan", late, ("due", "2026-11-21")));
        await world.At(day: 3, hour: 9);
        (await world.Nudged()).ShouldBe("Atlas 2, Bible 0");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_a_job_has_done_is_in_the_history_of_its_audience_and_its_notice_in_the_bell(string kind)
    {
        await using var world = await LoanBoard.Open(kind);
        var loan = await world.Lend();
        await world.At(day: 1, hour: 9);

        var (keeper, reader) = (await world.As("keeper"), await world.As("reader"));
        var entity = world.Solution.Entities["loan"];
        var told = (await world.Engine.Journal.Read(keeper, entity, loan)).ShouldNotBeNull().Events[0];
        (told.Kind.Key, told.Actor, told.Subject).ShouldBe(("Job", "System", "Nudge the late"));
        told.Changes.ShouldHaveSingleItem().Field.Key.ShouldBe("nudges");
        (await world.Engine.Journal.Read(reader, entity, loan)).ShouldNotBeNull().Events.ShouldNotContain(one => one.Kind.Key == "Job");
        (await world.Engine.Bell.List(reader)).ShouldHaveSingleItem().Text.ShouldBe("Atlas is late, System says");
        (await world.Engine.Bell.List(keeper)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_run_tells_one_person_of_several_records_is_one_line()
    {
        await using var world = await LoanBoard.Open(Databases.Sqlite);
        foreach (var title in new[] { "Atlas", "Bible", "Code" }) await world.Lend(title);
        await world.At(day: 1, hour: 9);
        (await world.Engine.Bell.List(await world.As("reader"))).ShouldHaveSingleItem().Several.Count.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_job_may_deal_with_a_record_again_after_a_time(string kind)
    {
        await using var world = await LoanBoard.Open(kind, LoanBoard.Nudge + "\nagain: 2d");
        await world.Lend();
        foreach (var (day, nudges) in new[] { (1, 1), (2, 1), (3, 2), (4, 2) })
        {
            await world.At(day, hour: 9);
            (await world.Nudged()).ShouldBe($"Atlas {nudges}");
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Runs_that_were_missed_are_made_up_for_by_one(string kind)
    {
        await using var world = await LoanBoard.Open(kind, EveryRun);
        await world.Lend();

        await world.At(day: 10, hour: 20);
        (await world.Nudged()).ShouldBe("Atlas 1");
        (await world.Job("nudge")).DueAt.ShouldBe(new DateTime(2026, 12, 1, 6, 0, 0, DateTimeKind.Utc));

        await world.At(day: 11, hour: 9);
        (await world.Nudged()).ShouldBe("Atlas 2");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_clock_that_jumps_neither_loses_nor_repeats_a_run(string kind)
    {
        await using var world = await LoanBoard.Open(kind, EveryRun);
        await world.Lend(lateBy: 2000);
        await world.At(day: 1, hour: 9);
        (await world.Nudged()).ShouldBe("Atlas 1");

        // Two hours back: nine o'clock comes once more.
        await world.At(day: 1, hour: 7);
        await world.At(day: 1, hour: 9, minute: 1);
        (await world.Nudged()).ShouldBe("Atlas 1");
        await world.At(day: 2, hour: 9);
        (await world.Nudged()).ShouldBe("Atlas 2");

        // Years ahead and back again.
        await world.At(day: 1000, hour: 12);
        (await world.Nudged()).ShouldBe("Atlas 3");
        await world.At(day: 3, hour: 10);
        await world.At(day: 4, hour: 10);
        (await world.Nudged()).ShouldBe("Atlas 4");

        // A year back: the clock was wrong before.
        await world.At(day: -365, hour: 8);
        await world.At(day: -365, hour: 9);
        (await world.Nudged()).ShouldBe("Atlas 5");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Six_nodes_at_once_run_a_job_once(string kind)
    {
        await using var world = await LoanBoard.Open(kind, EveryRun);
        for (var i = 0; i < 12; i++) await world.Lend($"Volume {i:00}");
        var nodes = Enumerable.Range(0, 6).Select(_ => world.Node()).ToList();
        world.Clock.Put(world.Clock.GetUtcNow().AddDays(1));

        await Task.WhenAll(nodes.Select(node => Task.Run(async () => await node.RunDue())));

        (await world.Nudged()).Split(", ").ShouldAllBe(line => line.EndsWith(" 1", StringComparison.Ordinal));
        var run = (await world.Runs()).ShouldHaveSingleItem();
        (run.Done, run.Failed, run.HasFailed).ShouldBe((12, 0, false));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_that_fails_is_told_of_and_the_others_go_on(string kind)
    {
        await using var world = await LoanBoard.Open(kind);
        var told = new List<BackgroundFailure>();
        world.Engine.Worker.Failed += told.Add;
        foreach (var title in new[] { "Atlas", "Bible", "Code" }) await world.Lend(title);
        await world.Break(kind, "Bible");

        await world.At(day: 1, hour: 9);
        (await world.Nudged()).ShouldBe("Atlas 1, Bible 0, Code 1");
        var run = (await world.Runs()).ShouldHaveSingleItem();
        (run.Done, run.Failed, run.Reference).ShouldBe((2, 1, told.ShouldHaveSingleItem().Reference));
        (await world.Job("nudge")).Failure.ShouldBeNull();

        // It is tried again at the next time, and only it.
        await world.At(day: 2, hour: 9);
        (await world.Nudged()).ShouldBe("Atlas 1, Bible 0, Code 1");
        (await world.Runs())[0].Failed.ShouldBe(1);
    }

    [Fact]
    public async Task Why_a_record_failed_is_said_only_to_who_may_read_it()
    {
        await using var world = await LoanBoard.Open(Databases.Sqlite);
        await world.Lend("Bible");
        await world.Break(Databases.Sqlite, "Bible");
        await world.At(day: 1, hour: 9);

        var run = (await world.Runs()).ShouldHaveSingleItem();
        (run.HasFailed, run.Error, run.Record).ShouldBe((true, null, null));

        await world.Admit("director", "director");
        var seen = (await world.Engine.Background.Runs(await world.As("director"), 10)).ShouldHaveSingleItem();
        seen.Record.ShouldNotBeNull().Label.ShouldBe("Bible");
        seen.Error.ShouldNotBeNull().ShouldContain("no room");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_run_that_died_is_gone_on_with_and_nothing_is_done_twice(string kind)
    {
        await using var world = await LoanBoard.Open(kind, EveryRun);
        foreach (var title in new[] { "Atlas", "Bible", "Code" }) await world.Lend(title);
        await world.Break(kind, "Code");
        world.Clock.Put(world.Clock.GetUtcNow().AddDays(1));
        await DieAfterTheRecords(world);
        (await world.Nudged()).ShouldBe("Atlas 1, Bible 1, Code 0");
        await world.Lend("Dante");

        (await world.Node().RunDue()).ShouldBe(0);
        (await world.Job("nudge")).IsRunning.ShouldBeTrue();
        world.Clock.Put(world.Clock.GetUtcNow() + WorkQueue.Lease);
        (await world.Node().RunDue()).ShouldBe(1);

        (await world.Nudged()).ShouldBe("Atlas 1, Bible 1, Code 0, Dante 1");
        (await world.Runs()).ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
        (await world.Job("nudge")).IsRunning.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_process_that_comes_back_after_its_claim_is_over_does_nothing(string kind)
    {
        await using var world = await LoanBoard.Open(kind, EveryRun);
        await world.Lend();
        world.Clock.Put(world.Clock.GetUtcNow().AddDays(1));
        var late = (await new WorkQueue(world.Database, world.Clock, [SolutionJob.KindOf("nudge")]).Claim(1, default)).Items
            .ShouldHaveSingleItem();
        world.Clock.Put(world.Clock.GetUtcNow() + WorkQueue.Lease);
        await world.Node().RunDue();

        var job = new SolutionJob(world.Solution.Jobs["nudge"], world.Solution, LoanBoard.Inside(world, LoanBoard.Rooms(world)));
        await Should.ThrowAsync<ClaimLostException>(async () => await job.Do(late, default));

        (await world.Nudged()).ShouldBe("Atlas 1");
        (await world.Runs()).ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_stop_in_the_middle_of_a_run_gives_it_to_another_process_at_once(string kind)
    {
        await using var world = await LoanBoard.Open(kind, EveryRun);
        foreach (var title in new[] { "Atlas", "Bible", "Code" }) await world.Lend(title);
        world.Clock.Put(world.Clock.GetUtcNow().AddDays(1));
        using var stop = new CancellationTokenSource();
        world.Engine.Changes.Changed += change => { if (change.Entity == "loan") stop.Cancel(); };

        await Should.ThrowAsync<OperationCanceledException>(async () => await world.Node().RunDue(stop.Token));
        (await world.Nudged()).ShouldBe("Atlas 1, Bible 0, Code 0");
        (await world.Node().RunDue()).ShouldBe(1);

        (await world.Nudged()).ShouldBe("Atlas 1, Bible 1, Code 1");
        (await world.Runs()).ShouldHaveSingleItem().EndedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_run_of_more_records_than_a_page_deals_with_each_once()
    {
        await using var world = await LoanBoard.Open(Databases.Sqlite, EveryRun);
        for (var i = 0; i < TimedPage.Size + 5; i++) await world.Lend($"Volume {i:000}");
        await world.At(day: 1, hour: 9);
        (await world.Nudged()).Split(", ").ShouldAllBe(line => line.EndsWith(" 1", StringComparison.Ordinal));
        (await world.Runs()).ShouldHaveSingleItem().Done.ShouldBe(TimedPage.Size + 5);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_job_makes_records_of_others_as_bills_at_the_end_of_a_month(string kind)
    {
        const string Job = """
            job: nudge
            title: Bill the month
            schedule: "0 8 L * *"
            each: shelf
            effects:
              - { create: bill, values: { shelf: id, amount: rent } }
              - { set: { billed_on: "@today" } }
            """;
        (string, string)[] entities =
        [
            ("entities/shelf.yaml", "entity: shelf\nlabel: name\nfields:\n  name: { kind: text }\n  rent: { kind: money }\n"
                + "  billed_on: { kind: date }\naccess:\n  keeper: { read: true, create: true }\n"),
            ("entities/bill.yaml", "entity: bill\nfields:\n  shelf: { kind: ref, to: shelf }\n  amount: { kind: money }\n"
                + "access:\n  keeper: { read: true }\n"),
        ];
        await using var world = await LoanBoard.Open(kind, Job, more: entities);
        foreach (var name in new[] { "East", "West" })
            EngineWorld.Id(await world.Create(await world.As("keeper"), "shelf", ("name", name), ("rent", "10")));

        await world.At(day: 9, hour: 23);
        (await world.CountOf("bill")).ShouldBe(0);
        await world.At(day: 10, hour: 8);
        (await world.CountOf("bill")).ShouldBe(2);
        await world.At(day: 40, hour: 23);
        (await world.CountOf("bill")).ShouldBe(2);
        await world.At(day: 41, hour: 8);
        (await world.CountOf("bill")).ShouldBe(4);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_job_is_run_at_once_for_who_manages_the_background_and_for_nobody_else(string kind)
    {
        await using var world = await LoanBoard.Open(kind);
        await world.Lend();
        var (owner, keeper) = (await world.SignIn("owner"), await world.SignIn("keeper"));
        (await world.Engine.Background.RunNow(keeper.SignedIn, "nudge")).ShouldBeNull();
        (await world.Engine.Background.RunNow(owner.SignedIn, "nothing")).ShouldBeNull();
        (await world.Engine.Background.Runs(keeper.SignedIn.Actor, 10)).ShouldBeEmpty();
        (await world.Engine.Worker.RunDue()).ShouldBe(0);

        var asked = (await world.Engine.Background.RunNow(owner.SignedIn, "nudge")).ShouldNotBeNull();
        (asked.StartedAt, asked.User).ShouldBe((null, world.IdOf("owner")));
        (await world.Engine.Background.RunNow(owner.SignedIn, "nudge")).ShouldNotBeNull().Id.ShouldBe(asked.Id);
        await world.Engine.Worker.RunDue();

        (await world.Nudged()).ShouldBe("Atlas 1");
        var run = (await world.Runs()).ShouldHaveSingleItem();
        (run.Id, run.Done).ShouldBe((asked.Id, 1));
        // The next time of the schedule stays.
        (await world.Job("nudge")).DueAt.ShouldBe(new DateTime(2026, 11, 21, 6, 0, 0, DateTimeKind.Utc));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_job_of_the_platform_is_run_at_once_too_and_its_runs_are_forgotten_in_time(string kind)
    {
        await using var world = await LoanBoard.Open(kind);
        var owner = await world.SignIn("owner");
        var before = (await world.Job("forget_runs")).LastRun.ShouldNotBeNull();
        (await world.Engine.Background.RunNow(owner.SignedIn, "forget_runs")).ShouldNotBeNull();
        await world.Engine.Worker.RunDue();
        (await world.Job("forget_runs")).LastRun.ShouldNotBeNull().Id.ShouldBeGreaterThan(before.Id);

        world.Clock.Put(world.Clock.GetUtcNow().AddDays(31));
        await world.Engine.Worker.RunDue();
        var kept = await world.Database.Read(connection => connection.Query(
            new Kabinet.Engine.Storage.Statement("select min(id) from _job_run"), static row => row.GetInt64(0)));
        kept.ShouldHaveSingleItem().ShouldBeGreaterThan(before.Id);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_job_takes_a_transition_of_each_record_that_allows_it(string kind)
    {
        const string Job = """
            job: write_off
            title: Write off
            schedule: "0 9 * * *"
            each: loan
            where: due < @today
            take: lose
            """;
        const string Steps = """
            keep: { title: Keep, from: [out], to: kept, by: [keeper] }
            lose: { title: Lose, from: [out, kept], to: lost, by: [keeper], require: { "not coalesce(stuck, false)": It is stuck } }
            """;
        await using var world = await LoanBoard.Open(kind, Job.Replace("write_off", "nudge", StringComparison.Ordinal), Steps);
        var (lost, stuck, early) = (await world.Lend("Atlas"), await world.Lend("Bible"), await world.Lend("Code", lateBy: -5));
        EngineWorld.Id(await world.Update(await world.As("keeper"), "loan", stuck, ("stuck", "true")));

        await world.At(day: 1, hour: 9);

        (await world.StatusOf(lost), await world.StatusOf(stuck), await world.StatusOf(early)).ShouldBe(("lost", "out", "out"));
        var run = (await world.Runs()).ShouldHaveSingleItem();
        (run.Done, run.Failed, run.Reference).ShouldBe((1, 1, null));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task New_definitions_set_the_time_of_a_changed_job_anew_and_keep_what_a_renamed_one_has_done(string kind)
    {
        await using var world = await LoanBoard.Open(kind);
        await world.Lend();
        await world.At(day: 1, hour: 9);
        var renamed = LoanBoard.Nudge.Replace("job: nudge", "job: remind\nwas: nudge", StringComparison.Ordinal)
            .Replace("0 9 * * *", "30 7 * * *", StringComparison.Ordinal);
        var files = LoanBoard.Definitions(renamed).ToDictionary(file => file.Path, file => file.Text);
        files["solution.yaml"] = "solution: test\ntitle: Test\ntime_zone: Europe/Moscow\nlanguage: en\n";
        files["jobs/remind.yaml"] = files["jobs/nudge.yaml"];
        files.Remove("jobs/nudge.yaml");
        await world.Engine.Publish(files, new("owner"), world.Solution.Revision);

        await world.At(day: 1, hour: 10);
        (await world.Job("remind")).DueAt.ShouldBe(new DateTime(2026, 11, 22, 4, 30, 0, DateTimeKind.Utc));
        await world.At(day: 2, hour: 8);
        (await world.Nudged()).ShouldBe("Atlas 1");
        (await world.Runs()).Select(run => (run.Job, run.Done)).ShouldBe([("remind", 0), ("remind", 1)]);
    }

    [Theory]
    [InlineData("0 9 * * 1-5", "по будням в 9:00", "on working days at 9:00")]
    [InlineData("30 7 * * *", "каждый день в 7:30", "every day at 7:30")]
    [InlineData("0 8 L * *", "в последний день месяца в 8:00", "on the last day of the month at 8:00")]
    [InlineData("0 8 1 * *", "1-го числа в 8:00", "on day 1 of the month at 8:00")]
    [InlineData("0 18 * * 5", "по пятницам в 18:00", "on Fridays at 18:00")]
    [InlineData("*/15 * * * *", "раз в 15 минут", "every 15 minutes")]
    [InlineData("0 * * * *", "каждый час", "every hour")]
    [InlineData("5 4 * 2 *", "по расписанию 5 4 * 2 *", "by the schedule 5 4 * 2 *")]
    public void A_schedule_is_said_in_words(string schedule, string russian, string english)
    {
        var words = ScheduleWords.Of(Kabinet.Engine.Model.Schedule.Read(schedule, TimeZoneInfo.Utc).ShouldNotBeNull());
        (Texts.Say(words, "ru"), Texts.Say(words, "en")).ShouldBe((russian, english));
    }

    [Fact]
    public void A_time_that_a_change_of_clocks_skips_comes_after_the_gap_and_one_that_it_repeats_comes_once()
    {
        var schedule = Kabinet.Engine.Model.Schedule.Read("30 2 * * *", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))
            .ShouldNotBeNull();
        var spring = schedule.NextAfter(new(2027, 3, 27, 12, 0, 0, DateTimeKind.Utc)).ShouldNotBeNull();
        spring.ShouldBe(new(2027, 3, 28, 1, 0, 0, DateTimeKind.Utc));
        schedule.NextAfter(spring).ShouldBe(new(2027, 3, 29, 0, 30, 0, DateTimeKind.Utc));
        var autumn = schedule.NextAfter(new(2027, 10, 30, 12, 0, 0, DateTimeKind.Utc)).ShouldNotBeNull();
        autumn.ShouldBe(new(2027, 10, 31, 0, 30, 0, DateTimeKind.Utc));
        schedule.NextAfter(autumn).ShouldBe(new(2027, 11, 1, 1, 30, 0, DateTimeKind.Utc));
    }

    // What a process does between the claim and the end of its run, which never comes.
    private static async Task DieAfterTheRecords(EngineWorld world)
    {
        var rooms = LoanBoard.Rooms(world);
        var inside = LoanBoard.Inside(world, rooms);
        var item = (await new WorkQueue(world.Database, world.Clock, [SolutionJob.KindOf("nudge")]).Claim(1, default)).Items
            .ShouldHaveSingleItem();
        await new SolutionJob(world.Solution.Jobs["nudge"], world.Solution, inside).Do(item, default);
    }
}
