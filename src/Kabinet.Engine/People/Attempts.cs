using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>
/// Counts consecutive failures by key; after five, each adds a growing pause. Unknown keys are counted too, so a pause does not reveal
/// whether an account exists.
/// </summary>
internal sealed class Attempts(Database database, TimeProvider clock)
{
    private const int Free = 5;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    /// <summary>How long failures count.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(1);

    /// <summary>Counts an attempt as failed until <see cref="Forget"/>. Returns a refusal while a pause lasts, otherwise null.</summary>
    public ValueTask<Message?> Count(string key, CancellationToken cancellation) => database.Write(async transaction =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await transaction.Execute(new(PeopleStatements.ForgetOldAttempt, key, now - Memory), cancellation);
        if (await transaction.Scalar(new(PeopleStatements.CountAttempt, key, now), DataType.Whole, cancellation) is not long failures)
            return await Paused(transaction, key, now, cancellation);
        if (failures >= Free) await transaction.Execute(new(PeopleStatements.LockAttempt, key, now + Pause(failures)), cancellation);
        return null;
    }, cancellation);

    public ValueTask Forget(string key, CancellationToken cancellation) =>
        database.Do(transaction => transaction.Execute(new(PeopleStatements.ForgetAttempt, key), cancellation), cancellation);

    private static async ValueTask<Message?> Paused(Transaction transaction, string key, DateTime now, CancellationToken cancellation) =>
        new("people.locked", (int)Math.Ceiling(
            ((DateTime)(await transaction.Scalar(new(PeopleStatements.FindPause, key), DataType.DateTime,
            cancellation))! - now).TotalMinutes));

    private static TimeSpan Pause(long failures) =>
        failures - Free > 5 ? Longest : First * Math.Pow(2, failures - Free) is var pause && pause < Longest ? pause : Longest;
}

internal static class DatabaseWrites
{
    public static async ValueTask Do<T>(this Database database, Func<Transaction, ValueTask<T>> work, CancellationToken cancellation) =>
        await database.Write(work, cancellation);
}
