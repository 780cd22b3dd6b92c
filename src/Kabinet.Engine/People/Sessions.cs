using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>A person's sessions: he sees them and ends them.</summary>
public sealed class Sessions
{
    private readonly Database database;

    internal Sessions(Database database) => this.database = database;

    /// <summary>His own sessions, the latest first.</summary>
    public ValueTask<List<Session>> List(SignedIn signedIn, CancellationToken cancellation = default) =>
        database.Read(connection => connection.All(database.Dialect, new(PeopleStatements.ListSessions, signedIn.Person.Id),
            row => new Session(row.Id(0), row.Moment(1), row.Moment(2), row.TextOrNull(3), row.TextOrNull(4)), cancellation), cancellation);

    /// <summary>Ends one of his own sessions; of somebody else's nothing happens.</summary>
    public ValueTask End(SignedIn signedIn, long session, CancellationToken cancellation = default) =>
        database.Do(transaction => transaction.Execute(new(PeopleStatements.EndOwnSession, session, signedIn.Person.Id), cancellation), cancellation);

    /// <summary>Ends the session that asks.</summary>
    public async ValueTask SignOut(SignedIn signedIn, CancellationToken cancellation = default)
    {
        if (signedIn.Session is { } session) await database.Write(transaction => transaction.Execute(new(PeopleStatements.EndSession, session.Id), cancellation), cancellation);
    }

    /// <summary>Ends all of his sessions but the one that asks.</summary>
    public ValueTask SignOutElsewhere(SignedIn signedIn, CancellationToken cancellation = default) =>
        database.Do(transaction => transaction.Execute(new(PeopleStatements.EndSessionsOf, signedIn.Person.Id, signedIn.Session?.Id ?? 0), cancellation), cancellation);

    /// <summary>What a visitor says of himself is kept short.</summary>
    internal static string? Short(string? text) => text?.Length > 200 ? text[..200] : text;
}
