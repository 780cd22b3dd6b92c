using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Reading;

/// <summary>Key of a statement: roles, query shape and order, without the values.</summary>
internal sealed class PlanKey : IEquatable<PlanKey>
{
    private readonly int hash;

    public PlanKey(string roleKey, RecordQuery query, Expression condition, string after)
    {
        (RoleKey, Query, Condition, After) = (roleKey, query, condition, after);
        var code = new HashCode();
        code.Add(roleKey);
        code.Add(query.Entity.Key);
        code.Add(condition);
        code.Add(after);
        foreach (var column in query.Columns) code.Add(column.Text);
        hash = code.ToHashCode();
    }

    private string RoleKey { get; }
    private RecordQuery Query { get; }
    private Expression Condition { get; }
    private string After { get; }

    public bool Equals(PlanKey? other) =>
        other is not null && hash == other.hash && RoleKey == other.RoleKey && After == other.After
            && ReferenceEquals(Query.Entity, other.Query.Entity) && Query.Trash == other.Query.Trash && Query.Rights == other.Query.Rights
        && Query.Columns.SequenceEqual(other.Query.Columns) && Query.Sort.SequenceEqual(other.Query.Sort)
            && Query.Transitions.SequenceEqual(other.Query.Transitions)
        && Condition == other.Condition;

    public override bool Equals(object? obj) => Equals(obj as PlanKey);

    public override int GetHashCode() => hash;
}

/// <summary>Key of a statement that combines several queries.</summary>
internal sealed class PlanKeys(PlanKey[] keys) : IEquatable<PlanKeys>
{
    private readonly PlanKey[] keys = keys;

    public bool Equals(PlanKeys? other) => other is not null && keys.AsSpan().SequenceEqual(other.keys);

    public override bool Equals(object? obj) => Equals(obj as PlanKeys);

    public override int GetHashCode() => keys.Aggregate(keys.Length, HashCode.Combine);
}
