using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Storage;

/// <summary>What differs between SQLite and PostgreSQL. No other code knows which database is in use.</summary>
public abstract class Dialect
{
    private protected static readonly object Yes = true;
    private protected static readonly object No = false;

    /// <summary><c>sqlite</c> or <c>postgresql</c>.</summary>
    public abstract string Name { get; }

    /// <summary>A quoted identifier. Every table and column is quoted, so <c>order</c> and <c>user</c> are ordinary names.</summary>
    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Column type for a data type.</summary>
    public abstract string ColumnType(DataType type);

    /// <summary>
    /// Converts a CLR value for the driver. On SQLite a decimal becomes a scaled integer and a moment becomes milliseconds.
    /// </summary>
    public abstract object ToDatabase(object? value, DataType type);

    /// <summary>
    /// Reads a column of the current row as a CLR value of the type, or null. On SQLite only this method converts scaled integers back to
    /// decimals.
    /// </summary>
    public abstract object? Get(DbDataReader row, int ordinal, DataType type);

    /// <summary>
    /// SQL of a folded text (<see cref="Engine.Words.Folding"/>), in code point order. Same on both databases; can be indexed.
    /// </summary>
    public abstract string Fold(string text);

    /// <summary>SQL of a folded text in which numbers are ordered as numbers; can be indexed.</summary>
    public abstract string Natural(string text);

    /// <summary>SQL of a folded text with lookalike letters as Latin ones.</summary>
    internal abstract string Lookalike(string text);

    /// <summary>Statements that define the functions which other SQL calls; they replace those of an earlier version.</summary>
    internal virtual IReadOnlyList<string> Functions => [];

    /// <summary>Definition of the column <c>id</c>: numbers grow and are never reused.</summary>
    internal abstract string IdColumn { get; }

    /// <summary>Foreign keys are declared inside CREATE TABLE, even to tables that do not exist yet.</summary>
    internal abstract bool ReferencesInTable { get; }

    /// <summary>Query for the names of tables and their columns.</summary>
    internal abstract Statement CatalogueColumns { get; }

    /// <summary>Query for the names of indexes.</summary>
    internal abstract Statement CatalogueIndexes { get; }

    /// <summary>Statements that keep two publications from running at once.</summary>
    internal abstract IReadOnlyList<string> SchemaLock { get; }

    /// <summary>Takes a named lock until the end of the transaction; null where there is only one writer at a time.</summary>
    internal abstract Statement? Lock(string name);

    /// <summary>Foreign keys to add after all tables exist.</summary>
    internal IEnumerable<string> ForeignKeysLater(Table table) => ReferencesInTable
        ? []
        : table.Columns.Where(column => column.Type.To is not null)
            .Select(column => $"alter table {Quote(table.Name)} add foreign key ({Quote(column.Name)}){References(column)}");

    /// <summary>Statements that convert a column to another type, for changes that <see cref="Retyping"/> allows.</summary>
    internal abstract IEnumerable<string> Retype(string table, TableColumn from, TableColumn to);

    /// <summary>Condition that finds numbers which a new scale would change; null when there can be none.</summary>
    internal abstract string? UnfitNumber(string column, int from, int to);

    /// <summary>Definition of a column.</summary>
    internal string ColumnOf(TableColumn column, bool withReference) =>
        $"{Quote(column.Name)} "
            + ColumnType(column.Type) + (column.Required ? " not null" : "") + (column.Default is { } value ? $" default {value}" : "")
            + (withReference && column.Type.To is not null ? References(column) : "");

    /// <summary>A foreign key, checked at once. A restore defers the checks to the end of its transaction.</summary>
    private protected virtual string References(TableColumn column) => $" references {Quote(column.Type.To!)} ({Quote("id")})";

    /// <summary>Whether writers run in parallel and lock rows with FOR UPDATE; false where there is one writer at a time.</summary>
    internal abstract bool LocksRows { get; }

    /// <summary>
    /// End of a SELECT that locks rows and skips those locked by another transaction; empty where there is one
    /// writer at a time.
    /// </summary>
    internal string SkipLocked => LocksRows ? " for update skip locked" : "";
}
