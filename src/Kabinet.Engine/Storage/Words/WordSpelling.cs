namespace Kabinet.Engine.Storage.Words;

/// <summary>How words are kept and found where the two databases differ.</summary>
internal abstract class WordSpelling
{
    private static readonly SqliteWordSpelling Sqlite = new();
    private static readonly PostgresWordSpelling Postgres = new();

    /// <summary>Id of a record, and its words.</summary>
    protected const string Id = "\"id\"", Words = "\"words\"";

    /// <summary>The spelling of a dialect.</summary>
    public static WordSpelling Of(Dialect dialect) => dialect.Name == Storage.Sqlite.SqliteDialect.Instance.Name ? Sqlite : Postgres;

    /// <summary>Makes the table, without rows, and holds back the writers of its records until the end of the transaction.</summary>
    public abstract IEnumerable<string> Make(WordTable table);

    /// <summary>Makes the index over its rows.</summary>
    public abstract IEnumerable<string> Index(WordTable table);

    /// <summary>Takes both away, where they are.</summary>
    public abstract IEnumerable<string> Drop(WordTable table);

    /// <summary>A bound text as the column of words takes it.</summary>
    protected abstract string Value(string parameter);

    /// <summary>Ids of the records that have the words, from the index.</summary>
    public abstract string Found(WordTable table, string question);

    /// <summary>How many of them there are, up to a bound.</summary>
    public string CountFound(WordTable table) => $"select count(*) from ({Found(table, "@p0")} limit @p1) found";

    /// <summary>
    /// The records to which the words lead, as what stands between <c>from</c> and the joins, and the condition that goes with it.
    /// Whatever the order, they are read by their ids.
    /// </summary>
    /// <param name="table">Where the words are.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="few">A name for what is found.</param>
    /// <param name="alias">The name of the records.</param>
    public abstract (string From, string Where) Leading(WordTable table, string question, string few, string alias);

    /// <summary>Whether one record has them, from its row.</summary>
    public abstract string Holds(WordTable table, string id, string question);

    /// <summary>What <see cref="Found"/> is asked: all groups, and any of each, as beginnings.</summary>
    public abstract string ToFind(IReadOnlyList<IReadOnlyList<string>> groups);

    /// <summary>What <see cref="Holds"/> is asked.</summary>
    public abstract string ToHold(IReadOnlyList<IReadOnlyList<string>> groups);

    /// <summary>Writes the words of records; those that are as they were are not touched. Values: id and words of each.</summary>
    public string Keep(WordTable table, int rows)
    {
        var name = Dialect.Quote(table.Name);
        var values = Enumerable.Range(0, rows).Select(row => $"(@p{row * 2}, {Value($"@p{row * 2 + 1}")})");
        return $"insert into {name} ({Id}, {Words}) values {string.Join(", ", values)} "
            + $"on conflict ({Id}) do update set {Words} = excluded.{Words} where {name}.{Words} <> excluded.{Words}";
    }
}
