using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>The published definitions.</summary>
public static class Revisions
{
    /// <summary>The last one; null in an empty database.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public static ValueTask<Revision?> Last(Database database, CancellationToken cancellation = default) => database.Read(async connection =>
    {
        var tables = await connection.Query(database.Dialect.CatalogueColumns, row => row.GetString(0), cancellation);
        if (!tables.Contains(RevisionTable.Table.Name)) return null;
        return (await connection.Query(new("select number, at, author, definitions, plan from _revision order by number desc limit 1"), row => new Revision(
            (int)row.GetInt64(0), (DateTime)database.Dialect.Get(row, 1, DataType.DateTime)!, row.GetString(2), row.GetString(3), row.GetString(4)), cancellation)).SingleOrDefault();
    }, cancellation);

    /// <summary>Number of the last one, for those who ask often; there is one already.</summary>
    internal static async ValueTask<int> LastNumber(Database database, CancellationToken cancellation) =>
        (int)(long)(await database.Read(connection => connection.Scalar(new("select max(number) from _revision"), DataType.Whole, cancellation), cancellation))!;

    internal static Statement Insert(SchemaPlan plan, Schema schema, Publication publication) =>
        new("insert into _revision (number, at, author, definitions, plan, schema) values (@p0, @p1, @p2, @p3, @p4, @p5)",
            plan.Revision, publication.At, publication.Author, publication.Definitions, plan.ToString(), schema.ToJson());
}

/// <summary>One publication.</summary>
/// <param name="Number">Number, from 1.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Author">By whom.</param>
/// <param name="Definitions">All definitions as text.</param>
/// <param name="Plan">What it changed in the tables, one step a line.</param>
public sealed record Revision(int Number, DateTime At, string Author, string Definitions, string Plan);
