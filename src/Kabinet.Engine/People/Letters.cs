using Kabinet.Engine.Access;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Mail.Smtp;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>
/// The log of letters, for actors with the ability <c>users</c>. A letter may hold a valid password,
/// so letters to people with abilities that the actor lacks are not visible.
/// </summary>
public sealed class Letters
{
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly MailBox mail;
    private readonly LetterWriting writing;

    internal Letters(Database database, TimeProvider clock, MailBox mail, LetterWriting writing, MailServer? server) =>
        (this.database, this.clock, this.mail, this.writing, Server) = (database, clock, mail, writing, server);

    /// <summary>The mail server; null while letters are kept.</summary>
    public MailServer? Server { get; }

    /// <summary>Letters of a query, newest first.</summary>
    public async ValueTask<IReadOnlyList<KeptLetter>> List(Actor actor, LetterQuery query, CancellationToken cancellation = default) =>
        Accounts.MayRead(actor) ? await Read(LetterStatements.List(database.Dialect, query, Above(actor)), cancellation) : [];

    /// <summary>One letter; null when the actor may not see it or it does not exist.</summary>
    public async ValueTask<KeptLetter?> Find(Actor actor, long id, CancellationToken cancellation = default) =>
        Accounts.MayRead(actor) ? (await Read(LetterStatements.Find(id, Above(actor)), cancellation)).FirstOrDefault() : null;

    /// <summary>A letter as it arrives, as an HTML document; null for a letter of text only.</summary>
    public static string? Document(Actor actor, KeptLetter letter) => letter.Html is not { } html ? null
        : LetterFrame.Html(actor.Solution, letter.Language ?? actor.Solution.Settings.Language, letter.Subject, html);

    /// <summary>Sends a letter once more that is not waiting already. Requires the right to manage accounts.</summary>
    /// <returns>
    /// False when not allowed, the letter is unknown or waiting, its password no longer works, or letters do not leave.
    /// </returns>
    public async ValueTask<bool> SendAgain(SignedIn signedIn, long id, CancellationToken cancellation = default)
    {
        if (Server is null || !Accounts.MayManage(signedIn)) return false;
        if (await Find(signedIn.Actor, id, cancellation) is not { Password: not LetterPassword.Spent }) return false;
        return await database.Write(transaction => mail.Again(transaction, id, cancellation), cancellation);
    }

    /// <summary>Puts a test letter to an address, which leaves like any other. Requires the right to manage accounts.</summary>
    /// <returns>Its id; null when not allowed.</returns>
    public async ValueTask<long?> SendTest(SignedIn signedIn, string address, CancellationToken cancellation = default)
    {
        if (!Accounts.MayManage(signedIn)) return null;
        var actor = signedIn.Actor;
        var draft = LetterDraft.Of(actor.Solution, LetterKinds.Test, (address, actor.Language), ("name", signedIn.Person.Name))
            with { User = signedIn.Person.Id };
        return await database.Write(async transaction =>
            await mail.Put(transaction, await writing.Write(transaction, actor.Solution, draft, cancellation), cancellation), cancellation);
    }

    private static List<string> Above(Actor actor) =>
        [.. actor.Solution.Roles.Keys.Where(role => !Privileges.Covers(actor.Solution, actor, [role]))];

    private ValueTask<List<KeptLetter>> Read(Statement statement, CancellationToken cancellation) =>
        database.Read(connection => connection.All(database.Dialect, statement, Read, cancellation), cancellation);

    private KeptLetter Read(Row row) => new(row.Id(0), row.Moment(1), row.Text(2), row.Text(3), row.Text(4))
    {
        User = row.Whole(5),
        Password = PasswordOf(row),
        Html = row.TextOrNull(9),
        Language = row.TextOrNull(10),
        State = StateOf(row),
        SentAt = row.MomentOrNull(12),
        Answer = row.TextOrNull(14) ?? row.TextOrNull(16),
        NextAt = row.MomentOrNull(15),
    };

    private static LetterState StateOf(Row row) =>
        row.MomentOrNull(12) is not null ? LetterState.Sent
        : row.YesNo(13) ? LetterState.Refused
        : !row.YesNo(11) ? LetterState.Kept
        : row.MomentOrNull(15) is not null ? LetterState.Waiting : LetterState.GivenUp;

    private LetterPassword PasswordOf(Row row)
    {
        if (!row.YesNo(6) || row.YesNo(17)) return LetterPassword.None;
        var waits = row.MomentOrNull(7) > clock.GetUtcNow().UtcDateTime && row.MomentOrNull(8) <= row.Moment(1);
        return waits ? LetterPassword.Waiting : LetterPassword.Spent;
    }
}
