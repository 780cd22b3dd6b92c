using System.Runtime.CompilerServices;
using System.Text;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Words;

/// <summary>
/// The words of an entity's records: a table with one row per record, built from the searchable fields.
/// Each word is prefixed with the code of its field, so a search matches only words of fields that its actor may read.
/// </summary>
internal sealed class WordTable
{
    private const int Signs = 36;
    /// <summary>Limit per row: PostgreSQL holds a megabyte of words in a row, and a character takes at most three bytes.</summary>
    private const int MostCharacters = 300_000;
    private static readonly ConditionalWeakTable<Entity, WordTable> Tables = [];
    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);

    /// <param name="table">The table of the records.</param>
    /// <param name="columns">Keys of the searchable fields.</param>
    /// <param name="entity">The entity, where some of them are computed.</param>
    public WordTable(string table, IEnumerable<string> columns, Entity? entity = null)
    {
        (Records, Name, Entity) = (table, $"_words.{table}", entity);
        Columns = [.. columns.Order(StringComparer.Ordinal)];
        foreach (var column in Columns) codes.Add(column, Code(column));
    }

    /// <summary>The word table of an entity; without columns when the entity has no searchable fields.</summary>
    public static WordTable Of(Entity entity) => Tables.GetValue(entity, static entity => new(entity.Key, Searchable(entity), entity));

    /// <summary>Table of the records.</summary>
    public string Records { get; }
    /// <summary>Table of their words.</summary>
    public string Name { get; }
    /// <summary>Entity of the records; null where only the names are known.</summary>
    public Entity? Entity { get; }
    /// <summary>Searchable columns.</summary>
    public IReadOnlyList<string> Columns { get; }
    /// <summary>Those of them that are computed: a database works them out from the other fields of the record.</summary>
    public IReadOnlyList<Field> Computed => field ??=
        Entity is null ? [] : [.. Columns.Select(column => Entity[column]).Where(column => column.Computed is not null)];
    public bool IsEmpty => Columns.Count == 0;

    /// <summary>Whether the words of a record change with a field.</summary>
    public bool RestsOn(Field field) => field.Definition.Search || Bases.Contains(field);

    private HashSet<Field> Bases => field ??= [.. Computed.SelectMany(computed => Dependencies.OfWhole(computed.Computed!).Fields)];

    /// <summary>The distinct words of one record, each after a space.</summary>
    public string TextOf(Func<string, string?> value)
    {
        var (text, known) = (new StringBuilder(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var column in Columns)
            foreach (var word in WordSplitting.Kept(value(column) ?? ""))
                if (text.Length < MostCharacters && known.Add(codes[column] + word)) text.Append(' ').Append(codes[column]).Append(word);
        return text.ToString();
    }

    /// <summary>For each search word, the forms under which some of the columns may hold it.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Asked(IReadOnlyList<string> words, IEnumerable<string> columns)
    {
        var places = columns.Select(column => codes[column]).ToArray();
        return [.. words.Select(word => (IReadOnlyList<string>)[.. places.Select(place => place + word)])];
    }

    /// <summary>
    /// The code depends only on the key, except where two keys collide. A command still running while a field is added
    /// therefore writes words with valid codes.
    /// </summary>
    private string Code(string column)
    {
        var number = column.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u) % (Signs * Signs);
        while (codes.ContainsValue(Spelled(number))) number = (number + 1) % (Signs * Signs);
        return Spelled(number);
    }

    private static IEnumerable<string> Searchable(Entity entity) =>
        entity.Fields.Where(field => field.Definition.Search).Select(field => field.Key);

    private static string Spelled(uint number) => $"{Sign(number / Signs)}{Sign(number % Signs)}";

    private static char Sign(uint number) => (char)(number < 10 ? '0' + number : 'a' + number - 10);
}
