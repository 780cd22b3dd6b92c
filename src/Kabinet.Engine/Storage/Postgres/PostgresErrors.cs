using System.Net.Sockets;
using Kabinet.Engine.Storage.Schemas;
using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>Maps errors of PostgreSQL and of its connection to those of the engine.</summary>
internal static class PostgresErrors
{
    /// <summary>
    /// An ordinary refusal, after which the server waits for the next message. Not after a message that it did not understand, a statement
    /// that was cancelled, or an error that ends the connection.
    /// </summary>
    public static bool EndsExchange(PostgresException error) =>
        error.InvariantSeverity == "ERROR"
            && error.SqlState is not (PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ProtocolViolation)
            && !error.SqlState.StartsWith("08", StringComparison.Ordinal)
            && !error.SqlState.StartsWith("XX", StringComparison.Ordinal);

    /// <summary>A unique index rejected a value.</summary>
    public static bool IsUnique(PostgresException error) => error.SqlState == PostgresErrorCodes.UniqueViolation;

    /// <summary>
    /// Takes the column from the index name (<c>table.column…</c>), because the error details would put the value into the log.
    /// </summary>
    public static UniqueViolationException Unique(PostgresException error)
    {
        var parts = (error.ConstraintName ?? "").Split('.');
        return new(error.TableName ?? "", parts.Length > 1 ? TableIndex.ColumnOf(parts[1]) : "", error.ConstraintName ?? "", error);
    }

    /// <summary>A number or a computed day is out of range for its type.</summary>
    public static bool IsOverflow(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.DatetimeFieldOverflow;

    /// <summary>Transactions could not be serialized; the server has rolled this one back completely.</summary>
    public static bool IsRefusedOrder(PostgresException error) =>
        error.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    // Classes of SQL states. Only a connection attempt ends in the second and third.
    private const string ConnectionFailed = "08";
    private const string NobodyKnown = "28";
    private const string NoSuchDatabase = "3D";

    /// <summary>The server is down, starting or stopping, has no free connection, or does not let this installation in.</summary>
    public static bool IsAway(Exception error) => error switch
    {
        DatabaseUnavailableException or SocketException => true,
        PostgresException answer =>
            IsStale(answer) || answer.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ObjectNotInPrerequisiteState or "57P05"
                || answer.SqlState[..2] is ConnectionFailed or NobodyKnown or NoSuchDatabase,
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>The tables changed after a command was prepared.</summary>
    private static bool IsStale(PostgresException error) =>
        error is { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" };

    /// <summary>The response timed out: the statement may be slow while the server is up.</summary>
    public static bool IsLate(Exception error) => error is NpgsqlException { InnerException: TimeoutException };
}
