using Kabinet.Engine.Storage.Postgres;
using Kabinet.Engine.Storage.Sqlite;

namespace Kabinet.Engine.Storage;

/// <summary>Opens the database of an installation.</summary>
public static class Databases
{
    private const string SqlitePrefix = "sqlite:";

    /// <summary>The file of an embedded database; null for a server's.</summary>
    public static string? EmbeddedFile(string connection) =>
        connection.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase) ? connection[SqlitePrefix.Length..] : null;

    /// <summary>Opens <c>sqlite:path</c> (made when it does not exist, with its folder) or a PostgreSQL by its Npgsql connection string. Nothing is asked of the database yet.</summary>
    /// <exception cref="ArgumentException">The connection string says nothing that is understood.</exception>
    public static Database Open(string connection) =>
        EmbeddedFile(connection) is { } file ? new SqliteDatabase(file) : new PostgresDatabase(connection);
}
