namespace Kabinet.Engine.Storage.Words;

/// <summary>How each database stores and finds words.</summary>
internal abstract class WordSpelling
{
    private static readonly SqliteWordSpelling Sqlite = new();
    private static readonly PostgresWordSpelling Postgres = new();

    /// <summary>Id of a record, and its words.</summary>
    protected const string Id = "\"id\"", Words = "\"words\"";

    /// <summary>The spelling of a dialect.</summary>
    public static WordSpelling Of(Dialect dialect) => dialect.Name == Storage.Sqlite.SqliteDialect.Instance.Name ? Sqlite : Postgres;

    /// <summary>Creates the table without rows, and blocks writers of its records until the end of the transaction.</summary>
    public abstract IEnumerable<string> Make(WordTable table);

    /// <summary>Creates the index over its rows.</summary>
    public abstract IEnumerable<string> Index(WordTable table);

    /// <summary>Drops both if they exist.</summary>
    public abstract IEnumerable<string> Drop(WordTable table);

    /// <summary>Converts a bound text to the type of the words column.</summary>
    protected abstract string Value(string parameter);

    /// <summary>Query for the ids of records that have the words, from the index.</summary>
    public abstract string Found(WordTable table, string question);

    /// <summary>Counts those records, up to a limit.</summary>
    public string CountFound(WordTable table) => $"select count(*) from ({Found(table, "@p0")} limit @p1) found";

    /// <summary>
    /// The records found by the words: the text between <c>from</c> and the joins, and its condition.
    /// Records are read by id, whatever the order.
    /// </summary>
    /// <param name="table">Where the words are.</param>
    /// <param name="question">Parameter of the search.</param>
    /// <param name="few">Alias for the found ids.</param>
    /// <param name="alias">Alias of the records.</param>
    public abstract (string From, string Where) Leading(WordTable table, string question, string few, string alias);

    /// <summary>Condition: one record has the words, checked on its row.</summary>
    public abstract string Holds(WordTable table, string id, string question);

    /// <summary>The search text for <see cref="Found"/>: every group must match by any of its words, as a prefix.</summary>
    public abstract string ToFind(IReadOnlyList<IReadOnlyList<string>> groups);

    /// <summary>The search text for <see cref="Holds"/>.</summary>
    public abstract string ToHold(IReadOnlyList<IReadOnlyList<string>> groups);

    /// <summary>Writes the words of records; unchanged ones are skipped. Values: id and words of each record.</summary>
    public string Keep(WordTable table, int rows)
    {
        var name = Dialect.Quote(table.Name);
        var values = Enumerable.Range(0, rows).Select(row => $"(@p{row * 2}, {Value($"@p{row * 2 + 1}")})");
        return $"insert into {name} ({Id}, {Words}) values {string.Join(", ", values)} "
            + $"on conflict ({Id}) do update set {Words} = excluded.{Words} where {name}.{Words} <> excluded.{Words}";
    }
}
