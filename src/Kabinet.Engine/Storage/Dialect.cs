using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

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

    /// <summary>Foreign keys are written inside CREATE TABLE, even to tables that do not stand yet.</summary>
    internal abstract bool ReferencesInTable { get; }

    /// <summary>Names of tables and their columns.</summary>
    internal abstract Statement CatalogueColumns { get; }

    /// <summary>Names of indexes.</summary>
    internal abstract Statement CatalogueIndexes { get; }

    /// <summary>What keeps two publications from running at once.</summary>
    internal abstract IReadOnlyList<string> SchemaLock { get; }

    /// <summary>What lets one transaction at a time go on under a name, to its end; null where there is one writer at a time anyway.</summary>
    internal abstract Statement? Lock(string name);

    /// <summary>Foreign keys that wait until every table stands.</summary>
    internal IEnumerable<string> ForeignKeysLater(Table table) => ReferencesInTable
        ? []
        : table.Columns.Where(column => column.Type.To is not null).Select(column => $"alter table {Quote(table.Name)} add foreign key ({Quote(column.Name)}){References(column)}");

    /// <summary>Statements that turn the values of a column into another type where <see cref="Retyping"/> allows it.</summary>
    internal abstract IEnumerable<string> Retype(string table, TableColumn from, TableColumn to);

    /// <summary>Condition of numbers that another scale would change; null where none can be.</summary>
    internal abstract string? UnfitNumber(string column, int from, int to);

    /// <summary>Definition of a column.</summary>
    internal string ColumnOf(TableColumn column, bool withReference) =>
        $"{Quote(column.Name)} {ColumnType(column.Type)}{(column.Required ? " not null" : "")}{(column.Default is { } value ? $" default {value}" : "")}{(withReference && column.Type.To is not null ? References(column) : "")}";

    /// <summary>Judged at once; a restore puts the judgement off to the end of its transaction.</summary>
    private protected virtual string References(TableColumn column) => $" references {Quote(column.Type.To!)} ({Quote("id")})";

    /// <summary>Writers run side by side and a row is held with FOR UPDATE; otherwise there is one writer at a time.</summary>
    internal abstract bool LocksRows { get; }

    /// <summary>
    /// End of a SELECT that takes rows for itself and passes over those that another transaction is taking; empty where there is one
    /// writer at a time.
    /// </summary>
    internal string SkipLocked => LocksRows ? " for update skip locked" : "";
}
