using Microsoft.Data.Sqlite;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>What SQLite lacks; registered on every connection.</summary>
internal static class SqliteFunctions
{
    public static void Register(SqliteConnection connection)
    {
        connection.CreateFunction<string?, string?>("fold", static text => text?.ToLowerInvariant().Replace('ё', 'е'), isDeterministic: true);
        Writing.SqliteArithmetic.Register(connection);
    }
}
