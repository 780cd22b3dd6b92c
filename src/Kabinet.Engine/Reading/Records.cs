using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Reading;

/// <summary>
/// The gate for reading data; writing goes through commands. Every query needs an actor; data hidden from the actor is never returned.
/// </summary>
public sealed class Records
{
    private readonly ListReading lists;
    private readonly FindReading finds;
    private readonly ValueReading values;
    private readonly GroupReading groups;
    private readonly DefaultReading defaults;

    /// <summary>Opens the gate over a database.</summary>
    public Records(Database database, TimeProvider clock, ReadLimits? limits = null)
    {
        var (turns, room) = (new ReadTurns(limits ?? new()), PlanRoom.Of(limits ?? new()));
        lists = new(database, clock, turns, room);
        finds = new(database, clock, room);
        values = new(database, clock);
        groups = new(database, clock, turns, room);
        defaults = new(database, clock);
    }

    /// <summary>How many compiled questions are kept of a snapshot: lists, counts and sums, single records.</summary>
    internal (int Lists, int Totals, int Finds) KeptPlans(Solution solution)
    {
        var (ofLists, ofTotals) = lists.KeptPlans(solution);
        return (ofLists, ofTotals, finds.KeptPlans(solution));
    }

    /// <summary>A page of records.</summary>
    /// <exception cref="QueryException">A column, filter, order or cursor does not exist or is not allowed for the actor.</exception>
    public ValueTask<RecordPage> List(Actor actor, RecordQuery query, CancellationToken cancellation = default) =>
        lists.List(actor, query, cancellation);

    /// <summary>How many records a query has, counted up to <paramref name="cap"/> + 1.</summary>
    public async ValueTask<int> Count(Actor actor, RecordQuery query, int cap = 1000, CancellationToken cancellation = default) =>
        (await lists.Counts(actor, [new(query, cap)], cancellation))[0];

    /// <summary>Several counts in one SELECT, in the order asked.</summary>
    public ValueTask<IReadOnlyList<int>> Counts(Actor actor, IReadOnlyList<CountQuery> queries, CancellationToken cancellation = default) =>
        lists.Counts(actor, queries, cancellation);

    /// <summary>Sum of a field over the records of a query; null where the actor may not see the field.</summary>
    public ValueTask<decimal?> Sum(Actor actor, RecordQuery query, FieldPath field, CancellationToken cancellation = default) =>
        lists.Sum(actor, query, field, cancellation);

    /// <summary>
    /// How many records a query has and the sums of fields over them, in one SELECT that finds them once; beyond the cap nothing is summed.
    /// </summary>
    public ValueTask<Totals> Totals(
        Actor actor, RecordQuery query, IReadOnlyList<FieldPath> sums, int cap = 1000, CancellationToken cancellation = default) =>
        lists.Totals(actor, query, sums, cap, cancellation);

    /// <summary>
    /// All records of a query one after another, in constant memory and under the same rule as a page of them; its limit and place mean
    /// nothing.
    /// The connection is held until the reading returns, so few read so at once, and inside of it nothing else can be asked of the
    /// database.
    /// </summary>
    /// <exception cref="QueryException">The query is invalid or not allowed for the actor; thrown before anything is read.</exception>
    public ValueTask<T> Stream<T>(
        Actor actor, RecordQuery query, Func<RecordStream, ValueTask<T>> read, CancellationToken cancellation = default) =>
        lists.Stream(actor, query, read, cancellation);

    /// <summary>Groups of records with their counts, sums, least and greatest values, in one SELECT.</summary>
    /// <exception cref="QueryException">A key, filter or field does not exist or is not allowed for the actor.</exception>
    public ValueTask<GroupPage> Groups(Actor actor, GroupQuery query, CancellationToken cancellation = default) =>
        groups.Read(actor, query, cancellation);

