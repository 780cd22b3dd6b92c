using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>
/// The figures of a column that open the list of what they count. A computed figure counts all records, a list only those of its reader:
/// a figure opens only a list that shows the same figure.
/// </summary>
internal static class OpenedFigures
{
    private const int Cap = 9999;

    /// <summary>Addresses of the lists by the id of the row; empty for a column that opens none.</summary>
    public static async ValueTask<IReadOnlyDictionary<long, string>> Read(RequestContext here, Column column, IReadOnlyList<Record> rows)
    {
        var figures = new Dictionary<long, decimal>();
        foreach (var row in rows)
            if (column.Counted is not null && Number(row[column.Path]) is var figure and not 0) figures[row.Id] = figure;
        if (figures.Count == 0 || column.Counted is not { } counted) return new Dictionary<long, string>();
        var by = new FieldPath([], counted.Collection.Reference);
        if (await ListBehind.Of(here, column.Definition.Link!, counted.Collection.Entity, by) is not { } list)
            return new Dictionary<long, string>();
        var shown = await Shown(here, counted, list, by, [.. figures.Keys]);
        return figures.Where(pair => shown.GetValueOrDefault(pair.Key) == pair.Value)
            .ToDictionary(pair => pair.Key, pair => list.AddressOf(pair.Key)!);
    }

    /// <summary>What the reader finds in the list, by the id of the row.</summary>
    private static async ValueTask<Dictionary<long, decimal>> Shown(RequestContext here, Aggregate counted, ListBehind list, FieldPath by,
        IReadOnlyList<long> ids)
    {
        var sum = counted.Value as FieldValue;
        var page = await here.Engine.Records.Groups(here.Actor, new(list.Rows, [new(by)])
        {
            Measures = sum is null ? [] : [new(Aggregation.Sum, new([], sum.Field))],
            Among = new([.. ids.Cast<object>()], Cap),
            Most = ids.Count,
        }, here.Cancellation);
        return page.Groups.Where(group => group.Count <= Cap && !(sum is not null && group.Values[0] == Record.Hidden))
            .ToDictionary(group => (long)group.Keys[0]!, group => sum is null ? group.Count : Number(group.Values[0]));
    }

    private static decimal Number(object? value) =>
        value is null || value == Record.Hidden ? 0 : Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
