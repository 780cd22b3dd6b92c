using System.Security.Cryptography;
using System.Threading.Channels;
using Kabinet.Engine.Outbox;

namespace Kabinet.Engine.Background;

/// <summary>
/// The one background worker of a node. Work is in the database, so any number of nodes share it; this one is woken by commits and by
/// the clock.
/// A piece is done by one node; if that node dies over it, another does it when the claim is over.
/// </summary>
public sealed class BackgroundWorker
{
    private const int MostAtOnce = 16;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    /// <summary>However far the next piece is: the clock may be set meanwhile, or another process may put some down.</summary>
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
    /// Raised where an attempt or the worker itself has failed; listeners keep the whole of it under its reference, return at once and
    /// never throw.
    /// </summary>
    public event Action<BackgroundFailure>? Failed;

    /// <summary>Works until it is told to stop; what it has not begun by then it gives back. No failure ends it.</summary>
    public async Task Run(CancellationToken stopping)
    {
        changes.Changed += Hear;
        try
        {
            while (!stopping.IsCancellationRequested) await Wait(await Turn(stopping), stopping);
        }
        finally { changes.Changed -= Hear; }
    }

    /// <summary>Does all that is due now, one piece after another, without waiting for anything.</summary>
    /// <returns>How many pieces were attempted.</returns>
    /// <exception cref="Storage.DatabaseUnavailableException">The database does not answer.</exception>
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

    /// <summary>Something may be due.</summary>
    internal void Wake() => woken.Writer.TryWrite(true);

    // A commit with notices has put an event into the outbox.
    private void Hear(Change change)
    {
        if (change.Receiver is not null) Wake();
    }

    /// <summary>Does what is due and tells how long to wait.</summary>
    private async ValueTask<TimeSpan> Turn(CancellationToken stopping)
    {
        try
        {
            await RunDue(stopping);
            var next = await queue.UntilNext(stopping) ?? Longest;
            return next < Shortest ? Shortest : next > Longest ? Longest : next;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { return TimeSpan.Zero; }
        // An exception here would end the work of this node for good.
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
            // Slow pieces leave the rest of the claim to whoever is free, long before it is over.
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
            // Attempts are counted when they begin: these never ended, and took their process with them.
            if (item.Subject != 0 && item.Attempts > BackOff.MostAttempts) throw new WorkAbandonedException();
            await queue.End(item, claim, await work.Do(item, cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested) { throw; }
        catch (Storage.DatabaseUnavailableException) { throw; }
        // Another node took it over after the claim; nothing of this attempt was written.
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

/// <summary>An attempt that failed.</summary>
/// <param name="Work">Key of the job or channel; empty where the worker itself could not go on for a while.</param>
/// <param name="Reference">Number by which it is found in the log.</param>
/// <param name="Error">What happened.</param>
public sealed record BackgroundFailure(string Work, string Reference, Exception Error);

/// <summary>No attempt at a piece of work has ever come to an end.</summary>
internal sealed class WorkAbandonedException() : Exception("No attempt came to an end: each was cut short together with its process");
