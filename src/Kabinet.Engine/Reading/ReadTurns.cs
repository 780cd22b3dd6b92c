using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Reading;

/// <summary>
/// Lets queries run: refuses what costs too much, lets each person have few typed and fewer heavy ones at once, and stops what takes too
/// long. Heavy queries of all people together leave processors and connections to the others. Waiting holds no connection and no thread.
/// </summary>
internal sealed class ReadTurns(ReadLimits limits)
{
    private const string Guests = "guests", Everybody = "everybody";
    /// <summary>How many queries of a person wait for one that runs.</summary>
    private const int Waiting = 15, HeavyWaiting = 3;
    private readonly Places typed = new(limits.AtOnce, limits.AtOnce * Waiting);
    private readonly Places heavy = new(limits.HeavyAtOnce, limits.HeavyAtOnce * HeavyWaiting);
    private readonly Places together = new(limits.HeavyTogether, int.MaxValue - limits.HeavyTogether);

    /// <summary>Runs a query when it is its turn.</summary>
    /// <param name="actor">Whose query it is.</param>
    /// <param name="asked">What he asks for.</param>
    /// <param name="read">Reads; the token stops it.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="QueryException">It costs too much or took too long.</exception>
    /// <exception cref="QueryBusyException">Too many queries of this person, or heavy ones of everybody, are under way.</exception>
    public async ValueTask<T> Run<T>(Actor actor, QueryWeight asked, Func<CancellationToken, ValueTask<T>> read,
        CancellationToken cancellation)
    {
        if (asked.Cost > limits.Cost) throw new QueryException("where", new("query.too_costly"));
        var isHeavy = asked.Cost >= limits.HeavyFrom;
        if (!isHeavy && !asked.IsTyped) return await Stopped(read, cancellation);
        using var own = await Take(isHeavy ? heavy : typed, NameOf(actor), cancellation);
        using var shared = isHeavy ? await Take(together, Everybody, cancellation) : null;
        return await Stopped(read, cancellation);
    }

    /// <summary>
    /// Runs a stream when it is its turn. It goes at the pace of whoever takes its rows, so only what comes before the first row is
    /// stopped.
    /// </summary>
    /// <exception cref="QueryException">It costs too much; a heavy condition is asked in pages.</exception>
    public async ValueTask<T> RunLong<T>(Actor actor, QueryWeight asked, Func<ValueTask<T>> read, CancellationToken cancellation)
    {
        // A stream may last a quarter of an hour; a heavy one would keep the place of everybody's heavy queries for so long.
        if (asked.Cost >= limits.HeavyFrom) throw new QueryException("where", new("query.too_costly"));
        using var own = asked.IsTyped ? await Take(typed, NameOf(actor), cancellation) : null;
        return await read();
    }

    /// <summary>Awaits a step of a stream; where the patience is over, says so.</summary>
    /// <exception cref="QueryException">It took too long.</exception>
    public async ValueTask<T> Told<T>(ValueTask<T> step, CancellationToken cancellation)
    {
        try { return await step; }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new QueryException("where", new("query.too_slow", limits.Seconds));
        }
    }

    /// <summary>A token that stops what takes too long.</summary>
    public CancellationTokenSource Patience(CancellationToken cancellation)
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(limits.Seconds));
        return patience;
    }

    private async ValueTask<IDisposable> Take(Places places, string who, CancellationToken cancellation)
    {
        using var patience = Patience(cancellation);
        try { return await places.Take(who, patience.Token) ?? throw new QueryBusyException(new("query.too_many")); }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new QueryBusyException(new("query.busy"));
        }
    }

    private async ValueTask<T> Stopped<T>(Func<CancellationToken, ValueTask<T>> read, CancellationToken cancellation)
    {
        using var patience = Patience(cancellation);
        return await Told(read(patience.Token), cancellation);
    }

    private static string NameOf(Actor actor) => actor.UserId?.ToString(CultureInfo.InvariantCulture) ?? Guests;
}

/// <summary>What a reader's own part of a query costs.</summary>
/// <param name="Cost">By <see cref="Expressions.ExpressionCost"/>.</param>
/// <param name="IsTyped">It has a condition in the reader's own words.</param>
internal readonly record struct QueryWeight(long Cost, bool IsTyped)
{
    public static QueryWeight operator +(QueryWeight one, QueryWeight other) => new(one.Cost + other.Cost, one.IsTyped || other.IsTyped);
}

/// <summary>So many at once for each name; a limited number waits in the order of coming.</summary>
internal sealed class Places(int atOnce, int mostWaiting)
{
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);

    /// <summary>A place, given back when disposed; null where too many wait already.</summary>
    public async ValueTask<IDisposable?> Take(string who, CancellationToken cancellation)
    {
        if (Enter(who) is not { } line) return null;
        try { await line.Turn.WaitAsync(cancellation); }
        catch
        {
            Leave(who, line);
            throw;
        }
        return new Place(this, who, line);
    }

    private Line? Enter(string who)
    {
        lock (lines)
        {
            if (!lines.TryGetValue(who, out var line)) lines[who] = line = new(new(atOnce, atOnce));
            if (line.Inside >= atOnce + mostWaiting) return null;
            line.Inside++;
            return line;
        }
    }

    private void Leave(string who, Line line)
    {
        lock (lines)
            if (--line.Inside == 0) lines.Remove(who);
    }

    private sealed record Line(SemaphoreSlim Turn)
    {
        public int Inside { get; set; }
    }

    private sealed class Place(Places places, string who, Line line) : IDisposable
    {
        public void Dispose()
        {
            line.Turn.Release();
            places.Leave(who, line);
        }
    }
}

/// <summary>A query has not been begun, because too many are under way; it may be asked again later.</summary>
public sealed class QueryBusyException(Message reason) : Exception(reason.Key)
{
    /// <summary>The reason, for people.</summary>
    public Message Reason { get; } = reason;
}
