using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>
/// Browsers in which people have signed in. Each keeps a random mark, which the host signs; a mark serves several people. A mark opens
/// nothing: it only separates the owner's typing errors from the guesses of others. It is revoked with the sessions of its person.
/// </summary>
internal sealed class Browsers(Database database)
{
    /// <summary>Most browsers of one person; those used least recently are forgotten.</summary>
    public const int Most = 50;
    /// <summary>How long a browser is known after the last sign-in.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <summary>Whether the person has signed in with this mark.</summary>
    public async ValueTask<bool> Knows(string? mark, long user, CancellationToken cancellation)
    {
        Statement known = new(PeopleStatements.KnowsBrowser, SecretToken.Hash(mark ?? ""), user);
        return await database.Read(connection => connection.Scalar(known, DataType.Whole, cancellation), cancellation) is not 0L;
    }

    /// <summary>The mark that the browser has, or a new one; null for a program.</summary>
    public static string? MarkOf(Visitor visitor) =>
        !visitor.KeepsMark ? null : visitor.Mark ?? SecretToken.New(SecretToken.BrowserPrefix);

    /// <summary>Remembers the browser as one of the person's.</summary>
    public static async ValueTask Keep(Transaction transaction, string? mark, long user, DateTime now, CancellationToken cancellation)
    {
        if (mark is null) return;
        await transaction.Execute(new(PeopleStatements.KeepBrowser, SecretToken.Hash(mark), user, now), cancellation);
        await transaction.Execute(new(PeopleStatements.ForgetSurplusBrowsers, user, (long)Most), cancellation);
    }
}
