using System.Runtime.CompilerServices;
using System.Text;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Words;

/// <summary>
/// The words of an entity's records: a table beside its own, with a row for each record, made of what the searchable fields hold.
/// A word bears the code of its field in front, so that a search looks into the fields of its reader and meets no word of another.
/// </summary>
internal sealed class WordTable
{
    private const int Signs = 36;
    /// <summary>PostgreSQL holds a million bytes of words in a row; a character has three at most.</summary>
    private const int MostCharacters = 300_000;
    private static readonly ConditionalWeakTable<Entity, WordTable> Tables = [];
    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);

    /// <param name="table">The table of the records.</param>
    /// <param name="columns">Keys of the searchable fields.</param>
    public WordTable(string table, IEnumerable<string> columns)
    {
        (Records, Name) = (table, $"_words.{table}");
        Columns = [.. columns.Order(StringComparer.Ordinal)];
        foreach (var column in Columns) codes.Add(column, Code(column));
    }

    /// <summary>The table of an entity's words; one without columns where nothing of it is searched.</summary>
    public static WordTable Of(Entity entity) => Tables.GetValue(entity, static entity => new(entity.Key, Searchable(entity)));

    /// <summary>Table of the records.</summary>
    public string Records { get; }
    /// <summary>Table of their words.</summary>
    public string Name { get; }
    /// <summary>Searchable columns.</summary>
    public IReadOnlyList<string> Columns { get; }
    public bool IsEmpty => Columns.Count == 0;

    /// <summary>The words of one record, each after a blank and once.</summary>
    public string TextOf(Func<string, string?> value)
    {
        var (text, known) = (new StringBuilder(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var column in Columns)
            foreach (var word in WordSplitting.Kept(value(column) ?? ""))
                if (text.Length < MostCharacters && known.Add(codes[column] + word)) text.Append(' ').Append(codes[column]).Append(word);
        return text.ToString();
    }

    /// <summary>For each word asked for, what it may be found as in some of the columns.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Asked(IReadOnlyList<string> words, IEnumerable<string> columns)
    {
        var places = columns.Select(column => codes[column]).ToArray();
        return [.. words.Select(word => (IReadOnlyList<string>)[.. places.Select(place => place + word)])];
    }

    /// <summary>
    /// Made of the key alone, but where two keys would have the same: a command that is still at work when a field is added
    /// writes words that mean what they meant.
    /// </summary>
    private string Code(string column)
    {
        var number = column.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u) % (Signs * Signs);
        while (codes.ContainsValue(Spelled(number))) number = (number + 1) % (Signs * Signs);
        return Spelled(number);
    }

    private static IEnumerable<string> Searchable(Entity entity) =>
        entity.Fields.Where(field => field is { Definition.Search: true, IsStored: true }).Select(field => field.Key);

    private static string Spelled(uint number) => $"{Sign(number / Signs)}{Sign(number % Signs)}";

    private static char Sign(uint number) => (char)(number < 10 ? '0' + number : 'a' + number - 10);
}
