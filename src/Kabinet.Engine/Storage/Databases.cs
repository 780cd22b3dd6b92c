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

    /// <summary>The connection string as it may be shown: without a password or anything else that opens the database.</summary>
    /// <param name="connection">A connection string that is understood.</param>
    public static string Told(string connection)
    {
        if (EmbeddedFile(connection) is { } file) return SqlitePrefix + Path.GetFullPath(file);
        var whole = new NpgsqlConnectionStringBuilder(connection);
        var shown = new NpgsqlConnectionStringBuilder { Host = whole.Host, Port = whole.Port, Database = whole.Database,
            Username = whole.Username };
        return shown.ConnectionString;
    }

    /// <summary>
    /// Opens <c>sqlite:path</c> (creates the file and its folder when missing) or PostgreSQL by an Npgsql connection string. Connects only
    /// at the first query.
    /// </summary>
    /// <exception cref="ArgumentException">The connection string is not valid.</exception>
    public static Database Open(string connection) =>
        EmbeddedFile(connection) is { } file ? new SqliteDatabase(file) : new PostgresDatabase(connection);
}
