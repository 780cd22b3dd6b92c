using Kabinet.Engine.Background;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Background;

public class BackgroundWorkerTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_job_runs_at_the_first_start_and_then_each_time_it_is_due(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        var job = new CountingJob();
        var worker = new OtherNode(world, null, job).Worker;
        var minute = TimeSpan.FromMinutes(1);
        foreach (var (passed, runs) in new[] { (0 * minute, 1), (59 * minute, 1), (minute, 2), (10 * Day, 3), (0 * minute, 3) })
        {
            world.Clock.Pass(passed);
            await worker.RunDue();
            job.Runs.ShouldBe(runs);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_clock_that_goes_back_or_ahead_neither_loses_nor_repeats_work(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        var (job, broken) = (new CountingJob(), true);
        var channel = new RecordingChannel("mail", _ => { if (broken) throw new IOException("no line"); });
        var worker = new OtherNode(world, channel, job).Worker;
        await world.Give();
        await worker.RunDue();
        broken = false;

        world.Clock.Put(world.Clock.GetUtcNow() - 365 * Day);
        await worker.RunDue();
        channel.Reached.ShouldBe(["Doer"]);
        job.Runs.ShouldBe(2);
        await worker.RunDue();
        job.Runs.ShouldBe(2);

        world.Clock.Put(world.Clock.GetUtcNow() + 1000 * Day);
        (await worker.RunDue()).ShouldBe(1);
        job.Runs.ShouldBe(3);
        channel.Reached.ShouldBe(["Doer"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_claim_made_by_a_clock_that_has_gone_back_since_holds_nobody_up(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        await world.Engine.Worker.RunDue();
        await world.Give();
        var dead = new OtherNode(world);
        await dead.Spread();
        (await dead.Queue.Claim(10, default)).Items.ShouldHaveSingleItem();

        world.Clock.Put(world.Clock.GetUtcNow() - Day);
        await world.Engine.Worker.RunDue();

        (await world.Letters()).ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_delivery_that_fails_is_put_off_ever_longer_and_waits_in_the_end_for_who_says_again(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        var broken = true;
        var channel = new RecordingChannel("mail", _ => { if (broken) throw new IOException("no line"); });
        var worker = new OtherNode(world, channel).Worker;
        var told = new List<BackgroundFailure>();
        worker.Failed += told.Add;
        await world.Give();
        for (var attempt = 1; attempt <= BackOff.MostAttempts; attempt++)
        {
            (await worker.RunDue()).ShouldBe(1);
            (await worker.RunDue()).ShouldBe(0);
            world.Clock.Pass(BackOff.After(attempt));
        }
        world.Clock.Pass(Day);
        (await worker.RunDue()).ShouldBe(0);

        var owner = await world.SignIn("owner");
        var failed = (await world.Engine.Background.Failures(owner.SignedIn.Actor, 10)).ShouldHaveSingleItem();
        (failed.Channel, failed.Notice, failed.Receiver, failed.DueAt).ShouldBe(("mail", "given", world.IdOf("doer"), null));
        failed.Failure.ShouldBe(new WorkFailure(failed.Failure.At, "no line", told[^1].Reference, BackOff.MostAttempts));

        broken = false;
        (await world.Engine.Background.TryAgain(owner.SignedIn, failed.Id)).ShouldBeTrue();
        await worker.RunDue();
        channel.Reached.ShouldBe(["Doer"]);
        (await world.Engine.Background.TryAgain(owner.SignedIn, failed.Id)).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_job_that_fails_keeps_its_error_and_holds_up_nothing_else(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        var broken = true;
        var job = new CountingJob(() => { if (broken) throw new InvalidOperationException("the disk is full"); });
        var worker = new OtherNode(world, null, job).Worker;
        await world.Give();
        await worker.RunDue();

        (await world.Letters()).ShouldHaveSingleItem();
        var overview = new BackgroundOverview(world.Database, world.Clock, worker, [], world.Engine.Records);
        var owner = await world.As("owner");
        var wrong = (await overview.Jobs(owner)).ShouldHaveSingleItem();
        wrong.Failure.ShouldNotBeNull().Message.ShouldBe("the disk is full");
        (wrong.LastRun!.HasFailed, wrong.LastRun.Error, wrong.LastRun.Reference)
            .ShouldBe((true, "the disk is full", wrong.Failure.Reference));
        broken = false;
        world.Clock.Pass(BackOff.After(1));
        await worker.RunDue();
        var state = (await overview.Jobs(owner)).ShouldHaveSingleItem();
        (state.Name, state.DoneAt, state.DueAt, state.Failure).ShouldBe(("count", Now(world), Now(world) + job.Every, null));
        state.LastRun.ShouldNotBeNull().HasFailed.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_worker_is_woken_by_a_commit_and_otherwise_by_its_clock(string kind)
    {
        await using var world = await TaskBoard.Open(kind);
        using var stop = new CancellationTokenSource();
        var job = new CountingJob();
        var worker = new OtherNode(world, null, job).Worker;
        var running = Task.Run(() => worker.Run(stop.Token));
        await world.Clock.Awaited();
        job.Runs.ShouldBe(1);

        await world.Give();
        await world.Clock.Awaited();
        (await world.Letters()).ShouldHaveSingleItem();

        // It looks once a minute, however far the next piece is.
        for (var minute = 0; minute < 60; minute++)
        {
            world.Clock.Pass(TimeSpan.FromMinutes(1));
            await world.Clock.Awaited();
        }
        job.Runs.ShouldBe(2);

        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Only_who_manages_people_sees_the_background_and_only_under_his_own_name()
    {
        await using var world = await TaskBoard.Open(Databases.Sqlite);
        var worker = new OtherNode(world, new RecordingChannel("mail", _ => throw new IOException("no line"))).Worker;
        await world.Give();
        await worker.RunDue();
        var (chief, owner) = (await world.SignIn("chief"), await world.SignIn("owner"));
        var failed = (await world.Engine.Background.Failures(owner.SignedIn.Actor, 10)).ShouldHaveSingleItem();

        (await world.Engine.Background.Jobs(chief.SignedIn.Actor)).ShouldBeEmpty();
        (await world.Engine.Background.Failures(chief.SignedIn.Actor, 10)).ShouldBeEmpty();
        (await world.Engine.Background.TryAgain(chief.SignedIn, failed.Id)).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_job_and_every_channel_has_a_title()
    {
        await using var world = await TaskBoard.Open(Databases.Sqlite);
        foreach (var job in await world.Engine.Background.Jobs(await world.As("owner")))
            Texts.Catalogue.Keys.ShouldContain($"job.{job.Name}");
        Texts.Catalogue.Keys.ShouldContain("channel.mail");
    }

    private static DateTime Now(EngineWorld world) => world.Clock.GetUtcNow().UtcDateTime;
}
