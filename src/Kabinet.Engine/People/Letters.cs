using Kabinet.Engine.Access;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>A letter of the log.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Receiver">Address.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Body">Text.</param>
/// <param name="User">Whose address it is; null for nobody's who has an account.</param>
/// <param name="Password">What has become of the one-time password it tells.</param>
public sealed record KeptLetter(long Id, DateTime At, string Receiver, string Subject, string Body, long? User, LetterPassword Password);

/// <summary>What has become of the one-time password of a letter.</summary>
public enum LetterPassword
{
    /// <summary>It tells none.</summary>
    None,
    /// <summary>It waits for the first sign-in.</summary>
    Waiting,
    /// <summary>It was changed, replaced, or its time is over.</summary>
    Spent,
}

/// <summary>
/// The log of letters, for those with the ability <c>users</c>. A letter may tell a password that still works,
/// so one to somebody with abilities the reader has not does not exist for him.
/// </summary>
public sealed class Letters
{
    private readonly Database database;
    private readonly TimeProvider clock;

    internal Letters(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>Letters before an id, the latest first; null for the first ones.</summary>
    public async ValueTask<IReadOnlyList<KeptLetter>> List(Actor actor, long? before, int limit, CancellationToken cancellation = default) =>
        Accounts.MayRead(actor) ? await Read(PeopleStatements.Letters("l.id < @p0", before ?? long.MaxValue, limit, Above(actor)), cancellation) : [];

    /// <summary>One letter; null where it does not exist for him.</summary>
    public async ValueTask<KeptLetter?> Find(Actor actor, long id, CancellationToken cancellation = default) =>
        Accounts.MayRead(actor) ? (await Read(PeopleStatements.Letters("l.id = @p0", id, 1, Above(actor)), cancellation)).FirstOrDefault() : null;

    private static List<string> Above(Actor actor) => [.. actor.Solution.Roles.Keys.Where(role => !Privileges.Covers(actor.Solution, actor, [role]))];

    private ValueTask<List<KeptLetter>> Read(Statement statement, CancellationToken cancellation) =>
        database.Read(connection => connection.All(database.Dialect, statement, Read, cancellation), cancellation);

    private KeptLetter Read(Row row) => new(row.Id(0), row.Moment(1), row.Text(2), row.Text(3), row.Text(4), row.Whole(5), PasswordOf(row));

    private LetterPassword PasswordOf(Row row)
    {
        if (!row.YesNo(6)) return LetterPassword.None;
        var waits = row.MomentOrNull(7) > clock.GetUtcNow().UtcDateTime && row.MomentOrNull(8) <= row.Moment(1);
        return waits ? LetterPassword.Waiting : LetterPassword.Spent;
    }
}
