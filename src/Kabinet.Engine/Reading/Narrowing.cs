using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Reading;

/// <summary>
/// The condition of a query: the definition's condition, the user's filters and search, and the rows where the actor sees every field the
/// query touches. A filter, order or search therefore reveals nothing about hidden cells. Values become slots, in the order of
/// <see cref="Values"/>.
/// </summary>
internal sealed class Narrowing
{
    private readonly Actor actor;
    private readonly Entity entity;
    private readonly HashSet<Field> touched = [];
    private readonly List<object?> values;

    private Narrowing(Actor actor, Entity entity, List<object?> values) => (this.actor, this.entity, this.values) = (actor, entity, values);

    public Expression Condition { get; private set; } = Expression.True;
    /// <summary>The search where it leads to the rows; otherwise it is a part of the condition.</summary>
    public FoundWords? Found { get; private set; }
    /// <summary>What the first rows of the order are asked for; otherwise it is a part of the condition.</summary>
    public HasWords? First { get; private set; }
    /// <summary>All that narrows, as what tells one statement from another.</summary>
    public Expression Whole => (Found ?? (Expression?)First) is { } words ? Expression.And(words, Condition) : Condition;
    public IReadOnlyList<object?> Values => values;
    /// <summary>What the reader himself asks for, as it burdens the database; the definition's own conditions are the author's.</summary>
    public QueryWeight Weight { get; private set; }

    /// <param name="actor">The actor.</param>
    /// <param name="query">The query.</param>
    /// <param name="search">The search; null for none.</param>
    /// <param name="values">List that receives the values; queries combined in one statement share it.</param>
    /// <exception cref="QueryException">The query touches a field the actor may not see.</exception>
    public static Narrowing Of(Actor actor, RecordQuery query, WordSearch? search, List<object?>? values = null)
    {
        var narrowing = new Narrowing(actor, query.Entity, values ?? []);
        var shared = narrowing.values.Count;
        narrowing.AndDefined(query);
        if (query.Of is { } of) narrowing.AndOwner(of.Collection, of.Owner);
        foreach (var filter in query.Filters) narrowing.AndFilter(filter);
        if (!string.IsNullOrWhiteSpace(query.Filter)) narrowing.AndTyped(query.Filter);
        if (search is not null) narrowing.AndSearch(search);
        foreach (var order in query.Sort) narrowing.AddOrder(order);
        narrowing.And(actor.To(query.Entity).RowsShowing(narrowing.touched));
        if (narrowing.Condition == Expression.False) narrowing.DropValues(shared);
        return narrowing;
    }

    // False absorbs what it is combined with, but not the values: left in place, they would take the slots of a statement that was compiled
    // for another query without rows.
    private void DropValues(int shared)
    {
        (Found, First) = (null, null);
        values.RemoveRange(shared, values.Count - shared);
    }

    /// <summary>A value bound by its index.</summary>
    public ParameterValue Slot(DataType type, object? value)
    {
        values.Add(value);
        return new(type, new SlotParameter(values.Count - 1));
    }

    private void And(Expression condition) => Condition = Expression.And(Condition, condition);

    private void AndDefined(RecordQuery query)
    {
        var where = query.Where ?? Expression.True;
        var page = query.Outer is { } outer && where != Expression.True
            ? new OuterValues(entity => actor.To(entity).ReadRule, outer, Slot) : null;
        And(page?.Of(where) ?? where);
        if (page?.IsNamed == true) And(page.IsSeen);
    }

    private void AndOwner(Collection collection, long owner)
    {
        touched.Add(collection.Reference);
        And(Equal(new FieldValue(collection.Reference.Type, [], collection.Reference), Slot(collection.Reference.Type, owner)));
    }

    private void AndFilter(FieldFilter filter)
    {
        var value = VisiblePath.Of(actor, entity, filter.Path)
            ?? throw new QueryException("where", new("query.unknown_field", filter.Path.Text));
        touched.Add(VisiblePath.First(filter.Path));
        Weight += new QueryWeight(ExpressionCost.Of(value), IsTyped: false);
        And(filter.Comparison switch
        {
            Comparison.Contains => new Like(value, Slot(DataType.Text, Containing(filter.Values[0]?.ToString() ?? ""))),
            Comparison.From => new Binary(DataType.YesNo, Operator.GreaterOrEqual, value, Slot(value.Type, filter.Values[0])),
            Comparison.To => new Binary(DataType.YesNo, Operator.LessOrEqual, value, Slot(value.Type, filter.Values[0])),
            _ => AnyOf(value, filter.Values),
        });
    }

    private void AddOrder(Order order)
    {
        touched.Add(VisiblePath.First(order.Path));
        Weight += new QueryWeight(ExpressionCost.Of(VisiblePath.Of(actor, entity, order.Path)), IsTyped: false);
    }

    private Expression AnyOf(FieldValue value, IReadOnlyList<object?> wanted) =>
        Padding.Pad(wanted).Select(option => option is null ? (Expression)new IsNull(value) : Equal(value, Slot(value.Type, option)))
            .Aggregate(Expression.False, Expression.Or);

    private void AndTyped(string text)
    {
        try
        {
            var condition = ExpressionChecker.Check(text, entity, new()
            {
                Expected = DataType.YesNo,
                Entities = actor.Solution.Entities,
                Zone = actor.Solution.Zone,
                RuleOfStep = reference => actor.To(reference.To!).ReadRule,
                // The rights over files, by group, cannot be expressed in a condition, so such collections do not exist here.
                RuleOfCollection = collection => collection.OwnerKey is null ? actor.To(collection.Entity).ReadRule : null,
                RowsShowing = (owner, fields) => actor.To(owner).RowsShowing(fields),
                MayRead = (owner, field) => actor.To(owner).Columns.Contains(field),
            });
            Weight += new QueryWeight(ExpressionCost.Of(condition), IsTyped: true);
            And(condition);
        }
        catch (ExpressionException wrong)
        {
            throw new QueryException("where", new("query.condition", wrong.Reason));
        }
    }

    private void AndSearch(WordSearch search)
    {
        var held = search.Held is { } others ? new HasWords(search.Table, Asked(others)) : null;
        if (search.FirstRows is not null) First = held;
        else if (search.Leading is { } leading) Found = new(search.Table, Asked(leading), held);
        else And(held ?? Expression.False);
    }

    /// <summary>Shares one slot between equal searches of a statement, so that the found rows are read once.</summary>
    private ParameterValue Asked(string question) =>
        values.IndexOf(question) is var place and >= 0 ? new(DataType.Text, new SlotParameter(place)) : Slot(DataType.Text, question);

    /// <summary>A LIKE pattern that contains the text, with <c>% _ \</c> escaped.</summary>
    private static string Containing(string text) =>
        "%" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal) + "%";

    private static Binary Equal(Expression left, Expression right) => new(DataType.YesNo, Operator.Equal, left, right);
}
