using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions.Yaml;

namespace Kabinet.Engine.Demo;

/// <summary>
/// Rows that a later step of a story changes: <c>rows: { lines: { add: […], change: [{ where: {…}, set: {…} }], remove: [{…}] } }</c>.
/// A row is found by its values under the rights of the step's person.
/// </summary>
internal sealed class DemoRows(Records records, DemoValues values)
{
    public const string Add = "add";
    public const string Change = "change";
    public const string Remove = "remove";
    public const string Where = "where";
    public const string Set = "set";

    /// <summary>Keys of what a step may do with rows.</summary>
    public static readonly IReadOnlyList<string> Changes = [Add, Change, Remove];

    /// <summary>Rows of a collection as an update of their owner takes them.</summary>
    public async ValueTask<IReadOnlyList<GivenPart>> Of(Actor actor, Collection collection, Node node, DemoStory story, DateTime now,
        CancellationToken cancellation)
    {
        var asker = new Asker(actor, collection, story, now);
        if (node is not MapNode changes)
            return [.. DemoValues.RowsOf(node, story).Select(row => new GivenPart(null, null, Fields(asker, row)))];
        var parts = new List<GivenPart>();
        foreach (var (key, rows) in changes.Pairs)
            foreach (var row in ((ListNode)rows).Items.Cast<MapNode>())
                parts.Add(key.Text switch
                {
                    Add => new(null, null, Fields(asker, row)),
                    Change => new(await Find(asker, (MapNode)row.Pairs[0].Value, cancellation), null,
                        Fields(asker, (MapNode)row.Pairs[1].Value)),
                    _ => new(await Find(asker, row, cancellation), null, Nothing, Removed: true),
                });
        return parts;
    }

    private Dictionary<string, object?> Fields(Asker asker, MapNode row) => row.Pairs.ToDictionary(pair => pair.Key.Text,
        pair => values.For(asker.Collection.Entity.Find(pair.Key.Text), pair.Value, asker.Story, asker.Now), StringComparer.Ordinal);

    private async ValueTask<long> Find(Asker asker, MapNode which, CancellationToken cancellation)
    {
        var entity = asker.Collection.Entity;
        var conditions = Fields(asker, which).Select(pair => $"{pair.Key} = {Literal(entity[pair.Key], pair.Value)}");
        var page = await records.List(asker.Actor, new()
        {
            Entity = entity, Columns = [], Of = (asker.Collection, asker.Story.Id), Filter = string.Join(" and ", conditions), Limit = 2,
        }, cancellation);
        return page.Records is [var only] ? only.Id
            : throw new SolutionException([new(which.At, new("problem.demo.which_row", asker.Story.Called, asker.Collection.Key,
                page.Records.Count))]);
    }

    private static string Literal(Field field, object? value) => value switch
    {
        string text when field.Type.Kind is ValueKind.Number or ValueKind.YesNo => text,
        string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
    };

    private static readonly Dictionary<string, object?> Nothing = [];

    private sealed record Asker(Actor Actor, Collection Collection, DemoStory Story, DateTime Now);
}
