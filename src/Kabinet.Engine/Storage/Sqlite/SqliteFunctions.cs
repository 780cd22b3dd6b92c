using Microsoft.Data.Sqlite;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>What SQLite lacks; registered on every connection.</summary>
internal static class SqliteFunctions
{
    public static void Register(SqliteConnection connection)
    {
        SqliteFold.Register(connection);
        Words.WordsHeld.Register(connection);
        Writing.SqliteArithmetic.Register(connection);
    }
}
