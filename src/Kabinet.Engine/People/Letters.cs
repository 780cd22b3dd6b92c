using Kabinet.Engine.Access;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>A letter in the log.</summary>
/// <param name="Id">Id; grows with time.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="Receiver">Address.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Body">Text.</param>
/// <param name="User">Person with this address; null when there is none.</param>
/// <param name="Password">State of the one-time password in it.</param>
public sealed record KeptLetter(long Id, DateTime At, string Receiver, string Subject, string Body, long? User, LetterPassword Password);

/// <summary>State of the one-time password in a letter.</summary>
public enum LetterPassword
{
    /// <summary>The letter has no password.</summary>
    None,
    /// <summary>The password waits for the first sign-in.</summary>
    Waiting,
    /// <summary>The password was changed or replaced, or has expired.</summary>
    Spent,
}

/// <summary>
/// The log of letters, for actors with the ability <c>users</c>. A letter may hold a valid password,
/// so letters to people with abilities that the actor lacks are not visible.
/// </summary>
public sealed class Letters
{
    private readonly Database database;
    private readonly TimeProvider clock;

    internal Letters(Database database, TimeProvider clock) => (this.database, this.clock) = (database, clock);

    /// <summary>Letters before an id, newest first; null starts from the newest.</summary>
    public async ValueTask<IReadOnlyList<KeptLetter>> List(Actor actor, long? before, int limit,
        CancellationToken cancellation = default) =>
        Accounts.MayRead(actor)
            ? await Read(PeopleStatements.Letters("l.id < @p0", before ?? long.MaxValue, limit, Above(actor)), cancellation) : [];

    /// <summary>One letter; null when the actor may not see it or it does not exist.</summary>
    public async ValueTask<KeptLetter?> Find(Actor actor, long id, CancellationToken cancellation = default) =>
        Accounts.MayRead(actor) ? (await Read(PeopleStatements.Letters("l.id = @p0", id, 1, Above(actor)), cancellation)).FirstOrDefault()
            : null;

    private static List<string> Above(Actor actor) =>
        [.. actor.Solution.Roles.Keys.Where(role => !Privileges.Covers(actor.Solution, actor, [role]))];

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
