using System.Threading.Channels;

namespace Kabinet.Engine.Background;

/// <summary>Kinds of work that one loop of the worker runs, one item after another.</summary>
/// <param name="rooms">What it depends on.</param>
/// <param name="works">The kinds of work; another list where the definitions have changed.</param>
/// <param name="tell">Tells of a failure and returns its reference.</param>
internal sealed class WorkLane(BackgroundRooms rooms, Func<IReadOnlyList<IWork>> works, Func<string, Exception, string> tell)
{
    private const int Many = 16;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    /// <summary>Longest wait between checks, because the clock may be set or another process may add work.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly Channel<bool> woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
    });
    private KnownWorks? known;

    /// <summary>Runs before items are claimed.</summary>
    public Func<CancellationToken, ValueTask>? Before { get; init; }

    /// <summary>Wakes the lane, because something may be due.</summary>
    public void Wake() => woken.Writer.TryWrite(true);

    /// <summary>Runs until cancellation, then releases items not yet begun. No failure ends it.</summary>
    public async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested) await Wait(await Turn(stopping), stopping);
    }

    /// <summary>Runs everything that is due now, without waiting.</summary>
    /// <returns>Number of attempted items.</returns>
    public async ValueTask<int> RunDue(CancellationToken cancellation)
    {
        for (var done = 0; ;)
        {
            if (Before is not null) await Before(cancellation);
            if (await Known(cancellation) is not { Works.Count: > 0 } present) return done;
            var claim = await present.Queue.Claim(present.AtOnce, cancellation);
            if (claim.Items.Count == 0) return done;
            done += await Do(claim, present, cancellation);
        }
    }

    private async ValueTask<KnownWorks> Known(CancellationToken cancellation)
    {
        if (works() is var list && known?.List == list) return known;
        var fresh = new KnownWorks(list, new(rooms.Database, rooms.Clock, [.. list.Select(work => work.Kind)]));
        await fresh.Queue.Ensure(list.OfType<IRecurringWork>(), cancellation);
        return known = fresh;
    }

    /// <summary>Runs what is due and returns how long to wait.</summary>
    private async ValueTask<TimeSpan> Turn(CancellationToken stopping)
    {
        try
        {
            await RunDue(stopping);
            var next = known is { Works.Count: > 0 } present ? await present.Queue.UntilNext(stopping) ?? Longest : Longest;
            return next < Shortest ? Shortest : next > Longest ? Longest : next;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { return TimeSpan.Zero; }
        // An uncaught exception here would stop the lane of this node for good.
        catch (Exception error)
        {
            tell("", error);
            return BackOff.After(1);
        }
    }

    private async ValueTask Wait(TimeSpan pause, CancellationToken stopping)
    {
        using var timer = new CancellationTokenSource(pause, rooms.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
        try { await woken.Reader.ReadAsync(either.Token); }
        catch (OperationCanceledException) when (either.IsCancellationRequested) { return; }
    }

    private async ValueTask<int> Do(WorkClaim claim, KnownWorks present, CancellationToken cancellation)
    {
        var begun = 0;
        try
        {
            // After half the lease, the remaining items are released to other nodes.
            for (; begun < claim.Items.Count && rooms.Clock.GetUtcNow().UtcDateTime - claim.At < WorkQueue.Lease / 2; begun++)
                await Do(claim.Items[begun], present, cancellation);
            return begun;
        }
        finally
        {
            if (begun < claim.Items.Count) await present.Queue.Release(claim.Key, CancellationToken.None);
        }
    }

    private async ValueTask Do(WorkItem claimed, KnownWorks present, CancellationToken cancellation)
    {
        var (work, item) = (present.Works[claimed.Kind], claimed with { Tell = error => tell(claimed.Kind, error) });
        try
        {
            // Attempts are counted at their start: all of these ended with a crash of their process.
            if (item.Subject != 0 && work.PauseAfter(item.Attempts - 1) is null) throw new WorkAbandonedException();
            await present.Queue.End(item, item.Claim, await work.Do(item, cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested) { throw; }
        catch (Storage.DatabaseUnavailableException) { throw; }
        // Another node took the item after the lease expired; nothing of this attempt was written.
        catch (ClaimLostException lost) { tell(item.Kind, lost); }
        catch (Exception error)
        {
            var told = new WorkError(error.Message, tell(item.Kind, error));
            await work.Failed(item, told, cancellation);
            await present.Queue.PutOff(item, item.Claim, work.PauseAfter(item.Attempts), told, cancellation);
        }
    }

    /// <summary>The kinds of work of one list, and their queue.</summary>
    private sealed record KnownWorks(IReadOnlyList<IWork> List, WorkQueue Queue)
    {
        public Dictionary<string, IWork> Works { get; } = List.ToDictionary(work => work.Kind, StringComparer.Ordinal);
        /// <summary>
        /// What a dead node has claimed waits for the end of its lease, and what a busy one has claimed waits for it: of work that takes
        /// long it is one item.
        /// </summary>
        public int AtOnce { get; } = List.Any(work => work.IsSlow) ? 1 : Many;
    }
}
