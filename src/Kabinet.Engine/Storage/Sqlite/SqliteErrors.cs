using Kabinet.Engine.Storage.Schemas;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kabinet.Engine.Storage.Sqlite;

/// <summary>Maps errors of SQLite to those of the engine.</summary>
internal static class SqliteErrors
{
    private const string UniqueFailed = "UNIQUE constraint failed: ";
    private const string SumOverflowed = "integer overflow";

    public static Exception Translate(SqliteException error, CancellationToken cancellation) => error.SqliteErrorCode switch
    {
        raw.SQLITE_INTERRUPT when cancellation.IsCancellationRequested =>
            new OperationCanceledException("The statement was cancelled", error, cancellation),
        raw.SQLITE_CONSTRAINT when error.Message.Contains(UniqueFailed, StringComparison.Ordinal) => Unique(error),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN
            or raw.SQLITE_NOTADB
            or raw.SQLITE_NOMEM or raw.SQLITE_PROTOCOL => new DatabaseUnavailableException(error),
        raw.SQLITE_ERROR when IsOverflow(error.Message) => new NumberOverflowException(error),
        _ => error,
    };

    /// <summary>An error from a function has no code of its own, only a message.</summary>
    private static bool IsOverflow(string message) =>
        message.Contains(SumOverflowed, StringComparison.Ordinal)
            || message.Contains(Writing.SqliteArithmetic.TooLong, StringComparison.Ordinal);

    /// <summary>
    /// Parses <c>UNIQUE constraint failed: user.login, user.x'</c>, or <c>index 'user.login.unique'</c> for an expression index.
    /// </summary>
    private static UniqueViolationException Unique(SqliteException error)
    {
        var names = error.Message.AsSpan(error.Message.IndexOf(UniqueFailed, StringComparison.Ordinal) + UniqueFailed.Length).Trim("'.")
            .ToString();
        const string OfIndex = "index '";
        if (names.StartsWith(OfIndex, StringComparison.Ordinal))
        {
            var (index, parts) = (names[OfIndex.Length..], names[OfIndex.Length..].Split('.'));
            return new(parts[0], parts.Length > 1 ? TableIndex.ColumnOf(parts[1]) : "", index, error);
        }
        var columns = names.Split(", ").Select(name => name.Split('.', 2)).ToList();
        var (table, plain) = (columns[0][0], new TableIndex([.. columns.Select(column => column[^1])], Unique: true));
        return new(table, plain.Columns[0], plain.NameIn(table), error);
    }
}
