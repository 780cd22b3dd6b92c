using Kabinet.Engine.Storage.Postgres;
using Kabinet.Engine.Storage.Sqlite;
using Npgsql;

namespace Kabinet.Engine.Storage;

/// <summary>Opens the database of an installation.</summary>
public static class Databases
{
    private const string SqlitePrefix = "sqlite:";

    /// <summary>The file of an embedded database; null for a server's.</summary>
    public static string? EmbeddedFile(string connection) =>
        connection.StartsWith(SqlitePrefix, StringComparison.OrdinalIgnoreCase) ? connection[SqlitePrefix.Length..] : null;

    /// <summary>Whether <see cref="Open"/> makes anything of a connection string; nothing is opened.</summary>
    public static bool Understands(string connection)
    {
        if (EmbeddedFile(connection) is { } file) return file.Length > 0;
        try { return new NpgsqlConnectionStringBuilder(connection).Host is { Length: > 0 }; }
        catch (ArgumentException) { return false; }
    }

    /// <summary>Opens <c>sqlite:path</c> (made when it does not exist, with its folder) or a PostgreSQL by its Npgsql connection string. Nothing is asked of the database yet.</summary>
    /// <exception cref="ArgumentException">The connection string says nothing that is understood.</exception>
    public static Database Open(string connection) =>
        EmbeddedFile(connection) is { } file ? new SqliteDatabase(file) : new PostgresDatabase(connection);
}
