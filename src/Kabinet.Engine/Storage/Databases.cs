using Kabinet.Engine.Storage.Postgres;
using Kabinet.Engine.Storage.Sqlite;
using Npgsql;

namespace Kabinet.Engine.Storage;

/// <summary>Opens the database of an installation.</summary>
public static class Databases
{
    private const string SqlitePrefix = "sqlite:";

    /// <summary>Path of the SQLite file; null when the connection string names a database server.</summary>
    public static string? EmbeddedFile(string connection) =>
        connection.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase) ? connection[SqlitePrefix.Length..] : null;

    /// <summary>Whether <see cref="Open"/> accepts a connection string. Opens nothing.</summary>
    public static bool Understands(string connection)
    {
        if (EmbeddedFile(connection) is { } file) return file.Length > 0;
        try { return new NpgsqlConnectionStringBuilder(connection).Host is { Length: > 0 }; }
        catch (ArgumentException) { return false; }
    }

    /// <summary>
    /// Opens <c>sqlite:path</c> (creates the file and its folder when missing) or PostgreSQL by an Npgsql connection string. Connects only
    /// at the first query.
    /// </summary>
    /// <exception cref="ArgumentException">The connection string is not valid.</exception>
    public static Database Open(string connection) =>
        EmbeddedFile(connection) is { } file ? new SqliteDatabase(file) : new PostgresDatabase(connection);
}
