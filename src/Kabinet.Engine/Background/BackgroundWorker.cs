using System.Security.Cryptography;
using System.Threading.Channels;
using Kabinet.Engine.Outbox;

namespace Kabinet.Engine.Background;

/// <summary>
/// The background worker of a node. Work is stored in the database and shared by all nodes; commits and the
/// clock wake the worker.
/// One node at a time runs an item; if the node dies, another takes the item when its lease expires.
/// </summary>
public sealed class BackgroundWorker
{
    private const int MostAtOnce = 16;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    /// <summary>Longest wait between checks, because the clock may be set or another process may add work.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly TimeProvider clock;
    private readonly ChangeFeed changes;
    private readonly Dictionary<string, IWork> works;
    private readonly string[] jobs;
    private readonly WorkQueue queue;
    private readonly OutboxSpreading spreading;
    private readonly Channel<bool> woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1)
    {
        FullMode = BoundedChannelFullMode.DropWrite,
    });
    private bool knowsJobs;

    internal BackgroundWorker(
        Storage.Database database, TimeProvider clock, ChangeFeed changes,
        IReadOnlyList<NoticeDelivery> deliveries, IReadOnlyList<IBackgroundJob> jobs)
    {
        (this.clock, this.changes, this.jobs) = (clock, changes, [.. jobs.Select(job => job.Name)]);
        IEnumerable<IWork> all = [.. deliveries, .. jobs.Select(job => new JobWork(job))];
        works = all.ToDictionary(work => work.Kind, StringComparer.Ordinal);
        queue = new(database, clock, [.. works.Keys]);
        spreading = new(database, clock, [.. deliveries.Select(delivery => delivery.Kind)]);
    }

    /// <summary>
    /// Raised when an attempt or the worker itself fails. Listeners log the full error under its reference, return at once and
    /// never throw.
    /// </summary>
    public event Action<BackgroundFailure>? Failed;

    /// <summary>Runs until cancellation, then releases items not yet begun. No failure ends it.</summary>
    public async Task Run(CancellationToken stopping)
    {
        changes.Changed += Hear;
        try
        {
            while (!stopping.IsCancellationRequested) await Wait(await Turn(stopping), stopping);
        }
        finally { changes.Changed -= Hear; }
    }

    /// <summary>Runs everything that is due now, one item after another, without waiting.</summary>
    /// <returns>Number of attempted items.</returns>
    /// <exception cref="Storage.DatabaseUnavailableException">The database does not respond.</exception>
    public async ValueTask<int> RunDue(CancellationToken cancellation = default)
    {
        if (!knowsJobs) await queue.Ensure(jobs, cancellation);
        knowsJobs = true;
        for (var done = 0; ;)
        {
            await spreading.Run(cancellation);
            var claim = await queue.Claim(MostAtOnce, cancellation);
            if (claim.Items.Count == 0) return done;
            done += await Do(claim, cancellation);
        }
    }

    /// <summary>Wakes the worker, because something may be due.</summary>
    internal void Wake() => woken.Writer.TryWrite(true);

    // A change with a receiver means that the commit has put an event into the outbox.
    private void Hear(Change change)
    {
        if (change.Receiver is not null) Wake();
    }

    /// <summary>Runs what is due and returns how long to wait.</summary>
    private async ValueTask<TimeSpan> Turn(CancellationToken stopping)
    {
        try
        {
            await RunDue(stopping);
            var next = await queue.UntilNext(stopping) ?? Longest;
            return next < Shortest ? Shortest : next > Longest ? Longest : next;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { return TimeSpan.Zero; }
        // An uncaught exception here would stop the worker of this node for good.
        catch (Exception error)
        {
            Tell("", error);
            return BackOff.After(1);
        }
    }

    private async ValueTask Wait(TimeSpan pause, CancellationToken stopping)
    {
        using var timer = new CancellationTokenSource(pause, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
        try { await woken.Reader.ReadAsync(either.Token); }
        catch (OperationCanceledException) when (either.IsCancellationRequested) { return; }
    }

    private async ValueTask<int> Do(WorkClaim claim, CancellationToken cancellation)
    {
        var begun = 0;
        try
        {
            // After half the lease, the remaining items are released to other nodes.
            for (; begun < claim.Items.Count && clock.GetUtcNow().UtcDateTime - claim.At < WorkQueue.Lease / 2; begun++)
                await Do(claim.Items[begun], claim.Key, cancellation);
            return begun;
        }
        finally
        {
            if (begun < claim.Items.Count) await queue.Release(claim.Key, CancellationToken.None);
        }
    }

    private async ValueTask Do(WorkItem item, string claim, CancellationToken cancellation)
    {
        var work = works[item.Kind];
        try
        {
            // Attempts are counted at their start: all of these ended with a crash of their process.
            if (item.Subject != 0 && item.Attempts > BackOff.MostAttempts) throw new WorkAbandonedException();
            await queue.End(item, claim, await work.Do(item, cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested) { throw; }
        catch (Storage.DatabaseUnavailableException) { throw; }
        // Another node took the item after the lease expired; nothing of this attempt was written.
        catch (ClaimLostException lost) { Tell(item.Kind, lost); }
        catch (Exception error)
        {
            var told = new WorkError(error.Message, Tell(item.Kind, error));
            await queue.PutOff(item, claim, work.PauseAfter(item.Attempts), told, cancellation);
        }
    }

    private string Tell(string kind, Exception error)
    {
        var reference = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        Failed?.Invoke(new(kind, reference, error));
        return reference;
    }
}

/// <summary>A failed attempt.</summary>
/// <param name="Work">Key of the job or channel; empty when the worker itself failed.</param>
/// <param name="Reference">Reference number of the error in the log.</param>
/// <param name="Error">The exception.</param>
public sealed record BackgroundFailure(string Work, string Reference, Exception Error);

/// <summary>Too many attempts at an item ended with a crash of their process.</summary>
internal sealed class WorkAbandonedException() : Exception("No attempt came to an end: each was cut short together with its process");