    /// <summary>
    /// Reads one record, with every transition of its state and the given conditions evaluated; null where the actor cannot see it.
    /// </summary>
    /// <param name="actor">The actor.</param>
    /// <param name="entity">Entity.</param>
    /// <param name="id">Id.</param>
    /// <param name="columns">Columns wanted; null for all own fields.</param>
    /// <param name="conditions">Conditions from definitions (<c>when</c> of blocks); the results are in
    /// <see cref="FoundRecord.Conditions"/>.</param>
    /// <param name="cancellation">Cancels the read.</param>
    public ValueTask<FoundRecord?> Find(Actor actor, Entity entity, long id, IReadOnlyList<FieldPath>? columns = null,
        IReadOnlyList<Expression>? conditions = null, CancellationToken cancellation = default) =>
        finds.Find(actor, entity, id, columns ?? [.. entity.Fields.Select(field => new FieldPath([], field))], conditions ?? [],
            cancellation);

    /// <summary>
    /// Evaluates expressions of a definition (such as suggested inputs of a transition) on one record; null where the actor cannot read the
    /// record.
    /// </summary>
    /// <param name="actor">The actor.</param>
    /// <param name="record">The record with what is typed in the dialog; its id is given.</param>
    /// <param name="expressions">The expressions.</param>
    /// <param name="cancellation">Cancels the read.</param>
    public ValueTask<IReadOnlyList<object?>?> Values(Actor actor, OuterRecord record, IReadOnlyList<Expression> expressions,
        CancellationToken cancellation = default) =>
        values.Read(actor, record, expressions, cancellation);

    /// <summary>
    /// The defaults of fields for a record that the actor is about to create. A field without a default, or whose default the actor would
    /// not see on the record, is left out.
    /// </summary>
    public ValueTask<IReadOnlyDictionary<Field, object?>> Defaults(Actor actor, Entity entity, IEnumerable<Field> fields,
        CancellationToken cancellation = default) =>
        defaults.Read(actor, entity, fields, cancellation);

    /// <summary>Options of a reference field: records the actor may read, by label, filtered by the typed text.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="reference">A field of kind <c>ref</c>.</param>
    /// <param name="search">Typed text; null for the first options.</param>
    /// <param name="show">Fields shown with each option.</param>
    /// <param name="limit">Options, 1 to 100.</param>
    /// <param name="outer">The record being filled in; null for a filter, which offers whatever records may hold.</param>
    /// <param name="cancellation">Cancels the read.</param>
    public ValueTask<RecordPage> Options(Actor actor, Field reference, string? search, IReadOnlyList<FieldPath> show, int limit = 20,
        OuterRecord? outer = null, CancellationToken cancellation = default) =>
        OptionReading.Exists(actor, reference)
            ? lists.List(actor, OptionReading.Query(actor, reference, search, show, limit, outer), cancellation)
            : new(new RecordPage([], [], null));
}

/// <summary>One record found.</summary>
/// <param name="Record">Its values.</param>
/// <param name="Conditions">Results of the requested conditions, in their order.</param>
/// <param name="Writable">Fields the actor may change in the record's current state.</param>
public sealed record FoundRecord(Record Record, IReadOnlyList<bool> Conditions, IReadOnlySet<Field> Writable)
{
    /// <summary>Fields that the actor could change if they were not locked, with the reason.</summary>
    public IReadOnlyDictionary<Field, LocalizedText> Locked { get; init; } = new Dictionary<Field, LocalizedText>();
}

/// <summary>
/// A query uses something that does not exist or is not allowed for the actor (the two look the same), or asks for too much.
/// </summary>
public sealed class QueryException(string field, Message reason) : Exception(reason.Key)
{
    /// <summary>The part of the query: <c>where</c>, <c>sort</c>, <c>fields</c>, <c>after</c>, <c>limit</c>.</summary>
    public string Field { get; } = field;
    /// <summary>The reason, for people.</summary>
    public Message Reason { get; } = reason;
}
