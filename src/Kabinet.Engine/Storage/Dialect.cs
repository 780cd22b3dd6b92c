using System.Data.Common;
using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage;

/// <summary>What differs between SQLite and PostgreSQL. One writer asks it; nothing else knows which database it is.</summary>
public abstract class Dialect
{
    private protected static readonly object Yes = true;
    private protected static readonly object No = false;

    /// <summary><c>sqlite</c> or <c>postgresql</c>.</summary>
    public abstract string Name { get; }

    /// <summary>An identifier in quotes; every table and column of ours is quoted, so <c>order</c> and <c>user</c> are ordinary names.</summary>
    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Column type of a value.</summary>
    public abstract string ColumnType(DataType type);

    /// <summary>A CLR value as the driver takes it: a decimal becomes a scaled integer on SQLite, a moment its milliseconds.</summary>
    public abstract object ToDatabase(object? value, DataType type);

    /// <summary>A column of the current row as a CLR value of the type, or null. On SQLite this is the only place where scaled integers become decimals again.</summary>
    public abstract object? Get(DbDataReader row, int ordinal, DataType type);

    /// <summary>A text as it is searched and ordered: lower case, ё as е, in the order of code points. The same text on both databases, and good for an index.</summary>
    public abstract string Fold(string text);

    /// <summary>Definition of the column <c>id</c>: numbers that grow and are never given twice.</summary>
    internal abstract string IdColumn { get; }
}
