using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Lists and ends a person's own sessions.</summary>
public sealed class Sessions
{
    private readonly Database database;

    internal Sessions(Database database) => this.database = database;

    /// <summary>The person's sessions, newest first.</summary>
    public ValueTask<List<Session>> List(SignedIn signedIn, CancellationToken cancellation = default) =>
        database.Read(connection => connection.All(database.Dialect, new(PeopleStatements.ListSessions, signedIn.Person.Id),
            row => new Session(row.Id(0), row.Moment(1), row.Moment(2), row.TextOrNull(3), row.TextOrNull(4)), cancellation), cancellation);

    /// <summary>Ends one of the person's own sessions; does nothing for a session of another person.</summary>
    public ValueTask End(SignedIn signedIn, long session, CancellationToken cancellation = default) =>
        database.Do(transaction => transaction.Execute(new(PeopleStatements.EndOwnSession, session, signedIn.Person.Id), cancellation),
            cancellation);

    /// <summary>Ends the current session.</summary>
    public async ValueTask SignOut(SignedIn signedIn, CancellationToken cancellation = default)
    {
        if (signedIn.Session is { } session)
            await database.Write(transaction => transaction.Execute(new(PeopleStatements.EndSession, session.Id), cancellation),
            cancellation);
    }

    /// <summary>Ends all of the person's sessions except the current one.</summary>
    public ValueTask SignOutElsewhere(SignedIn signedIn, CancellationToken cancellation = default) =>
        database.Do(transaction =>
            transaction.Execute(new(PeopleStatements.EndSessionsOf, signedIn.Person.Id, signedIn.Session?.Id ?? 0), cancellation),
            cancellation);

    /// <summary>Truncates text sent by a visitor.</summary>
    internal static string? Short(string? text) => text?.Length > 200 ? text[..200] : text;
}
