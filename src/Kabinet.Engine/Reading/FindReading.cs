using System.Data.Common;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Reading;

/// <summary>Reads one record in one SELECT: its cells, the actor's rights to it, and the answers to the page's conditions.</summary>
internal sealed class FindReading(Database database, TimeProvider clock, PlanRoom room)
{
    private readonly PlanCache<FindKey, FindPlan> plans = new(room, static plan =>
        PlanRoom.Of(plan.List.Statement, plan.List.Cells.Length));

    /// <summary>How many are kept of a snapshot.</summary>
    public int KeptPlans(Solution solution) => plans.Count(solution);

    public async ValueTask<FoundRecord?> Find(Actor actor, Entity entity, long id, IReadOnlyList<FieldPath> columns,
        IReadOnlyList<Expression> conditions, CancellationToken cancellation)
    {
        if (!actor.To(entity).CanRead) return null;
        var plan = plans.Get(actor.Solution, new(actor.RoleKey, entity, columns, conditions), () =>
            Compile(actor, entity, columns, conditions));
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime, slots: [id]);
        var rows = await database.Read(connection =>
            connection.Query(plan.List.Statement.Bind(bindings), row => plan.Read(database.Dialect, row), cancellation), cancellation);
        return rows.Count == 0 ? null : rows[0];
    }

    private FindPlan Compile(Actor actor, Entity entity, IReadOnlyList<FieldPath> columns, IReadOnlyList<Expression> conditions)
    {
        var access = actor.To(entity);
        var rows = new RowSelect(database.Dialect, actor, entity, columns);
        var judged = (entity.Lifecycle?.Transitions.Values ?? []).Where(transition => access.Permission(transition) != Expression.False)
            .Select(rows.Judge).ToArray();
        var key = entity[SystemFields.Id];
        rows.Select.Where(new Binary(DataType.YesNo, Operator.Equal, new FieldValue(key.Type, [], key),
            new ParameterValue(key.Type, new SlotParameter(0))));
        return new()
        {
            Conditions = [.. conditions.Select(rows.Select.Column)],
            Updating = [.. access.Updating.Select(grant => (rows.Select.Column(grant.Now), grant.Writable))],
            Locks = [.. entity.Locks.SelectMany(some => access.Updating
                .Where(grant => grant.Writable.Overlaps(some.Fields)).Select(grant =>
                    (rows.Select.Column(Expression.And(grant.Rule, some.Condition)), grant.Writable.Intersect(some.Fields), some.Reason)))],
            Delete = rows.Select.Column(access.DeleteRule),
            List = new()
            {
                Previous = rows.PreviousStatus(),
                Statement = rows.Select.Build(),
                Shape = rows.Shape,
                Cells = rows.Cells,
                OrderKeys = [],
                Transitions = judged,
            },
        };
    }

    private sealed class FindPlan
    {
        public required int[] Conditions { get; init; }
        public required (int Ordinal, IReadOnlySet<Field> Writable)[] Updating { get; init; }
        public required (int Ordinal, IEnumerable<Field> Fields, LocalizedText Reason)[] Locks { get; init; }
        public required int Delete { get; init; }
        public required ListPlan List { get; init; }

        public FoundRecord Read(Dialect dialect, DbDataReader row)
        {
            var writable = new HashSet<Field>();
            foreach (var (ordinal, fields) in Updating)
                if (Holds(dialect, row, ordinal)) writable.UnionWith(fields);
            var record = List.Read(dialect, row, canUpdate: writable.Count > 0, canDelete: Holds(dialect, row, Delete));
            return new(record, [.. Conditions.Select(condition => Holds(dialect, row, condition))], writable)
            {
                Locked = Locked(dialect, row, writable),
            };
        }

        private Dictionary<Field, LocalizedText> Locked(Dialect dialect, DbDataReader row, HashSet<Field> writable)
        {
            var locked = new Dictionary<Field, LocalizedText>();
            foreach (var (ordinal, fields, reason) in Locks)
                if (Holds(dialect, row, ordinal))
                    foreach (var field in fields.Where(field => !writable.Contains(field))) locked.TryAdd(field, reason);
            return locked;
        }

        private static bool Holds(Dialect dialect, DbDataReader row, int ordinal) => dialect.Get(row, ordinal, DataType.YesNo) is true;
    }

    private sealed class FindKey(string roleKey, Entity entity, IReadOnlyList<FieldPath> columns, IReadOnlyList<Expression> conditions)
        : IEquatable<FindKey>
    {
        private readonly string roleKey = roleKey;
        private readonly Entity entity = entity;
        private readonly IReadOnlyList<FieldPath> columns = columns;
        private readonly IReadOnlyList<Expression> conditions = conditions;

        public bool Equals(FindKey? other) =>
            other is not null && roleKey == other.roleKey && ReferenceEquals(entity, other.entity)
                && (ReferenceEquals(columns, other.columns) || columns.SequenceEqual(other.columns))
                && conditions.SequenceEqual(other.conditions);

        public override bool Equals(object? obj) => Equals(obj as FindKey);

        public override int GetHashCode() =>
            HashCode.Combine(roleKey, entity.Key, columns.Count, columns.Count > 0 ? columns[^1] : null, conditions.Count);
    }
}
