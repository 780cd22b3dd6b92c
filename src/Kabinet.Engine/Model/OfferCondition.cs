using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Model;

/// <summary>
/// A condition that narrows what a reference offers, over the offered record; <c>outer</c> is the record being filled in.
/// </summary>
/// <param name="Condition">The condition.</param>
/// <param name="Needs">Own fields of the outer record that it reads.</param>
/// <param name="IsDeclared">
/// True for the reference's own <c>where</c>, which a written record must meet. False for one derived from a requirement of the entity,
/// which is judged as that requirement.
/// </param>
internal sealed record OfferCondition(Expression Condition, IReadOnlySet<Field> Needs, bool IsDeclared)
{
    /// <summary>A reference's own condition.</summary>
    public static OfferCondition Declared(Expression condition) => new(condition, OuterFields.Of(condition), IsDeclared: true);

    /// <summary>What a requirement demands of the record that a reference leads to; null where it demands nothing of it.</summary>
    public static OfferCondition? Demanded(Expression requirement, Field reference)
    {
        var turned = new Turned(reference);
        var condition = turned.Of(requirement);
        return turned.Concerns ? new(condition, OuterFields.Of(condition), IsDeclared: false) : null;
    }

    /// <summary>The field, or the stored ones that it is computed from.</summary>
    public static IEnumerable<Field> Stored(Field field) => field.Computed is not { } computed ? [field]
        : Dependencies.Of(computed).Paths.Select(path => path.Through is [var first, ..] ? first : path.Field).SelectMany(Stored);

    /// <summary>Over a written record: the reference is empty, or leads to a record that meets the condition.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="id">The id of the chosen record, over the written record.</param>
    public Expression OfWritten(Field reference, Expression id)
    {
        var target = reference.To!;
        var key = target[SystemFields.Id];
        // Inside the collection of all records the written record is one further out.
        var chosen = id is FieldValue own ? own with { Outer = own.Outer + 1 } : id;
        var same = new Binary(DataType.YesNo, Operator.Equal, new FieldValue(key.Type, [], key), chosen);
        return Expression.Or(new IsNull(id), new Aggregate(DataType.YesNo, Aggregation.Exists, [], target.Everything, null,
            Expression.And(same, Condition)));
    }

    /// <summary>Own fields of the outer record in a condition.</summary>
    private sealed class OuterFields : Rewriting
    {
        private readonly HashSet<Field> found = [];

        public static HashSet<Field> Of(Expression condition)
        {
            var fields = new OuterFields();
            fields.Of(condition, 0);
            return fields.found;
        }

        protected override Expression Field(FieldValue value, int inside)
        {
            if (value.Outer == inside + 1) found.Add(value.Steps is [var first, ..] ? first.Reference : value.Field);
            return value;
        }

        protected override Expression Collected(Aggregate aggregate, int inside)
        {
            if (aggregate.Outer == inside + 1 && !aggregate.Collection.IsEverything)
                found.Add(aggregate.Steps is [var first, ..] ? first.Reference : aggregate.Collection.Owner[SystemFields.Id]);
            return Within(aggregate, inside);
        }
    }

    /// <summary>A requirement turned round: from the record with the reference to the record that it leads to.</summary>
    private sealed class Turned(Field reference) : Rewriting
    {
        public bool Concerns { get; private set; }

        protected override Expression Field(FieldValue value, int inside)
        {
            if (value.Outer != inside) return value;
            if (value.Steps is [var first, ..] && first.Reference == reference)
                return Through(value with { Steps = [.. value.Steps.Skip(1)] });
            if (value.Steps.Count > 0 || value.Field != reference) return value with { Outer = value.Outer + 1 };
            var id = reference.To![SystemFields.Id];
            return new FieldValue(value.Type, [], id) { Outer = value.Outer };
        }

        protected override Expression Collected(Aggregate aggregate, int inside)
        {
            var within = Within(aggregate, inside);
            if (aggregate.Outer != inside || aggregate.Collection.IsEverything) return within;
            return aggregate.Steps is [var first, ..] && first.Reference == reference
                ? Through(within with { Steps = [.. aggregate.Steps.Skip(1)] }) : within with { Outer = within.Outer + 1 };
        }

        private T Through<T>(T expression)
        {
            Concerns = true;
            return expression;
        }
    }
}
