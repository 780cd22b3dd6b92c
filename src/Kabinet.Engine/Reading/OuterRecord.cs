using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Reading;

/// <summary>
/// The record that a condition means by <c>outer</c>: the record of a page, or the record being filled in for which options are offered.
/// </summary>
/// <param name="Entity">Entity of the record.</param>
/// <param name="Id">Its id; null while it is being created.</param>
/// <param name="Typed">
/// Values typed by the reader but not saved, by field; they replace the stored ones. A null value is an input left blank.
/// </param>
public sealed record OuterRecord(Entity Entity, long? Id, IReadOnlyDictionary<Field, object?> Typed)
{
    private static readonly Dictionary<Field, object?> Nothing = [];

    /// <summary>A stored record as it is.</summary>
    public static OuterRecord Stored(Entity entity, long id) => new(entity, id, Nothing);

    /// <summary>
    /// Whether the value of a field can be told: it is typed, stored, or the default of a new record. A blank input cannot be judged yet.
    /// </summary>
    public bool Knows(Field field) => OfferCondition.Stored(field).All(stored =>
        Typed.TryGetValue(stored, out var typed) ? typed is not null : Id is not null || stored.Default is not null);
}

/// <summary>
/// Replaces <c>outer</c> in a condition by values of one record: typed values become parameters, stored ones are read under the reader's
/// row rules. Nothing else of the condition changes, so indexes serve it as they serve parameters.
/// </summary>
/// <param name="ruleOf">The reader's row rule on an entity; null where every row counts.</param>
/// <param name="outer">The record.</param>
/// <param name="slot">Binds a value.</param>
/// <param name="level">
/// Number of records between the expression and the outer record: 1 in a condition, 0 in a computed field of it.
/// </param>
internal sealed class OuterValues(Func<Entity, Expression?> ruleOf, OuterRecord outer, Func<DataType, object?, ParameterValue> slot,
    int level = 1) : Rewriting
{
    private readonly Dictionary<Field, ParameterValue> slots = [];

    /// <summary>
    /// An expression of a definition for a statement that is compiled once: the id of the outer record is bound to a slot.
    /// </summary>
    public static Expression Bound(Expression expression, Entity outer, int slot) =>
        new OuterValues(static _ => null, OuterRecord.Stored(outer, 0), (type, _) => new ParameterValue(type, new SlotParameter(slot)))
            .Of(expression);
    private ParameterValue? id;

    /// <summary>Whether a rewritten condition named the outer record.</summary>
    public bool IsNamed { get; private set; }

    /// <summary>Whether the reader sees the record; true for a record that is being created.</summary>
    public Expression IsSeen => outer.Id is null ? Expression.True
        : new Not(new IsNull(Stored(IdField.Type, [], IdField)));

    private Field IdField => outer.Entity[SystemFields.Id];

    protected override Expression Field(FieldValue value, int inside)
    {
        if (value.Outer != inside + level) return value;
        IsNamed = true;
        if (value.Steps is not [var first, ..]) return Own(value.Field);
        if (IsStored(first.Reference)) return Stored(value.Type, value.Steps, value.Field);
        // A typed reference may name any record; the reader learns nothing from one that he does not see.
        return OfReferred(first.Reference, new FieldValue(value.Type, [.. value.Steps.Skip(1)], value.Field));
    }

    protected override Expression Collected(Aggregate aggregate, int inside)
    {
        var within = Within(aggregate, inside);
        if (aggregate.Outer != inside + level || aggregate.Collection.IsEverything) return within;
        IsNamed = true;
        // All records of the collection's entity whose reference is the owner: the owner is a value now.
        var (collection, owner) = (aggregate.Collection, Owner(aggregate.Steps));
        Expression belonging = Equal(new FieldValue(collection.Reference.Type, [], collection.Reference), owner);
        if (collection.OwnerKey is { } key)
            belonging = Expression.And(Equal(new FieldValue(key.Type, [], key), new Constant(key.Type, collection.Owner.Key)), belonging);
        return within with
        {
            Steps = [],
            Outer = 0,
            Collection = collection.Entity.Everything,
            Where = within.Where is null ? belonging : Expression.And(belonging, within.Where),
        };
    }

    private Expression Owner(IReadOnlyList<Step> steps)
    {
        if (steps is not [.., var last]) return Id;
        var way = new FieldValue(last.Reference.Type, [.. steps.SkipLast(1)], last.Reference) { Outer = level };
        return Field(way, 0);
    }

    private Expression Id => outer.Id is null ? new Constant(IdField.Type, null) : id ??= slot(IdField.Type, outer.Id);

    private Expression Own(Field field)
    {
        if (field == IdField) return Id;
        if (outer.Typed.TryGetValue(field, out var typed))
            return slots.TryGetValue(field, out var known) ? known : slots[field] = slot(field.Type, typed);
        if (IsStored(field)) return Stored(field.Type, [], field);
        return field.Computed is { } computed ? new OuterValues(ruleOf, outer, slot, level: 0).Of(computed)
            : field.Default ?? new Constant(field.Type, null);
    }

    /// <summary>Whether the stored value of a field holds; a computed one may depend on what is typed.</summary>
    private bool IsStored(Field field) => outer.Id is not null && !OfferCondition.Stored(field).Any(outer.Typed.ContainsKey);

    private RecordValue Stored(DataType type, IReadOnlyList<Step> steps, Field field) =>
        new(type, outer.Entity, Id, ruleOf(outer.Entity), new FieldValue(type, steps, field));

    private RecordValue OfReferred(Field reference, FieldValue value) =>
        new(value.Type, reference.To!, Own(reference), ruleOf(reference.To!), value);

    private static Binary Equal(Expression left, Expression right) => new(DataType.YesNo, Operator.Equal, left, right);
}
