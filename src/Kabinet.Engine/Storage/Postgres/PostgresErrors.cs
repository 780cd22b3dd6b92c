using System.Net.Sockets;
using Npgsql;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>What an error of PostgreSQL or of the way to it means to the engine.</summary>
internal static class PostgresErrors
{
    /// <summary>A unique index refused.</summary>
    public static bool IsUnique(PostgresException error) => error.SqlState == PostgresErrorCodes.UniqueViolation;

    /// <summary>Indexes are named <c>table.column…</c>, so the name tells the column without the details that would carry the value into a log.</summary>
    public static UniqueViolationException Unique(PostgresException error)
    {
        var parts = (error.ConstraintName ?? "").Split('.');
        return new(error.TableName ?? "", parts.Length > 1 ? parts[1] : "", error);
    }

    /// <summary>A number, or a day so many days later, that has no place in its type.</summary>
    public static bool IsOverflow(PostgresException error) => error.SqlState is PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.DatetimeFieldOverflow;

    /// <summary>Two transactions that cannot be put in an order; the server has rolled this one back whole.</summary>
    public static bool IsRefusedOrder(PostgresException error) => error.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>The server is not there, is going, is coming up, or has no connection to give.</summary>
    public static bool IsAway(Exception error) => error switch
    {
        DatabaseUnavailableException or SocketException => true,
        PostgresException answer => IsStale(answer) || answer.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ObjectNotInPrerequisiteState or "57P05" || answer.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException => true,
        _ => false,
    };

    /// <summary>The tables changed under a prepared command.</summary>
    private static bool IsStale(PostgresException error) => error is { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" };

    /// <summary>The answer did not come in time: the statement may be slow rather than the server away.</summary>
    public static bool IsLate(Exception error) => error is NpgsqlException { InnerException: TimeoutException };
}
