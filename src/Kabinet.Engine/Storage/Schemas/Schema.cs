using System.Text.Json;
using System.Text.Json.Serialization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>The tables of an installation: those in its database, or those a solution needs.</summary>
public sealed class Schema
{
    private Schema(int revision, IEnumerable<Table> tables, IReadOnlySet<string> indexes)
    {
        Revision = revision;
        Tables = tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
        IndexNames = indexes;
    }

    /// <summary>Number of the revision it came from; 0 for an empty database.</summary>
    public int Revision { get; }

    internal IReadOnlyDictionary<string, Table> Tables { get; }

    /// <summary>Names of the indexes that exist in the database.</summary>
    internal IReadOnlySet<string> IndexNames { get; }

    /// <summary>
    /// Reads the existing tables. Value types come from the last revision, because the database cannot tell money from a moment. Tables and
    /// columns that no longer exist are left out.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database does not respond.</exception>
    public static ValueTask<Schema> Read(Database database, CancellationToken cancellation = default) =>
        database.Read(connection => Read(connection, database.Dialect, cancellation), cancellation);

    internal static async ValueTask<Schema> Read(Connection connection, Dialect dialect, CancellationToken cancellation)
    {
        var columns = (await connection.Query(dialect.CatalogueColumns, row =>
            (Table: row.GetString(0), Column: row.GetString(1)), cancellation)).ToLookup(pair => pair.Table, pair => pair.Column);
        if (!columns.Contains(RevisionTable.Table.Name)) return new(0, [], new HashSet<string>());
        var indexes = await connection.Query(dialect.CatalogueIndexes, row => row.GetString(0), cancellation);
        var last = await connection.Query(new("select number, schema from _revision order by number desc limit 1"), row =>
            (Number: row.GetInt64(0), Schema: row.GetString(1)), cancellation);
        var known = last.Count == 0 ? [] : JsonSerializer.Deserialize(last[0].Schema, SchemaJson.Default.ListTable) ?? [];
        var present = known.Where(table => columns.Contains(table.Name)).Select(table => Present(table, columns[table.Name])).ToList();
        for (var i = 0; i < present.Count; i++)
            if (present[i].Words is not null && !await HasWords(connection, present[i].Name, columns, cancellation))
                present[i] = present[i] with { Words = null };
        return new(last.Count == 0 ? 0 : (int)last[0].Number, present, indexes.ToHashSet(StringComparer.Ordinal));
    }

    private static async ValueTask<bool> HasWords(
        Connection connection, string table, ILookup<string, string> columns, CancellationToken cancellation) =>
        columns.Contains(new WordTable(table, []).Name)
        && await connection.Scalar(TableWords.IsBehind(table), DataType.YesNo, cancellation) is not true;

    /// <summary>What a solution needs: the system tables, one table per entity, and the indexes for its rules and pages.</summary>
    internal static Schema Of(Solution solution, IEnumerable<Table> platform)
    {
        var indexes = DerivedIndexes.Of(solution);
        var entities = solution.Entities.Values.Select(entity => EntityTable.Of(entity, indexes[entity.Key]));
        return Of(solution.Revision, platform.Concat(entities));
    }

    internal static Schema Of(int revision, IEnumerable<Table> tables)
    {
        var all = tables.ToList();
        return new(revision, all, all.SelectMany(table => table.Indexes.Select(index => index.NameIn(table.Name)))
            .ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>JSON form, as stored with a revision.</summary>
    internal string ToJson() => JsonSerializer.Serialize([.. Tables.Values], SchemaJson.Default.ListTable);

    private static Table Present(Table table, IEnumerable<string> columns)
    {
        var present = columns.ToHashSet(StringComparer.Ordinal);
        return table with { Columns = [.. table.Columns.Where(column => present.Contains(column.Name))] };
    }
}

[JsonSerializable(typeof(List<Table>))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
internal sealed partial class SchemaJson : JsonSerializerContext;
