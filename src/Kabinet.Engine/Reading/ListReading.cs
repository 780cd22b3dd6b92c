using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Reading;

/// <summary>Lists, counts and sums: one SELECT each, compiled once per shape and set of roles.</summary>
internal sealed partial class ListReading(
    Database database, TimeProvider clock, ReadTurns turns, PlanRoom room, WordSearching? words = null)
{
    public const int MostRows = 500;
    private readonly PlanCache<PlanKey, ListPlan> lists = new(room, static plan => PlanRoom.Of(plan.Statement, plan.Cells.Length));
    private readonly PlanCache<PlanKey, StatementTemplate> sums = new(room, static plan => PlanRoom.Of(plan));
    private readonly PlanCache<PlanKeys, StatementTemplate> counts = new(room, static plan => PlanRoom.Of(plan));
    private readonly WordSearching searching = words ?? new(database, clock);

    /// <summary>How many are kept of a snapshot.</summary>
    public (int Lists, int Totals) KeptPlans(Solution solution) =>
        (lists.Count(solution), sums.Count(solution) + counts.Count(solution) + totals.Count(solution));

    public async ValueTask<RecordPage> List(Actor actor, RecordQuery query, CancellationToken cancellation)
    {
        if (query.Limit is < 1 or > MostRows) throw new QueryException("limit", new("query.limit", MostRows));
        if (!Exists(actor, query)) return new([], [], null);
        var order = SortKey.Of(actor, query.Entity, query.Sort);
        var search = await searching.Of(actor, query, cancellation);
        if (search?.First is { } first && await Page(actor, query, order, first, cancellation) is { Next: not null } page) return page;
        return await Page(actor, query, order, search, cancellation);
    }

    private async ValueTask<RecordPage> Page(
        Actor actor, RecordQuery query, IReadOnlyList<SortKey> order, WordSearch? search, CancellationToken cancellation)
    {
        var narrowing = Narrowing.Of(actor, query, search);
        var after = query.After is null ? null : Cursor.Read(query.After, order);
        var continuation = after?.Select((value, index) => value is null ? null : narrowing.Slot(order[index].Value.Type, value)).ToArray();
        var limit = narrowing.Slot(DataType.Whole, query.Limit + 1L);
        var asked = search?.FirstRows is { } first ? narrowing.Slot(DataType.Whole, first) : null;
        var shape = asked is null ? Shape(after) : $"first {Shape(after)}";
        var plan = Plan(lists, actor, query, narrowing, shape, () =>
            Compile(actor, query, narrowing, new(order, continuation, limit, asked)));
        var rows = await turns.Run(actor, narrowing.Weight, stop => database.Read(connection =>
            connection.Query(Bind(plan.Statement, actor, narrowing),
            row => (Record: plan.Read(database.Dialect, row), Keys: plan.Keys(database.Dialect, row)), stop), stop), cancellation);
        return new(plan.Shape.Columns, [.. rows.Take(query.Limit).Select(row => row.Record)], rows.Count > query.Limit
            ? Cursor.Write(rows[query.Limit - 1].Keys) : null);
    }

    public async ValueTask<IReadOnlyList<int>> Counts(Actor actor, IReadOnlyList<CountQuery> queries, CancellationToken cancellation)
    {
        var counted = new int[queries.Count];
        var (values, asked) = (new List<object?>(), new List<Counted>(queries.Count));
        for (var i = 0; i < queries.Count; i++)
            if (Exists(actor, queries[i].Query))
                asked.Add(Counted.Of(actor, queries[i], i, await searching.Of(actor, queries[i].Query, cancellation), values));
        if (asked.Count == 0) return counted;
        var statement = asked.Exists(count => count.Query.Filter is not null) ? CompileCounts(actor, asked)
            : counts.Get(actor.Solution, new([.. asked.Select(count => count.Key(actor))]), () => CompileCounts(actor, asked));
        var weight = asked.Aggregate(default(QueryWeight), static (sum, count) => sum + count.Narrowing.Weight);
        await turns.Run(actor, weight, stop => database.Read(connection => connection.Query(statement.Bind(Bindings(actor, values)), row =>
        {
            for (var i = 0; i < asked.Count; i++) counted[asked[i].Place] = (int)Math.Min(row.GetInt64(i), asked[i].Cap + 1L);
            return true;
        }, stop), stop), cancellation);
        return counted;
    }

    public async ValueTask<decimal?> Sum(Actor actor, RecordQuery query, FieldPath field, CancellationToken cancellation)
    {
        query = query with { Columns = [field], Sort = [new(field, Descending: false)], Transitions = [] };
        if (!Exists(actor, query) || VisiblePath.Of(actor, query.Entity, field) is not { } value) return null;
        var narrowing = Narrowing.Of(actor, query, await searching.Of(actor, query, cancellation));
        var statement = Plan(sums, actor, query, narrowing, "", () =>
        {
            var select = new SelectBuilder(database.Dialect, query.Entity) { Trash = query.Trash };
            select.Rule(RuleOf(actor, query));
            select.Where(narrowing.Condition);
            select.Where(ReadMeasure.Counts(query.Entity));
            if (narrowing.Found is { } found) select.Found(found);
            select.SumColumn(value);
            return select.Build();
        });
        return Convert.ToDecimal(await Scalar(statement, actor, narrowing, value.Type, cancellation) ?? 0m,
            System.Globalization.CultureInfo.InvariantCulture);
    }

    private ListPlan Compile(Actor actor, RecordQuery query, Narrowing narrowing, PageSlots slots)
    {
        var (order, continuation) = (slots.Order, slots.Continuation);
        var rows = new RowSelect(database.Dialect, actor, query.Entity, query.Columns, query.Trash);
        var judged = query.Transitions.Select(rows.Judge).ToArray();
        // Only a button that leads back says where.
        var previous = query.Transitions.Any(transition => transition.Target is Target.Previous) ? rows.PreviousStatus() : -1;
        var access = actor.To(query.Entity);
        (int, int)? rights = query.Rights ? (rows.Select.Column(access.UpdateRule), rows.Select.Column(access.DeleteRule)) : null;
        var keys = order.Select(key => (rows.Select.OrderColumn(key.Value), key.Value.Type)).ToArray();
        rows.Select.Where(narrowing.Condition);
        if (narrowing.Found is { } found) rows.Select.Found(found);
        rows.Select.Page([.. order.Select((key, index) => new PageKey(key.Value, key.Descending, key.Nullable, continuation?[index]))],
            continuation is not null, slots.Limit);
        if (narrowing.First is { } first) rows.Select.First(first, slots.FirstRows!);
        return new() { Statement = rows.Select.Build(), Shape = rows.Shape, Cells = rows.Cells, OrderKeys = keys, Transitions = judged,
            Rights = rights, Previous = previous };
    }

    private StatementTemplate CompileCounts(Actor actor, List<Counted> asked)
    {
        var select = new CountsSelect(database.Dialect);
        foreach (var (query, _, _, narrowing, bound) in asked)
            if (narrowing.Found is { } found) select.Add(query.Entity, query.Trash, RuleOf(actor, query), narrowing.Condition, found);
            else select.Add(query.Entity, query.Trash, RuleOf(actor, query), narrowing.Condition, bound);
        return select.Build();
    }

    private static Expression RuleOf(Actor actor, RecordQuery query) => actor.To(query.Entity).RowsSeen(query.Trash);

    /// <summary>False when the actor can see no rows, or not the collection's reference; the database is then not queried.</summary>
    internal static bool Exists(Actor actor, RecordQuery query)
    {
        var access = actor.To(query.Entity);
        return access.CanRead && (query.Of is not { } of || access.Columns.Contains(of.Collection.Reference));
    }

    /// <summary>Plans with a user's filter text are compiled each time and not cached, because their number has no limit.</summary>
    private static TPlan Plan<TPlan>(PlanCache<PlanKey, TPlan> cache, Actor actor, RecordQuery query, Narrowing narrowing, string after,
        Func<TPlan> compile)
        where TPlan : class =>
        query.Filter is null ? cache.Get(actor.Solution, new(actor.RoleKey, query, narrowing.Whole, after), compile) : compile();

    private static string Shape(object?[]? after) => after is null ? "" : string.Concat(after.Select(value => value is null ? '0' : '1'));

    private ActorBindings Bindings(Actor actor, IReadOnlyList<object?> values) => new(actor, clock.GetUtcNow().UtcDateTime, slots: values);

    private Statement Bind(StatementTemplate template, Actor actor, Narrowing narrowing) =>
        template.Bind(Bindings(actor, narrowing.Values));

    private ValueTask<object?> Scalar(StatementTemplate template, Actor actor, Narrowing narrowing, DataType type,
        CancellationToken cancellation) =>
        turns.Run(actor, narrowing.Weight, stop =>
            database.Read(connection => connection.Scalar(Bind(template, actor, narrowing), type, stop), stop), cancellation);

    /// <summary>
    /// The order of a page, and the places of its values: where it continues, its limit, and how many rows are asked for words.
    /// </summary>
    private sealed record PageSlots(
        IReadOnlyList<SortKey> Order, ParameterValue?[]? Continuation, ParameterValue Limit, ParameterValue? FirstRows = null);

    /// <summary>One count of several: its place among them, and where its values stand.</summary>
    private sealed record Counted(RecordQuery Query, int Cap, int Place, Narrowing Narrowing, ParameterValue Bound)
    {
        public PlanKey Key(Actor actor) => new(actor.RoleKey, Query, Narrowing.Whole, "");

        public static Counted Of(Actor actor, CountQuery asked, int place, WordSearch? search, List<object?> values)
        {
            var query = asked.Query with { Columns = [], Sort = [], Transitions = [], After = null };
            var narrowing = Narrowing.Of(actor, query, search, values);
            return new(query, asked.Cap, place, narrowing, narrowing.Slot(DataType.Whole, asked.Cap + 1L));
        }
    }
}
