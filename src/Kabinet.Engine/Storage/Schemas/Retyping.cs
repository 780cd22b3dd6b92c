using Kabinet.Engine.Expressions;
using static Kabinet.Engine.Storage.Dialect;

namespace Kabinet.Engine.Storage.Schemas;

/// <summary>Which type changes keep every value, and under what conditions.</summary>
internal static class Retyping
{
    /// <summary>Whether a step is needed. A choice that only gains options is stored the same.</summary>
    public static bool IsNeeded(TableColumn from, TableColumn to) =>
        from.Type != to.Type || from.Choices is { } before && to.Choices is { } after && before.Except(after).Any();

    /// <summary>Whether values can be kept, provided the check passes.</summary>
    public static bool IsPossible(TableColumn from, TableColumn to) => (from.Type.Kind, to.Type.Kind) switch
    {
        (ValueKind.Text or ValueKind.Choice, ValueKind.Text or ValueKind.Choice) => true,
        (ValueKind.Number, ValueKind.Number or ValueKind.Text) => true,
        (ValueKind.Date, ValueKind.Text) => true,
        _ => false,
    };

    public static SchemaCheck? Check(Dialect dialect, string table, TableColumn from, TableColumn to)
    {
        var column = Quote(from.Name);
        if (to is { Type.Kind: ValueKind.Choice, Choices.Count: > 0 })
            return Refusing($"{column} not in ({string.Join(", ", to.Choices.Select((_, index) => $"@p{index}"))})", "schema.no_choice",
                [.. to.Choices]);
        if (from.Type.Kind == ValueKind.Number && to.Type.Kind == ValueKind.Number
            && dialect.UnfitNumber(column, from.Type.Scale, to.Type.Scale) is { } unfit)
            return Refusing(unfit, "schema.unfit", []);
        return null;

        SchemaCheck Refusing(string condition, string refusal, object?[] values) => new(new($"""
            select cast({column} as text), count(*) from {Quote(table)} where {column} is not null and {condition}
            group by {column} order by count(*) desc, 1 limit 5
            """, values), refusal, $"{table}.{from.Name}");
    }
}
