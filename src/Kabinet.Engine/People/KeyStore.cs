using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Keys of the host's data protection, shared by nodes that share one database.</summary>
public sealed class KeyStore
{
    private readonly Database database;

    internal KeyStore(Database database) => this.database = database;

    /// <summary>Whether keys are shared through the database; otherwise they are in the data folder.</summary>
    public bool IsShared => database is IListening;

    /// <summary>Every key as XML.</summary>
    public async ValueTask<IReadOnlyList<string>> All(CancellationToken cancellation = default) =>
        await database.Read(connection =>
            connection.All(database.Dialect, new(PeopleStatements.ListKeys), row => row.Text(0), cancellation), cancellation);

    /// <summary>Adds a key.</summary>
    public ValueTask Add(string name, string xml, CancellationToken cancellation = default) =>
        database.Do(transaction => transaction.Execute(new(PeopleStatements.AddKey, name, xml), cancellation), cancellation);
}
