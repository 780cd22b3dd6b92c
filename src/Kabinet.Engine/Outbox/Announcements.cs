using System.Collections.Concurrent;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Outbox;

/// <summary>
/// Tells the other nodes what was committed here, right after the commit and many commits in one go: PostgreSQL lets transactions that
/// notify commit one after another only, so a notification inside each would keep them all from sharing a write to the disk.
/// A node that dies between a commit and its telling leaves pages of other nodes as they were until their next change.
/// </summary>
internal sealed class Announcements(IListening database, Guid node)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    /// <summary>The first is told at once; what is committed in the moment after it goes together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentQueue<Change> waiting = new();
    private readonly Lock gate = new();
    private Task telling = Task.CompletedTask;
    private bool isTelling;
    private volatile bool isClosing;

    /// <summary>Takes what is to be told, and returns at once.</summary>
    public void Add(IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0) return;
        foreach (var change in changes) waiting.Enqueue(change);
        lock (gate)
        {
            if (isTelling) return;
            isTelling = true;
            // The flow that has committed goes on by itself, with its own connection.
            using (ExecutionContext.SuppressFlow()) telling = Task.Run(Tell);
        }
    }

    /// <summary>Waits until all that was taken is told; where the database is away, it is told no more.</summary>
    public Task Close()
    {
        isClosing = true;
        lock (gate) return telling;
    }

    private async Task Tell()
    {
        while (Next() is { Count: > 0 } part)
        {
            while (!await IsTold(ChangeText.Write(node, part)) && !isClosing) await Task.Delay(Pause);
            if (!isClosing) await Task.Delay(Gathering);
        }
    }

    /// <summary>What is told together; empty when nothing is left, and then whoever comes next begins anew.</summary>
    private List<Change> Next()
    {
        lock (gate)
        {
            var part = new List<Change>();
            while (part.Count < ChangeText.MostChanges && waiting.TryDequeue(out var change))
                if (!part.Contains(change)) part.Add(change);
            isTelling = part.Count > 0;
            return part;
        }
    }

    /// <summary>False while the database is away: nothing is committed meanwhile, so what waits does not grow.</summary>
    private async ValueTask<bool> IsTold(string text)
    {
        try { await database.Tell(text); }
        catch (DatabaseUnavailableException) { return false; }
        // The node has closed: nobody is left to tell.
        catch (ObjectDisposedException) { return true; }
        return true;
    }
}
