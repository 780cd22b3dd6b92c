using Microsoft.Data.Sqlite;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>Functions that SQLite lacks; registered on every connection.</summary>
internal static class SqliteFunctions
{
    public static void Register(SqliteConnection connection)
    {
        SqliteFold.Register(connection);
        Words.WordsHeld.Register(connection);
        Writing.SqliteArithmetic.Register(connection);
    }
}
