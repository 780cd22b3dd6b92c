using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Kabinet.Engine.Storage;

/// <summary>
/// So many values at most, by key. Where it is full, one is let go for each that comes: the oldest that was not asked for since its last
/// turn (a clock). What is used all the time stays, however many others pass by; finding a value takes no lock.
/// </summary>
/// <param name="most">How many are kept.</param>
/// <param name="comparer">Tells keys apart; null for their own equality.</param>
/// <param name="weigh">Weight of a value; null where all weigh the same.</param>
/// <param name="mostWeight">How much all values weigh together.</param>
internal sealed class BoundedCache<TKey, TValue>(int most, IEqualityComparer<TKey>? comparer = null, Func<TValue, long>? weigh = null,
    long mostWeight = long.MaxValue)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> entries = new(comparer ?? EqualityComparer<TKey>.Default);
    private readonly Queue<(TKey Key, Entry Entry)> turns = new();
    private readonly Lock gate = new();
    private long weight;

    /// <summary>How many there are.</summary>
    public int Count => entries.Count;

    /// <summary>How much they weigh.</summary>
    public long Weight => Interlocked.Read(ref weight);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var known = entries.TryGetValue(key, out var entry);
        value = known ? entry!.Value : default;
        // Written only where it changes: a line of memory that every request writes is a line they all wait for.
        if (known && !entry!.IsUsed) entry.IsUsed = true;
        return known;
    }

    /// <summary>Keeps a value; the one that was kept under the key is replaced.</summary>
    public void Set(TKey key, TValue value)
    {
        var entry = new Entry(value, weigh?.Invoke(value) ?? 0);
        // What is heavier than all may be together is not kept.
        if (entry.Weight > mostWeight) return;
        lock (gate)
        {
            if (entries.TryRemove(key, out var former)) weight -= former.Weight;
            while (entries.Count >= most || weight > mostWeight - entry.Weight) Pass();
            entries[key] = entry;
            weight += entry.Weight;
            turns.Enqueue((key, entry));
            // Turns of values that were replaced.
            while (turns.Count > 2 * most) Pass();
        }
    }

    private void Pass()
    {
        var (key, entry) = turns.Dequeue();
        if (!entries.TryGetValue(key, out var kept) || kept != entry) return;
        if (entry.IsUsed)
        {
            entry.IsUsed = false;
            turns.Enqueue((key, entry));
        }
        else if (entries.TryRemove(key, out _)) weight -= entry.Weight;
    }

    private sealed class Entry(TValue value, long weight)
    {
        public long Weight => weight;
        public TValue Value => value;
        public volatile bool IsUsed;
    }
}
