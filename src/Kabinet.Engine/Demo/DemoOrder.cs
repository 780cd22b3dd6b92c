using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Demo;

/// <summary>A record or a person that exists before the stories begin.</summary>
/// <param name="Key">Its entity and name.</param>
/// <param name="At">Its place.</param>
/// <param name="Needs">Entities and names of the records and people that must be there before.</param>
internal abstract record DemoItem((string Entity, string Name) Key, Location At, IReadOnlyList<(string Entity, string Name)> Needs)
{
    public sealed record Row(DemoRecordsDefinition Records, (string Entity, string Name) Key, Location At,
        IReadOnlyList<(string Entity, string Name)> Needs) : DemoItem(Key, At, Needs);

    public sealed record Person(DemoPersonDefinition Definition, (string Entity, string Name) Key, Location At,
        IReadOnlyList<(string Entity, string Name)> Needs) : DemoItem(Key, At, Needs);
}

/// <summary>
/// The order in which records and people of a demo are created: file by file, records of a file before its people, but whoever is needed
/// comes first. So neither the order of files nor that of keys in a file has to be thought of.
/// </summary>
internal sealed class DemoOrder
{
    private readonly Solution solution;

    public DemoOrder(Solution solution, IReadOnlyList<DemoDefinition> files)
    {
        this.solution = solution;
        List<DemoItem> waiting = [.. files.SelectMany(file => file.Records.SelectMany(RowsOf).Concat(file.People.Select(PersonOf)))];
        var awaited = waiting.Select(item => item.Key).ToHashSet();
        // Something that no file creates has a problem of its own.
        while (waiting.Find(item => !item.Needs.Any(awaited.Contains)) is { } ready)
        {
            waiting.Remove(ready);
            awaited.Remove(ready.Key);
            items.Add(ready);
        }
        Circle = [.. waiting.Select(item => Circles.Through(item, Needed)).FirstOrDefault(way => way is not null) ?? []];

        IEnumerable<DemoItem> Needed(DemoItem item) => waiting.Where(other => item.Needs.Contains(other.Key));
    }

    private readonly List<DemoItem> items = [];

    /// <summary>What can be created, in order.</summary>
    public IReadOnlyList<DemoItem> Items => items;

    /// <summary>Items each of which needs the next, from one back to itself; empty if everything can be created.</summary>
    public IReadOnlyList<DemoItem> Circle { get; }

    private IEnumerable<DemoItem> RowsOf(DemoRecordsDefinition records) => records.Rows.Select(row =>
        new DemoItem.Row(records, (records.Entity, row.Key), records.PlaceOf("rows", row.Key),
            [(CoreEntities.User, records.As), .. References(records.Entity, row.Value)]));

    private DemoItem.Person PersonOf(KeyValuePair<string, DemoPersonDefinition> person) =>
        new(person.Value, (CoreEntities.User, person.Key), person.Value.At,
            [.. References(CoreEntities.User, person.Value.Values), .. person.Value.By is { } by ? [(CoreEntities.User, by)]
                : Array.Empty<(string, string)>()]);

    private IEnumerable<(string Entity, string Name)> References(string entity, IReadOnlyDictionary<string, Node> values)
    {
        if (!solution.Entities.TryGetValue(entity, out var known)) yield break;
        foreach (var (key, node) in values)
            if (known.Find(key)?.To is { } to && node is TextNode { IsEmpty: false } name) yield return (to.Key, name.Text);
    }
}
