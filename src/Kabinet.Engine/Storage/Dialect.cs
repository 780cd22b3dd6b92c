using System.Data.Common;
using System.Text;

namespace Kabinet.Engine.Storage;

/// <summary>What differs between SQLite and PostgreSQL. One writer asks it; nothing else knows which database it is.</summary>
public abstract class Dialect
{
    /// <summary><c>sqlite</c> or <c>postgresql</c>.</summary>
    public abstract string Name { get; }

    /// <summary>An identifier in quotes; every table and column of ours is quoted, so <c>order</c> and <c>user</c> are ordinary names.</summary>
    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Column type of a value.</summary>
    public abstract string ColumnType(Expressions.DataType type);

    /// <summary>A CLR value as the driver takes it: a decimal becomes a scaled integer on SQLite, a moment its milliseconds.</summary>
    public abstract object ToDatabase(object? value, Expressions.DataType type);

    /// <summary>A column of the current row as a CLR value of the type, or null. On SQLite this is the only place where scaled integers become decimals again.</summary>
    public abstract object? Get(DbDataReader row, int ordinal, Expressions.DataType type);
}
