using System.Globalization;
using Kabinet.Engine.Blocks;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Web.Fields;
using Kabinet.Web.Pages;
using Kabinet.Web.Request;

namespace Kabinet.Web.Blocks;

/// <summary>The heads of a board's columns, all in one SELECT: how many cards each has and what they come to.</summary>
internal sealed class BoardHeads
{
    /// <summary>Beyond it cards are neither counted nor summed.</summary>
    private const int CountCap = 999;
    private readonly RequestContext here;
    private readonly BoardBlock block;
    private readonly Dictionary<string, Group> groups;

    private BoardHeads(RequestContext here, BoardBlock block, IEnumerable<Group> groups) =>
        (this.here, this.block, this.groups) = (here, block, groups.ToDictionary(group => (string)group.Keys[0]!, StringComparer.Ordinal));

    public static async ValueTask<BoardHeads> Read(PageContext page, BoardBlock block, IReadOnlyList<FieldFilter> filters, string? search)
    {
        var request = page.Request;
        if (block.States.Count == 0) return new(request, block, []);
        var cards = new RecordQuery { Entity = block.Entity, Columns = [], Where = block.Where, Outer = page.Outer, Filters = filters,
            Search = search };
        var query = new GroupQuery(cards, [new(new([], block.Entity[SystemFields.Status]))])
        {
            Measures = block.Sum is { } sum ? [new(Aggregation.Sum, new([], sum))] : [],
            Among = new([.. block.States.Select(state => state.Key)], CountCap),
        };
        return new(request, block, (await request.Engine.Records.Groups(request.Actor, query, request.Cancellation)).Groups);
    }

    public string CountOf(State state)
    {
        var count = groups.GetValueOrDefault(state.Key)?.Count ?? 0;
        return count > CountCap ? $"{CountCap}+" : count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The sum in words; null where there is nothing to say or the reader may not see it.</summary>
    public string? SumOf(State state) =>
        groups.GetValueOrDefault(state.Key)?.Values is [{ } sum] && sum != Record.Hidden && sum is not (0m or 0L)
            ? here.Show(block.Sum!, sum) : null;
}
