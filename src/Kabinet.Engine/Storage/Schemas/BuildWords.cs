using System.Text.Json.Serialization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>What the words of a table were made of.</summary>
/// <param name="Form">Version of the algorithm that splits a text into words.</param>
/// <param name="Columns">The columns, in order.</param>
internal sealed record TableWords(int Form, IReadOnlyList<string> Columns)
{
    /// <summary>What computed columns are computed by, as it is written.</summary>
    public IReadOnlyList<string> Formulas { get; init; } = [];

    /// <summary>The entity, whose formulas build the words; null for a table as it was.</summary>
    [JsonIgnore]
    public Entity? Entity { get; init; }

    public bool Equals(TableWords? other) => other is not null && Form == other.Form && Columns.SequenceEqual(other.Columns)
        && Formulas.SequenceEqual(other.Formulas);

    public override int GetHashCode() => HashCode.Combine(Form, Columns.Count);

    /// <summary>The current form of a table's words; null where nothing is searched.</summary>
    public static TableWords? Of(WordTable table) => table.IsEmpty ? null
        : new(WordSplitting.Form, table.Columns) { Entity = table.Entity, Formulas = FormulasOf(table) };

    // A formula may use others, which count as well.
    private static IReadOnlyList<string> FormulasOf(WordTable table) =>
        [.. table.Computed.SelectMany(computed => Dependencies.OfWhole(computed.Computed!).Fields.Append(computed))
            .Where(field => field.Computed is not null).Distinct().OrderBy(field => field.Ordinal)
            .Select(field => $"{field.Key}: {field.Definition.Computed}")];

    /// <summary>Whether the word table has no row for the last record, as happens after a write that bypasses the engine.</summary>
    public static Statement IsBehind(string table) => new($"select {Last(table)} > {Last(new WordTable(table, []).Name)}");

    private static string Last(string table) => $"coalesce((select max(\"id\") from {Dialect.Quote(table)}), 0)";
}

/// <summary>Rebuilds the words of a table's records from its searchable columns.</summary>
internal sealed record BuildWords(string Table, TableWords Words) : SchemaStep
{
    public override IEnumerable<Statement> Statements(Dialect dialect) => [];

    public override ValueTask Work(Transaction transaction, Dialect dialect, CancellationToken cancellation) =>
        WordBuilding.Build(transaction, dialect, new(Table, Words.Columns, Words.Entity), cancellation);

    public override string ToString() => $"index the words of {Table} ({string.Join(", ", Words.Columns)})";
}

/// <summary>Drops the words of a table that is no longer searched or was renamed.</summary>
internal sealed record DropWords(string Table) : SchemaStep
{
    public override IEnumerable<Statement> Statements(Dialect dialect) =>
        WordSpelling.Of(dialect).Drop(new(Table, [])).Select(text => new Statement(text));

    public override string ToString() => $"drop the index of the words of {Table}";
}
