namespace Kabinet.Engine.Storage.Words;

/// <summary>
/// PostgreSQL: words as a tsvector, each word one lexeme, under a GIN index. The index is updated at once,
/// because every search would read a pending list.
/// </summary>
internal sealed class PostgresWordSpelling : WordSpelling
{
    public override IEnumerable<string> Make(WordTable table) =>
    [
        $"lock table {Dialect.Quote(table.Records)} in share row exclusive mode",
        $"create table {Dialect.Quote(table.Name)} ({Id} bigint primary key, {Words} tsvector not null)",
    ];

    public override IEnumerable<string> Index(WordTable table) =>
    [
        $"create index {Dialect.Quote($"{table.Name}.words")} on {Dialect.Quote(table.Name)} using gin ({Words}) with (fastupdate = off)",
        $"analyze {Dialect.Quote(table.Name)}",
    ];

    public override IEnumerable<string> Drop(WordTable table) => [$"drop table if exists {Dialect.Quote(table.Name)}"];

    public override string Found(WordTable table, string question) =>
        $"select {Id} as id from {Dialect.Quote(table.Name)} where {Words} @@ cast({question} as tsquery)";

    // OFFSET 0 keeps the planner from walking the order instead, since it does not know how few rows there are.
    public override (string From, string Where) Leading(WordTable table, string question, string few, string alias) =>
        ($"({Found(table, question)} offset 0) {few} cross join lateral ({ById(table, few)} offset 0) {alias}", "true");

    public override string Holds(WordTable table, string id, string question) =>
        $"(select words_of.{Words} @@ cast({question} as tsquery) from {Dialect.Quote(table.Name)} words_of where words_of.{Id} = {id})";

    public override string ToFind(IReadOnlyList<IReadOnlyList<string>> groups) =>
        string.Join(" & ", groups.Select(group => $"({string.Join(" | ", group.Select(word => $"'{word}':*"))})"));

    public override string ToHold(IReadOnlyList<IReadOnlyList<string>> groups) => ToFind(groups);

    private static string ById(WordTable table, string few) =>
        $"select * from {Dialect.Quote(table.Records)} led where led.{Id} = {few}.id";

    protected override string Value(string parameter) => $"cast({parameter} as tsvector)";
}
