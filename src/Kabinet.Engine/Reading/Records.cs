using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Reading;

/// <summary>The gate to data for reading; commands have a door of their own. Nothing can be asked without an actor; what he may not see does not exist.</summary>
public sealed class Records
{
    private readonly ListReading lists;
    private readonly FindReading finds;
    private readonly ValueReading values;
    private readonly GroupReading groups;

    /// <summary>Opens the gate over a database.</summary>
    public Records(Database database, TimeProvider clock) =>
        (lists, finds, values, groups) = (new(database, clock), new(database, clock), new(database, clock), new(database, clock));

    /// <summary>How many compiled questions are kept of a snapshot: lists, counts and sums, single records.</summary>
    internal (int Lists, int Totals, int Finds) KeptPlans(Solution solution)
    {
        var (ofLists, ofTotals) = lists.KeptPlans(solution);
        return (ofLists, ofTotals, finds.KeptPlans(solution));
    }

    /// <summary>A page of records.</summary>
    /// <exception cref="QueryException">A column, filter, order or cursor the reader may not use or that does not exist.</exception>
    public ValueTask<RecordPage> List(Actor actor, RecordQuery query, CancellationToken cancellation = default) => lists.List(actor, query, cancellation);

    /// <summary>How many records a query has, counted up to <paramref name="cap"/> + 1.</summary>
    public async ValueTask<int> Count(Actor actor, RecordQuery query, int cap = 1000, CancellationToken cancellation = default) =>
        (await lists.Totals(actor, query, [], cap, cancellation)).Count;

    /// <summary>Several counts in one SELECT, in the order asked.</summary>
    public ValueTask<IReadOnlyList<int>> Counts(Actor actor, IReadOnlyList<CountQuery> queries, CancellationToken cancellation = default) => lists.Counts(actor, queries, cancellation);

    /// <summary>Sum of a field over the records of a query; null where the reader may not see the field.</summary>
    public ValueTask<decimal?> Sum(Actor actor, RecordQuery query, FieldPath field, CancellationToken cancellation = default) => lists.Sum(actor, query, field, cancellation);

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
    /// <exception cref="QueryException">What the reader may not use or what does not exist; told before anything is read.</exception>
    public ValueTask<T> Stream<T>(
        Actor actor, RecordQuery query, Func<RecordStream, ValueTask<T>> read, CancellationToken cancellation = default) =>
        lists.Stream(actor, query, read, cancellation);

    /// <summary>Groups of records with their counts, sums, least and greatest values, in one SELECT.</summary>
    /// <exception cref="QueryException">A key, filter or field the reader may not use or that does not exist.</exception>
    public ValueTask<GroupPage> Groups(Actor actor, GroupQuery query, CancellationToken cancellation = default) =>
        groups.Read(actor, query, cancellation);

    /// <summary>One record with the judgement of every transition of its state and of the given conditions; null where it does not exist for the actor.</summary>
    /// <param name="actor">The reader.</param>
    /// <param name="entity">Entity.</param>
    /// <param name="id">Id.</param>
    /// <param name="columns">Columns wanted; null for all own fields.</param>
    /// <param name="conditions">Conditions of definitions over the record (blocks' <c>when</c>), answered in <see cref="FoundRecord.Conditions"/>.</param>
    /// <param name="cancellation">Cancels the read.</param>
    public ValueTask<FoundRecord?> Find(Actor actor, Entity entity, long id, IReadOnlyList<FieldPath>? columns = null, IReadOnlyList<Expression>? conditions = null, CancellationToken cancellation = default) =>
        finds.Find(actor, entity, id, columns ?? [.. entity.Fields.Select(field => new FieldPath([], field))], conditions ?? [], cancellation);

    /// <summary>What expressions of a definition are worth on one record the actor may read (what a transition suggests); null where it does not exist for him.</summary>
    public ValueTask<IReadOnlyList<object?>?> Values(Actor actor, Entity entity, long id, IReadOnlyList<Expression> expressions, CancellationToken cancellation = default) =>
        values.Read(actor, entity, id, expressions, cancellation);

    /// <summary>Options of a reference field for a person who chooses: records he may read, by label, filtered by what he typed.</summary>
    /// <param name="actor">The reader.</param>
    /// <param name="reference">A field of kind <c>ref</c>.</param>
    /// <param name="search">What was typed; null for the first ones.</param>
    /// <param name="show">Fields shown beside each option.</param>
    /// <param name="limit">Options, 1 to 100.</param>
    /// <param name="cancellation">Cancels the read.</param>
    public ValueTask<RecordPage> Options(Actor actor, Field reference, string? search, IReadOnlyList<FieldPath> show, int limit = 20, CancellationToken cancellation = default) =>
        OptionReading.Exists(actor, reference) ? lists.List(actor, OptionReading.Query(actor, reference, search, show, limit), cancellation) : new(new RecordPage([], [], null));
}

/// <summary>One record found.</summary>
/// <param name="Record">Its values.</param>
/// <param name="Conditions">Answers to the conditions asked, in their order.</param>
/// <param name="Writable">Fields the reader may change in this record as it is now.</param>
public sealed record FoundRecord(Record Record, IReadOnlyList<bool> Conditions, IReadOnlySet<Field> Writable);

/// <summary>A query asks for what its reader may not use or what does not exist: the two look the same.</summary>
public sealed class QueryException(string field, Message reason) : Exception(reason.Key)
{
    /// <summary>The part of the query: <c>where</c>, <c>sort</c>, <c>fields</c>, <c>after</c>, <c>limit</c>.</summary>
    public string Field { get; } = field;
    /// <summary>What to say.</summary>
    public Message Reason { get; } = reason;
}
