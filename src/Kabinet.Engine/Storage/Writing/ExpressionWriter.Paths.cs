using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>Fields through references, and collections.</summary>
internal sealed partial class ExpressionWriter
{
    private const int DeepestComputed = 30;
    private int computedInside;

    private string Field(FieldValue field, Source source, bool asCondition = false)
    {
        // The id of a referenced record is the reference itself.
        var isOwn = field.Field.Key == SystemFields.Id && field.Steps is [.., { Rule: null }];
        var (steps, read) = isOwn ? ([.. field.Steps.SkipLast(1)], field.Steps[^1].Reference) : (field.Steps, field.Field);
        return Along(steps, 0, source.Up(field.Outer), end => Own(read, end, asCondition));
    }

    /// <summary>A field of a source's record: its column, or its formula.</summary>
    private string Own(Field field, Source source, bool asCondition = false)
    {
        if (field.Computed is not { } computed) return source.Column(field.Key);
        if (++computedInside > DeepestComputed)
            throw new InvalidOperationException($"{field} is computed through more than {DeepestComputed} others");
        var sql = source.IsOptional ? $"case when {source.Column(SystemFields.Id)} is not null then {Write(computed, source)} end"
            : asCondition ? $"({Condition(computed, source)})"
            : $"({Write(computed, source)})";
        computedInside--;
        return sql;
    }

    /// <summary>Follows references and writes the value at their end; by joins, or by subqueries where joins are impossible.</summary>
    private string Along(IReadOnlyList<Step> steps, int at, Source source, Func<Source, string> end)
    {
        if (at == steps.Count) return end(source);
        if (source.MayJoin) return Along(steps, at + 1,
            source.Join(steps[at], parameters.NextAlias, target =>
            Arrival(steps[at], Own(steps[at].Reference, source), target, target.WithoutJoins())), end);
        var inner = new Source(steps[at].Reference.To!, parameters.NextAlias());
        var value = Along(steps, at + 1, inner, end);
        var arrival = Arrival(steps[at], Own(steps[at].Reference, source), inner, inner);
        return $"(select {value} from {Dialect.Quote(inner.Entity.Key)} {inner.Alias}{inner.JoinSql} where {arrival})";
    }

    /// <summary>The record that a step leads to. For an actor, only a record outside the trash that the actor's rule shows.</summary>
    private string Arrival(Step step, string reference, Source target, Source judged)
    {
        var arrival = $"{target.Column(SystemFields.Id)} = {reference}";
        if (step.Rule is null) return arrival;
        arrival += $" and {target.Column(SystemColumns.DeletedAt)} is null";
        return step.Rule == Expression.True ? arrival : $"{arrival} and {Condition(step.Rule, judged)}";
    }

    private string OfRecord(RecordValue value, Source source)
    {
        var inner = new Source(value.Entity, parameters.NextAlias());
        var selected = Write(value.Value, inner);
        var rule = value.Rule is null || value.Rule == Expression.True ? "" : $" and {Condition(value.Rule, inner)}";
        return $"(select {selected} from {Dialect.Quote(inner.Entity.Key)} {inner.Alias}{inner.JoinSql} "
            + $"where {inner.Column(SystemFields.Id)} = {Write(value.Id, source)} "
            + $"and {inner.Column(SystemColumns.DeletedAt)} is null{rule})";
    }

    private string Aggregated(Aggregate aggregate, Source source)
    {
        var inner = new Source(aggregate.Collection.Entity, parameters.NextAlias(), source);
        var belonging = Belonging(aggregate, source.Up(aggregate.Outer), inner);
        var value = aggregate.Value is null ? "" : Write(aggregate.Value, inner);
        var where = aggregate.Where is null ? "" : $" and {Condition(aggregate.Where, inner)}";
        var order = aggregate.By is null ? null : OrderKey(aggregate.By, inner);
        var rows = $"from {Dialect.Quote(inner.Entity.Key)} {inner.Alias}{inner.JoinSql} where {belonging} and "
            + $"{inner.Column(SystemColumns.DeletedAt)} is null{where}";
        return aggregate.Aggregation switch
        {
            Aggregation.Exists => $"exists (select 1 {rows})",
            Aggregation.Count => $"(select count(*) {rows})",
            Aggregation.Sum => $"(select {spelling.Total(aggregate.Type, value)} {rows})",
            Aggregation.Min => $"(select min({value}) {rows})",
            Aggregation.First => $"(select {value} {rows} {OneOf(order, inner, "asc")})",
            Aggregation.Last => $"(select {value} {rows} {OneOf(order, inner, "desc")})",
            _ => $"(select max({value}) {rows})",
        };
    }

    // A record without a value to order by is taken only where no other has one.
    private static string OneOf(string? order, Source rows, string direction) =>
        $"order by {(order is null ? "" : $"{order} {direction} nulls last, ")}{rows.Column(SystemFields.Id)} {direction} limit 1";

    private string Belonging(Aggregate aggregate, Source owner, Source inner)
    {
        if (aggregate.Collection.IsEverything) return "1 = 1";
        var steps = aggregate.Steps;
        var id = steps is [.., { Rule: null } last]
            ? Along([.. steps.SkipLast(1)], 0, owner, end => Own(last.Reference, end))
            : Along(steps, 0, owner, end => end.Column(SystemFields.Id));
        var belonging = $"{Own(aggregate.Collection.Reference, inner)} = {id}";
        return aggregate.Collection.OwnerKey is { } key
            ? $"{inner.Column(key.Key)} = {SqlSpelling.Quoted(aggregate.Collection.Owner.Key)} and {belonging}" : belonging;
    }
}
