using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Reading;

/// <summary>
/// Runs a user's search: every word must be found, as a prefix, in a searchable field that the actor sees in every visible row.
/// Rare words lead to their rows by the index; when all words are frequent, the order is scanned and each row is checked. Word counts
/// come from the index and are cached for a while. Both ways find the same rows, so a stale count only costs time.
/// </summary>
internal sealed class WordSearching(
    Database database, TimeProvider clock, long mostLed = WordSearching.MostLed, (long Untried, long First)? bounds = null)
{
    /// <summary>Up to this many records it is faster to read them by id than to scan the order.</summary>
    private const long MostLed = 15_000;
    /// <summary>
    /// Where more have them, so many first rows of an order are asked before all that the words lead to are read for a page.
    /// </summary>
    private static readonly (long Untried, long First) Bounds = (2_000, 1_000);
    private const int LongestText = 200, MostRemembered = 5_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private readonly BoundedCache<(string Table, string Question), (long Count, DateTimeOffset Until)> known = new(MostRemembered);
    private readonly (long Untried, long First) bounds = bounds ?? Bounds;
    private readonly WordSpelling spelling = WordSpelling.Of(database.Dialect);

    /// <summary>The search of a query; null where it has none.</summary>
    public async ValueTask<WordSearch?> Of(Actor actor, RecordQuery query, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(query.Search)) return null;
        var table = WordTable.Of(query.Entity);
        var words = WordSplitting.Asked(query.Search.Length > LongestText ? query.Search[..LongestText] : query.Search);
        string[] columns = [.. table.Columns.Where(column => actor.To(query.Entity).SeesEverywhere(query.Entity[column]))];
        if (words.Count == 0 || columns.Length == 0) return new(table, null, null);
        return await Divide(table, table.Asked(words, columns), cancellation);
    }

    private async ValueTask<WordSearch> Divide(WordTable table, IReadOnlyList<IReadOnlyList<string>> words, CancellationToken cancellation)
    {
        List<IReadOnlyList<string>> few = [], frequent = [];
        var led = long.MaxValue;
        foreach (var word in words)
        {
            var count = await Count(table, word, cancellation);
            (count <= mostLed ? few : frequent).Add(word);
            led = Math.Min(led, count);
        }
        return new(table, few.Count == 0 ? null : spelling.ToFind(few), frequent.Count == 0 ? null : spelling.ToHold(frequent))
        {
            First = few.Count > 0 && led > bounds.Untried ? new(table, null, spelling.ToHold(words)) { FirstRows = bounds.First } : null,
        };
    }

    /// <summary>How many records have a word, counted no further than it matters.</summary>
    private async ValueTask<long> Count(WordTable table, IReadOnlyList<string> word, CancellationToken cancellation)
    {
        var (question, now) = (spelling.ToFind([word]), clock.GetUtcNow());
        if (known.TryGet((table.Name, question), out var answer) && now < answer.Until) return answer.Count;
        var counting = new Statement(spelling.CountFound(table), question, mostLed + 1);
        var count = (long)(await database.Read(connection => connection.Scalar(counting, DataType.Whole, cancellation), cancellation))!;
        known.Set((table.Name, question), (count, now + Remembered));
        return count;
    }
}

/// <summary>A search in one entity; without either part it finds nothing, since there is no word in it or no field to look into.</summary>
/// <param name="Table">Where its words are.</param>
/// <param name="Leading">The words that few records have.</param>
/// <param name="Held">The others.</param>
internal sealed record WordSearch(WordTable Table, string? Leading, string? Held)
{
    /// <summary>
    /// The search that asks the first rows of an order alone, where so many records have the words that a page is looked for there before
    /// all that they lead to are read; null otherwise.
    /// </summary>
    public WordSearch? First { get; init; }

    /// <summary>Only so many first rows of the order are asked; null for all.</summary>
    public long? FirstRows { get; init; }
}
