using System.Collections.Concurrent;
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
internal sealed class WordSearching(Database database, TimeProvider clock, long mostLed = WordSearching.MostLed)
{
    /// <summary>Up to this many records it is faster to read them by id than to scan the order.</summary>
    private const long MostLed = 15_000;
    private const int LongestText = 200, MostRemembered = 5_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(string Table, string Question), (bool Few, DateTimeOffset Until)> known = new();
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
        foreach (var word in words) (await HaveFew(table, word, cancellation) ? few : frequent).Add(word);
        return new(table, few.Count == 0 ? null : spelling.ToFind(few), frequent.Count == 0 ? null : spelling.ToHold(frequent));
    }

    private async ValueTask<bool> HaveFew(WordTable table, IReadOnlyList<string> word, CancellationToken cancellation)
    {
        var (question, now) = (spelling.ToFind([word]), clock.GetUtcNow());
        if (known.TryGetValue((table.Name, question), out var answer) && now < answer.Until) return answer.Few;
        var counting = new Statement(spelling.CountFound(table), question, mostLed + 1);
        var count = await database.Read(connection => connection.Scalar(counting, DataType.Whole, cancellation), cancellation);
        var few = (long)count! <= mostLed;
        if (known.Count >= MostRemembered) known.Clear();
        known[(table.Name, question)] = (few, now + Remembered);
        return few;
    }
}

/// <summary>A search in one entity; without either part it finds nothing, since there is no word in it or no field to look into.</summary>
/// <param name="Table">Where its words are.</param>
/// <param name="Leading">The words that few records have.</param>
/// <param name="Held">The others.</param>
internal sealed record WordSearch(WordTable Table, string? Leading, string? Held);
