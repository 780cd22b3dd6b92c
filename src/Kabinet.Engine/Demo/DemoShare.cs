using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Demo;

/// <summary>
/// <c>{ of: debt, share: 0.5 }</c>: what a field of the story's record holds just before the step, or a share of it. In rows it is the
/// record that owns them.
/// </summary>
/// <param name="Map">The whole.</param>
/// <param name="Field">Key of the field.</param>
/// <param name="Share">The share; null for the value as it is.</param>
internal sealed record DemoShare(MapNode Map, TextNode Field, TextNode? Share)
{
    public const string FieldKey = "of";
    public const string ShareKey = "share";

    /// <summary>Keys that it has.</summary>
    public static readonly IReadOnlyList<string> Keys = [FieldKey, ShareKey];

    /// <summary>Reads it; null if the node is something else.</summary>
    public static DemoShare? Of(Node node) =>
        node is MapNode map && Value(map, FieldKey) is TextNode field ? new(map, field, Value(map, ShareKey) as TextNode) : null;

    /// <summary>The number under <c>share</c>; null where it is none.</summary>
    public decimal? Number =>
        decimal.TryParse(Share?.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>True if a node has one somewhere, in rows too.</summary>
    public static bool IsIn(Node node) => Of(node) is not null || node switch
    {
        ListNode list => list.Items.Any(IsIn),
        MapNode map => map.Pairs.Any(pair => IsIn(pair.Value)),
        _ => false,
    };

    /// <summary>The value as a command takes it; a reference as an id.</summary>
    /// <exception cref="SolutionException">The field is empty, or the step's person does not see it.</exception>
    public object Take(Record? record)
    {
        var value = record?.Shape.IndexOf(Field.Text) >= 0 ? record[Field.Text] : null;
        if (value == Record.Hidden) value = null;
        if (Share is not null && value is (decimal or long))
            value = decimal.Round(Convert.ToDecimal(value, CultureInfo.InvariantCulture) * Number!.Value, 2, MidpointRounding.AwayFromZero);
        return value switch
        {
            null => throw new SolutionException([new(Map.At, new("problem.demo.no_amount", Field.Text))]),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            bool yes => yes ? "true" : "false",
            decimal number => number.ToString(CultureInfo.InvariantCulture),
            var other => other,
        };
    }

    private static Node? Value(MapNode map, string key) => map.Pairs.FirstOrDefault(pair => pair.Key.Text == key).Value;
}
