using System.Data.Common;
using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>The published definitions.</summary>
public static class Revisions
{
    private const string Read = "select number, at, author, definitions, plan";
    /// <summary>Columns that a database of an earlier version lacks until its next publication.</summary>
    private const string Later = ", reason, base, source";

    /// <summary>The last revision; null in an empty database.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    public static ValueTask<Revision?> Last(Database database, CancellationToken cancellation = default) =>
        database.Read(connection => Last(connection, database.Dialect, cancellation), cancellation);

    internal static async ValueTask<Revision?> Last(Connection connection, Dialect dialect, CancellationToken cancellation) =>
        (await Some(connection, dialect, "order by number desc limit 1", [], cancellation)).SingleOrDefault();

    /// <summary>The revision with a number, or null.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    public static ValueTask<Revision?> Find(Database database, int number, CancellationToken cancellation = default) => database.Read(
        async connection => (await Some(connection, database.Dialect, "where number = @p0", [(long)number],
            cancellation)).SingleOrDefault(), cancellation);

    /// <summary>All revisions, oldest first.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    public static ValueTask<List<Revision>> All(Database database, CancellationToken cancellation = default) =>
        database.Read(connection => Some(connection, database.Dialect, "order by number", [], cancellation), cancellation);

    /// <summary>Number of the last revision, for frequent checks. At least one revision must exist.</summary>
    internal static async ValueTask<int> LastNumber(Database database, CancellationToken cancellation) =>
        (int)(long)(await database.Read(connection =>
            connection.Scalar(new("select max(number) from _revision"), DataType.Whole, cancellation), cancellation))!;

    internal static Statement Insert(SchemaPlan plan, Schema schema, Publication publication) =>
        new("""
            insert into _revision (number, at, author, definitions, plan, schema, reason, base, source)
            values (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)
            """,
            plan.Revision, publication.At, publication.Author, publication.Definitions, plan.ToString(), schema.ToJson(),
                publication.Reason, publication.Folder?.Texts, publication.Folder?.Source)
        {
            Types = [DataType.Whole, DataType.DateTime, .. Enumerable.Repeat(DataType.Text, 7)],
        };

    /// <summary>
    /// The folder was imported again without changes: its current texts become the base of the next comparison.
    /// </summary>
    internal static Statement SetFolder(int number, BroughtIn folder) =>
        new("update _revision set base = @p1, source = @p2 where number = @p0", (long)number, folder.Texts,
            folder.Source) { Types = [DataType.Whole, DataType.Text, DataType.Text] };

    private static async ValueTask<List<Revision>> Some(
        Connection connection, Dialect dialect, string which, object?[] values, CancellationToken cancellation)
    {
        var columns = await connection.Query(dialect.CatalogueColumns, row =>
            (Table: row.GetString(0), Column: row.GetString(1)), cancellation);
        var present = columns.Where(column => column.Table == RevisionTable.Table.Name).Select(column => column.Column)
            .ToHashSet(StringComparer.Ordinal);
        if (present.Count == 0) return [];
        var isWhole = present.Contains("source");
        var statement = new Statement($"{Read}{(isWhole ? Later : "")} from _revision {which}", values);
        return await connection.Query(statement, row => Of(row, dialect, isWhole), cancellation);
    }

    private static Revision Of(DbDataReader row, Dialect dialect, bool isWhole) =>
        new((int)row.GetInt64(0), (DateTime)dialect.Get(row, 1, DataType.DateTime)!, row.GetString(2), row.GetString(3), row.GetString(4))
        {
            Reason = isWhole ? (string?)dialect.Get(row, 5, DataType.Text) : null,
            Folder = isWhole ? new((string?)dialect.Get(row, 6, DataType.Text), (string?)dialect.Get(row, 7, DataType.Text))
                : new(null, null),
        };
}

/// <summary>One published revision.</summary>
/// <param name="Number">Number, from 1.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Author">Who published it.</param>
/// <param name="Definitions">All definitions as text.</param>
/// <param name="Plan">Changes of the tables, one step per line.</param>
public sealed record Revision(int Number, DateTime At, string Author, string Definitions, string Plan)
{
    /// <summary>Reason, in the author's words; null when not given.</summary>
    public string? Reason { get; init; }
    /// <summary>The folder imported last.</summary>
    public BroughtIn Folder { get; init; } = new(null, null);
}

/// <summary>An imported folder.</summary>
/// <param name="Texts">Its texts; null when they equal the published definitions.</param>
/// <param name="Source">Its location: machine and path; null when unknown.</param>
public sealed record BroughtIn(string? Texts, string? Source);
