using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>What the words of a table were made of.</summary>
/// <param name="Form">Version of the way in which a text becomes words.</param>
/// <param name="Columns">The columns, in order.</param>
internal sealed record TableWords(int Form, IReadOnlyList<string> Columns)
{
    public bool Equals(TableWords? other) => other is not null && Form == other.Form && Columns.SequenceEqual(other.Columns);

    public override int GetHashCode() => HashCode.Combine(Form, Columns.Count);

    /// <summary>The words as the present way makes them; null where nothing is searched.</summary>
    public static TableWords? Of(WordTable table) => table.IsEmpty ? null : new(WordSplitting.Form, table.Columns);

    /// <summary>Whether the table of words has no row for the last record: who writes past the engine leaves it behind.</summary>
    public static Statement IsBehind(string table) => new($"select {Last(table)} > {Last(new WordTable(table, []).Name)}");

    private static string Last(string table) => $"coalesce((select max(\"id\") from {Dialect.Quote(table)}), 0)";
}

/// <summary>The words of a table's records, made of the searchable columns; those that stand there are made anew.</summary>
internal sealed record BuildWords(string Table, TableWords Words) : SchemaStep
{
    public override IEnumerable<Statement> Statements(Dialect dialect) => [];

    public override ValueTask Work(Transaction transaction, Dialect dialect, CancellationToken cancellation) =>
        WordBuilding.Build(transaction, dialect, new(Table, Words.Columns), cancellation);

    public override string ToString() => $"index the words of {Table} ({string.Join(", ", Words.Columns)})";
}

/// <summary>The words of a table that is no longer searched, or has another name.</summary>
internal sealed record DropWords(string Table) : SchemaStep
{
    public override IEnumerable<Statement> Statements(Dialect dialect) =>
        WordSpelling.Of(dialect).Drop(new(Table, [])).Select(text => new Statement(text));

    public override string ToString() => $"drop the index of the words of {Table}";
}
