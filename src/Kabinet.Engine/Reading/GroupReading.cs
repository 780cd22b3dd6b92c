using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Reading;

/// <summary>Groups of records: one SELECT, compiled once per shape and set of roles.</summary>
internal sealed class GroupReading(Database database, TimeProvider clock, ReadTurns turns, PlanRoom room)
{
    private const int MostGroups = 500, MostKeys = 3;
    private readonly PlanCache<PlanKey, GroupPlan> plans = new(room, static plan => PlanRoom.Of(plan.Statement));
    // Groups read rows in one pass, so search words are only a condition and never lead the query.
    private readonly WordSearching searching = new(database, clock, mostLed: -1);

    public async ValueTask<GroupPage> Read(Actor actor, GroupQuery asked, CancellationToken cancellation)
    {
        Judge(asked);
        // A key counts as touched, like an order: only rows where one grant shows it are grouped.
        var touched = asked.By.Select(key => new Order(key.Path, Descending: false));
        var query = asked.Rows with { Columns = [], Sort = [.. touched], Transitions = [], After = null };
        if (!ListReading.Exists(actor, query)) return new([], More: false);
        var keys = asked.By.Select(key => ReadKey.Of(actor, query.Entity, key)).ToArray();
        var narrowing = Narrowing.Of(actor, query, await searching.Of(actor, query, cancellation));
        var among = asked.Among?.Values.Select(value => narrowing.Slot(keys[0].Path.Type, value)).ToArray();
        var bound = asked.Among is { } bounded ? narrowing.Slot(DataType.Whole, bounded.Cap + 1L) : null;
        var most = narrowing.Slot(DataType.Whole, asked.Most + 1L);
        GroupPlan Compile() => this.Compile(actor, asked, narrowing, new(keys, among, bound, most));
        var key = new PlanKey(actor.RoleKey, query, narrowing.Condition, Shape(asked));
        var plan = query.Filter is null ? plans.Get(actor.Solution, key, Compile) : Compile();
        var statement = plan.Statement.Bind(new ActorBindings(actor, clock.GetUtcNow().UtcDateTime, slots: narrowing.Values));
        var groups = await turns.Run(actor, narrowing.Weight, stop => database.Read(connection =>
            connection.Query(statement, row => plan.Read(database.Dialect, row, asked.Among?.Cap), stop), stop), cancellation);
        return new(groups.Count > asked.Most ? groups[..asked.Most] : groups, groups.Count > asked.Most);
    }

    private GroupPlan Compile(Actor actor, GroupQuery asked, Narrowing narrowing, GroupSlots slots)
    {
        var (entity, trash) = (asked.Rows.Entity, asked.Rows.Trash);
        var measures = asked.Measures.Select(measure => ReadMeasure.Of(actor, entity, measure)).ToArray();
        var rows = new GroupedRows(entity, trash, actor.To(entity).RowsSeen(trash), narrowing.Condition);
        WrittenMeasure[] seen = [.. measures.OfType<ReadMeasure>().Select(measure => measure.Written)];
        var largestFirst = asked.Order == GroupOrder.Largest;
        var select = new GroupsSelect(database.Dialect, rows, [.. slots.Keys.Select(key => key.Written)],
            seen) { LargestFirst = largestFirst };
        var statement = slots.Among is null ? select.All(slots.Most) : select.Bounded(slots.Among, slots.Bound!, slots.Most);
        return new(statement, slots.Keys, measures);
    }

    /// <summary>Validates the query. It comes from the product or from linked definitions, so an invalid one is a bug of ours.</summary>
    private static void Judge(GroupQuery asked)
    {
        if (asked.By.Count is 0 or > MostKeys) throw new ArgumentException($"Groups have 1 to {MostKeys} keys", nameof(asked));
        if (asked.Most is < 1 or > MostGroups) throw new ArgumentException($"1 to {MostGroups} groups are read", nameof(asked));
        if (asked.Among is { Values.Count: 0 }) throw new ArgumentException("No group is wanted", nameof(asked));
        if (asked.Among is not null && asked.By is not [{ Period: Period.None }])
            throw new ArgumentException("Groups are bounded by the values of one key", nameof(asked));
    }

    private static string Shape(GroupQuery asked)
    {
        var measures = asked.Measures.Select(measure => $"{measure.Aggregation} {measure.Path.Text}");
        var periods = asked.By.Select(key => key.Period);
        return $"{string.Join(',', periods)} {string.Join(',', measures)} {asked.Order} {asked.Among?.Values.Count}";
    }

    /// <summary>The keys and the slots of this call's values.</summary>
    private sealed record GroupSlots(ReadKey[] Keys, ParameterValue[]? Among, ParameterValue? Bound, ParameterValue Most);
}
