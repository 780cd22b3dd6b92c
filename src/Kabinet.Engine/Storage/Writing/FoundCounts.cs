using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>Counts over the rows found by one search, computed in one pass.</summary>
internal sealed class FoundCounts(ExpressionWriter writer, Entity entity, bool trash, Expression rule, FoundWords words)
{
    private readonly Source rows = new(entity, "it");
    private readonly List<string> counts = [];

    /// <summary>Alias in the statement.</summary>
    public required string Alias { get; init; }

    /// <summary>Whether a count belongs here.</summary>
    public bool Counts(Entity ofEntity, bool ofTrash, Expression underRule, FoundWords withWords) =>
        ReferenceEquals(entity, ofEntity) && trash == ofTrash && rule == underRule && words == withWords;

    /// <summary>Adds a count of the rows that meet a condition and returns its place in the statement.</summary>
    public string Add(Expression condition)
    {
        counts.Add(condition == Expression.True ? "count(*)" : $"count(*) filter (where {writer.Condition(condition, rows)})");
        return $"{Alias}.c{counts.Count - 1}";
    }

    public string Sql()
    {
        var (from, where) = writer.RowsWith(words, rows, trash, [rule]);
        var columns = string.Join(", ", counts.Select((count, place) => $"{count} as c{place}"));
        return $"(select {columns} from {from}{rows.JoinSql} where {where}) {Alias}";
    }
}
