using System.Security.Cryptography;
using Kabinet.Engine.Outbox;

namespace Kabinet.Engine.Background;

/// <summary>
/// The background worker of a node. Work is stored in the database and shared by all nodes; commits and the clock wake the worker.
/// One node at a time runs an item; if the node dies, another takes the item when its lease expires.
/// Work that waits for other machines has lanes of its own, and so have the jobs of the solution. Lanes do not wait for each other.
/// </summary>
public sealed class BackgroundWorker
{
    private readonly ChangeFeed changes;
    private readonly WorkAdding added;
    private readonly WorkLane own;
    private readonly WorkLane[] lanes;
    private readonly IReadOnlyList<IRecurringWork> jobs;
    private readonly SolutionWorks? solution;

    internal BackgroundWorker(BackgroundRooms rooms, IEnumerable<IWork> works, IReadOnlyList<IBackgroundJob> jobs,
        SolutionWorks? solution = null)
    {
        (changes, added) = (rooms.Changes, rooms.Added);
        this.solution = solution;
        this.jobs = [.. jobs.Select(job => new JobWork(job, new(rooms.Database, rooms.Clock)))];
        var all = works.Concat(this.jobs).ToArray();
        IReadOnlyList<IWork> ofOwn = [.. all.Where(work => !work.IsSlow)];
        OutboxSpreading spreading = new(rooms.Database, rooms.Clock, [.. all.OfType<NoticeDelivery>().Select(delivery => delivery.Kind)]);
        own = new(rooms, () => ofOwn, Tell) { Before = cancellation => Spread(spreading, cancellation) };
        lanes = [own, .. all.Where(work => work.IsSlow).Select(work => LaneOf(rooms, [work]))];
        if (solution is not null) lanes = [.. lanes, new(rooms, () => solution.Present, Tell)];
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
        added.Added += Wake;
        try { await Task.WhenAll(lanes.Select(lane => Task.Run(() => lane.Run(stopping), CancellationToken.None))); }
        finally
        {
            changes.Changed -= Hear;
            added.Added -= Wake;
        }
    }

    /// <summary>Runs everything that is due now, one item after another, without waiting.</summary>
    /// <returns>Number of attempted items.</returns>
    /// <exception cref="Storage.DatabaseUnavailableException">The database does not respond.</exception>
    public async ValueTask<int> RunDue(CancellationToken cancellation = default)
    {
        for (var done = 0; ;)
        {
            var before = done;
            foreach (var lane in lanes) done += await lane.RunDue(cancellation);
            if (done == before) return done;
        }
    }

    /// <summary>The jobs of the present definitions, then those of the platform.</summary>
    internal IReadOnlyList<IRecurringWork> Recurring => [.. solution?.Present ?? [], .. jobs];

    /// <summary>Wakes the worker, because something may be due.</summary>
    internal void Wake()
    {
        foreach (var lane in lanes) lane.Wake();
    }

    // A change with a receiver means that the commit has put an event into the outbox.
    private void Hear(Change change)
    {
        if (change.Receiver is not null) own.Wake();
        // New definitions may have other jobs.
        else if (change.IsOfDefinitions) Wake();
    }

    private WorkLane LaneOf(BackgroundRooms rooms, IReadOnlyList<IWork> works) => new(rooms, () => works, Tell);

    private async ValueTask Spread(OutboxSpreading spreading, CancellationToken cancellation)
    {
        if (!await spreading.Run(cancellation)) return;
        foreach (var lane in lanes.Where(lane => lane != own)) lane.Wake();
    }

    private string Tell(string kind, Exception error)
    {
        var reference = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        Failed?.Invoke(new(kind, reference, error));
        return reference;
    }
}

/// <summary>What background work depends on.</summary>
internal sealed record BackgroundRooms(Storage.Database Database, TimeProvider Clock, ChangeFeed Changes, WorkAdding Added);

/// <summary>A failed attempt.</summary>
/// <param name="Work">Key of the job or channel; empty when the worker itself failed.</param>
/// <param name="Reference">Reference number of the error in the log.</param>
/// <param name="Error">The exception.</param>
public sealed record BackgroundFailure(string Work, string Reference, Exception Error)
{
    /// <summary>True if another machine did not take what was sent to it: nothing of ours is broken, and it is tried again.</summary>
    public bool IsOutside => Error is DeliveryDelayedException;
}

/// <summary>Too many attempts at an item ended with a crash of their process.</summary>
internal sealed class WorkAbandonedException() : Exception("No attempt came to an end: each was cut short together with its process");
