using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>
/// How failures slow down: how many are free, the pause after that, and the longest pause. Each pause is twice the one before.
/// </summary>
internal sealed record Pace(int Free, TimeSpan First, TimeSpan Longest)
{
    /// <summary>For one account tried from one place: an address, a known browser or an open session.</summary>
    public static Pace OfOnePlace { get; } = new(5, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));
    /// <summary>For one account tried from everywhere. The pause stays short, so that strangers cannot shut the owner out.</summary>
    public static Pace OfAccount { get; } = new(10, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2));
    /// <summary>For one address that tries many accounts; a whole office may stand behind it.</summary>
    public static Pace OfAddress { get; } = new(30, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));

    public TimeSpan After(long failures) =>
        failures - Free > 10 ? Longest : First * Math.Pow(2, failures - Free) is var pause && pause < Longest ? pause : Longest;
}

/// <summary>A counter of failures.</summary>
internal sealed record Counter(string Key, Pace Pace);

/// <summary>
/// Counts failures. After the free ones each brings a growing pause. Names of nobody are counted too, so a pause does not reveal whether
/// an account exists.
/// </summary>
internal sealed class Attempts(Database database, TimeProvider clock)
{
    /// <summary>How long failures count.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>
    /// Counts an attempt as failed until <see cref="Forget"/>. The attempt is counted before the password is checked, so parallel
    /// guesses are all counted.
    /// </summary>
    /// <returns>How long to wait where one of the counters pauses; nothing is counted then. Null where the attempt may go on.</returns>
    public ValueTask<TimeSpan?> Count(IReadOnlyList<Counter> counters, CancellationToken cancellation) => database.Write(
        async transaction =>
    {
        var (now, counted) = (clock.GetUtcNow().UtcDateTime, new List<(Counter Counter, long Failures)>());
        foreach (var counter in counters)
        {
            await transaction.Execute(new(PeopleStatements.ForgetOldAttempt, counter.Key, now - Memory), cancellation);
            Statement count = new(PeopleStatements.CountAttempt, counter.Key, now);
            if (await transaction.Scalar(count, DataType.Whole, cancellation) is long failures)
                counted.Add((counter, failures));
            else
            {
                foreach (var (other, _) in counted)
                    await transaction.Execute(new(PeopleStatements.UncountAttempt, other.Key), cancellation);
                return await Left(transaction, counter.Key, now, cancellation);
            }
        }
        foreach (var (counter, failures) in counted.Where(each => each.Failures >= each.Counter.Pace.Free))
            await transaction.Execute(new(PeopleStatements.LockAttempt, counter.Key, now + counter.Pace.After(failures)), cancellation);
        return null;
    }, cancellation);

    /// <summary>Forgets the failures of an account after a success.</summary>
    public ValueTask Forget(IEnumerable<Counter> counters, CancellationToken cancellation) => database.Do(async transaction =>
    {
        // An address keeps its other failures: somebody who has one account there would clear those against the others with it.
        foreach (var counter in counters)
            await transaction.Execute(new(counter.Pace == Pace.OfAddress ? PeopleStatements.UncountAttempt : PeopleStatements.ForgetAttempt,
                counter.Key), cancellation);
        return counters;
    }, cancellation);

    /// <summary>What a person is told who has to wait.</summary>
    public static Message Said(TimeSpan wait) => new("people.locked", (int)Math.Ceiling(wait.TotalMinutes));

    private static async ValueTask<TimeSpan?> Left(Transaction transaction, string key, DateTime now, CancellationToken cancellation) =>
        (DateTime)(await transaction.Scalar(new(PeopleStatements.FindPause, key), DataType.DateTime, cancellation))! - now;
}

internal static class DatabaseWrites
{
    public static async ValueTask Do<T>(this Database database, Func<Transaction, ValueTask<T>> work, CancellationToken cancellation) =>
        await database.Write(work, cancellation);
}
