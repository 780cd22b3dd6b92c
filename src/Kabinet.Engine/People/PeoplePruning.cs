using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Removes what sign-in needs no longer, on a schedule.</summary>
internal sealed class PeoplePruning(Database database, TimeProvider clock)
{
    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Sessions idle for too long, and those whose second factor did not come in time.</summary>
    public ValueTask EndOldSessions(CancellationToken cancellation) =>
        Do(new(PeopleStatements.EndOldSessions, Now - Recognition.Idle, Now - SecondFactor.Patience), cancellation);

    /// <summary>Failed sign-ins that no pause counts any more.</summary>
    public ValueTask ForgetAttempts(CancellationToken cancellation) =>
        Do(new(PeopleStatements.ForgetOldAttempts, Now - Attempts.Memory), cancellation);

    /// <summary>Texts of letters whose one-time password is over; <paramref name="said"/> stands in their place.</summary>
    public ValueTask EraseLetterPasswords(string said, CancellationToken cancellation) =>
        Do(new(PeopleStatements.EraseMail, said, Now - Passwords.OneTimeLife), cancellation);

    private ValueTask Do(Statement statement, CancellationToken cancellation) =>
        database.Do(transaction => transaction.Execute(statement, cancellation), cancellation);
}
