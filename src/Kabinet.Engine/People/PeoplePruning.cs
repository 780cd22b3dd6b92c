using Kabinet.Engine.Mail;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Scheduled clean-up of sign-in data.</summary>
internal sealed class PeoplePruning(Database database, TimeProvider clock)
{
    private static readonly TimeSpan LettersKept = TimeSpan.FromDays(365);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>
    /// Ends idle sessions and sign-ins whose second factor was not given in time; forgets browsers without a sign-in for long.
    /// </summary>
    public async ValueTask EndOldSessions(CancellationToken cancellation)
    {
        await Do(new(PeopleStatements.EndOldSessions, Now - Recognition.Idle, Now - SecondFactor.Patience), cancellation);
        await Do(new(PeopleStatements.ForgetOldBrowsers, Now - Browsers.Life), cancellation);
    }

    /// <summary>Deletes failed sign-ins that no longer count, and challenges and links of letters that are over.</summary>
    public async ValueTask ForgetAttempts(CancellationToken cancellation)
    {
        await Do(new(PeopleStatements.ForgetOldAttempts, Now - Attempts.Memory), cancellation);
        await Do(new(PasskeyStatements.ForgetOldChallenges, Now), cancellation);
        await Do(LinkStatements.Forget(Now), cancellation);
    }

    /// <summary>Replaces the text of letters with expired one-time passwords by <paramref name="said"/>.</summary>
    public ValueTask EraseLetterPasswords(string said, CancellationToken cancellation) =>
        Do(MailStatements.Erase(said, Now - Passwords.OneTimeLife), cancellation);

    /// <summary>Deletes letters that are older than a year.</summary>
    public ValueTask ForgetLetters(CancellationToken cancellation) => Do(MailStatements.Forget(Now - LettersKept), cancellation);

    private ValueTask Do(Statement statement, CancellationToken cancellation) =>
        database.Do(transaction => transaction.Execute(statement, cancellation), cancellation);
}
