namespace Kabinet.Engine.Storage.Words;

/// <summary>
/// SQLite: words as text with an FTS5 index kept by triggers. FTS5 splits only at spaces, since the words are already normalized. It stores
/// no positions or columns, and has a prefix index for short, frequent prefixes.
/// </summary>
internal sealed class SqliteWordSpelling : WordSpelling
{
    /// <summary>The function that searches the words of a row: <c>holds_words(words, question)</c>.</summary>
    public const string HoldsWords = "holds_words";

    private const string Options = "content_rowid='id', tokenize='ascii', detail=none, columnsize=0, prefix='3 4 5'";

    public override IEnumerable<string> Make(WordTable table) =>
        [$"create table {Dialect.Quote(table.Name)} ({Id} integer primary key, {Words} text not null)"];

    public override IEnumerable<string> Index(WordTable table)
    {
        var (name, index) = (Dialect.Quote(table.Name), Dialect.Quote(IndexOf(table)));
        var forget = $"insert into {index} ({index}, rowid, {Words}) values ('delete', old.{Id}, old.{Words})";
        var learn = $"insert into {index} (rowid, {Words}) values (new.{Id}, new.{Words})";
        yield return $"create virtual table {index} using fts5({Words}, content='{table.Name}', {Options})";
        yield return $"insert into {index} ({index}) values ('rebuild')";
        yield return $"create trigger {Trigger(table, "insert")} after insert on {name} begin {learn}; end";
        yield return $"create trigger {Trigger(table, "update")} after update on {name} begin {forget}; {learn}; end";
        yield return $"create trigger {Trigger(table, "delete")} after delete on {name} begin {forget}; end";
    }

    public override IEnumerable<string> Drop(WordTable table) =>
        [$"drop table if exists {Dialect.Quote(table.Name)}", $"drop table if exists {Dialect.Quote(IndexOf(table))}"];

    public override string Found(WordTable table, string question) =>
        $"select rowid as id from {Dialect.Quote(IndexOf(table))} where {Dialect.Quote(IndexOf(table))} match {question}";

    public override (string From, string Where) Leading(WordTable table, string question, string few, string alias) =>
        ($"({Found(table, question)}) {few} cross join {Dialect.Quote(table.Records)} {alias}", $"{alias}.{Id} = {few}.id");

    public override string Holds(WordTable table, string id, string question) =>
        $"(select {HoldsWords}(words_of.{Words}, {question}) from {Dialect.Quote(table.Name)} words_of where words_of.{Id} = {id})";

    public override string ToFind(IReadOnlyList<IReadOnlyList<string>> groups) =>
        string.Join(" AND ", groups.Select(group => $"({string.Join(" OR ", group.Select(word => $"\"{word}\" *"))})"));

    public override string ToHold(IReadOnlyList<IReadOnlyList<string>> groups) => WordsHeld.Question(groups);

    protected override string Value(string parameter) => parameter;

    private static string IndexOf(WordTable table) => $"{table.Name}.index";

    private static string Trigger(WordTable table, string what) => Dialect.Quote($"{table.Name}.{what}");
}
