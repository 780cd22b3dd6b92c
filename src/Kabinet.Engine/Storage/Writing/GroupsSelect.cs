using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>A key of a group.</summary>
/// <param name="Value">Value to group by.</param>
/// <param name="Period">Calendar period that a day falls into.</param>
/// <param name="Label">Label of the referenced record, if requested.</param>
internal sealed record WrittenKey(Expression Value, Period Period, FieldValue? Label);

/// <summary>A measure of a group.</summary>
internal sealed record WrittenMeasure(Aggregation Aggregation, Expression Value);

/// <summary>The records to group.</summary>
/// <param name="Entity">Entity of the records.</param>
/// <param name="Trash">Whether records in the trash are read instead of live ones.</param>
/// <param name="Rule">The actor's row rule.</param>
/// <param name="Condition">Filter of the rows.</param>
internal sealed record GroupedRows(Entity Entity, bool Trash, Expression Rule, Expression Condition);

/// <summary>
/// One SELECT over groups of records: the keys <c>k0</c> …, the count <c>n</c>, the measures <c>m0</c> …, then the labels of keys that
/// have one.
/// Each alternative of a rule is read from its own index, excluding rows of the earlier ones. Labels of references are joined to the
/// resulting groups, not to every row.
/// </summary>
internal sealed class GroupsSelect(
    Dialect dialect, GroupedRows rows, IReadOnlyList<WrittenKey> keys, IReadOnlyList<WrittenMeasure> measures)
{
    private readonly StatementParameters parameters = new();
    private readonly SqlSpelling spelling = SqlSpelling.Of(dialect);
    private int sources;

    /// <summary>Orders by size, largest first; otherwise by key, ascending.</summary>
    public bool LargestFirst { get; init; }

    /// <summary>All groups; reads every row.</summary>
    public StatementTemplate All(ParameterValue most)
    {
        var read = Alternatives(rows.Condition, (writer, source) => string.Join(", ", Keys(writer, source).Concat(Values(writer, source))));
        var names = Listed(Enumerable.Range(0, keys.Count).Select(index => $"k{Number(index)}"));
        var totals = measures.Select((measure, index) => $", {Total(measure, $"v{Number(index)}")} as m{Number(index)}");
        return Ended($"select {names}, count(*) as n{string.Concat(totals)} from ({United(read)}) r group by {names}", most);
    }

    /// <summary>
    /// The groups for given values of a single key. Each is counted up to a limit; a group that reached it has no measures, to keep the
    /// query fast.
    /// </summary>
    public StatementTemplate Bounded(IReadOnlyList<ParameterValue> values, ParameterValue bound, ParameterValue most) =>
        Ended($"select * from ({United(values.Select(value => Group(value, bound)))}) b where n > 0", most);

    private string Group(ParameterValue value, ParameterValue bound)
    {
        var condition = Expression.And(rows.Condition, new Binary(DataType.YesNo, Operator.Equal, keys[0].Value, value));
        var limit = parameters.Add(bound);
        var counts = Alternatives(condition, (_, _) => "1").Select(read => $"(select count(*) from ({read} limit {limit}) {NextSource()})");
        var totals = measures.Select((measure, index) =>
            $", case when n < {limit} then {Measured(measure, condition)} end as m{Number(index)}");
        // The limit keeps the planner from inlining, and so repeating, the count for each measure.
        var counted = $"select {string.Join(" + ", counts)} as n limit 1";
        return $"select {parameters.Add(value)} as k0, n{string.Concat(totals)} from ({counted}) {NextSource()}";
    }

    private string Measured(WrittenMeasure measure, Expression condition)
    {
        var read = Alternatives(condition, (writer, source) => $"{writer.Selected(measure.Value, source)} as v");
        return $"(select {Total(measure, "v")} from ({United(read)}) {NextSource()})";
    }

    /// <summary>One SELECT per alternative of the rule.</summary>
    private List<string> Alternatives(Expression condition, Func<ExpressionWriter, Source, string> columns)
    {
        var alternatives = PageOfRows.Alternatives(rows.Rule);
        return [.. alternatives.Select((rule, index) => Alternative(rule, [RemainingStates.In(condition), .. Others(index)], columns))];

        IEnumerable<Expression> Others(int before) => alternatives.Take(before).Select(other => new Not(other));
    }

    private string Alternative(Expression rule, IEnumerable<Expression> conditions, Func<ExpressionWriter, Source, string> columns)
    {
        // Writing an expression creates its joins, so columns and condition are written before the text.
        var (writer, source) = (new ExpressionWriter(dialect, parameters), new Source(rows.Entity, NextSource()));
        var selected = columns(writer, source);
        var (from, where) = writer.RowsUnder(rule, source, rows.Trash, conditions);
        return $"select {selected} from {from}{source.JoinSql} where {where}";
    }

    private StatementTemplate Ended(string groups, ParameterValue most)
    {
        groups = $"{groups} order by {OrderBy("")} limit {parameters.Add(most)}";
        var labelled = keys.Select((key, index) => (key.Label, Index: index)).Where(key => key.Label is not null).ToList();
        if (labelled.Count == 0) return new(groups, parameters.All);
        var (writer, made) = (new ExpressionWriter(dialect, parameters), new Source(rows.Entity, "g"));
        var labels = labelled.ConvertAll(key => writer.Label(key.Label!, made, $"g.k{Number(key.Index)}"));
        return new($"select g.*, {Listed(labels)} from ({groups}) g{made.JoinSql} order by {OrderBy("g.")}", parameters.All);
    }

    private IEnumerable<string> Keys(ExpressionWriter writer, Source source) =>
        keys.Select((key, index) => $"{Key(writer, key, source)} as k{Number(index)}");

    private IEnumerable<string> Values(ExpressionWriter writer, Source source) =>
        measures.Select((measure, index) => $"{writer.Selected(measure.Value, source)} as v{Number(index)}");

    private string Key(ExpressionWriter writer, WrittenKey key, Source source) =>
        key.Period == Period.None ? writer.Write(key.Value, source) : spelling.StartOf(key.Period, writer.Write(key.Value, source));

    private string Total(WrittenMeasure measure, string value) => measure.Aggregation switch
    {
        Aggregation.Sum => spelling.Total(measure.Value.Type, value),
        Aggregation.Min => $"min({value})",
        Aggregation.Max => $"max({value})",
        _ => throw new InvalidOperationException($"A group has no {measure.Aggregation} of a value"),
    };

    private string OrderBy(string table)
    {
        var byKey = keys.Select((key, index) => $"{Ordered(key, $"{table}k{Number(index)}")} nulls last");
        return Listed(LargestFirst ? byKey.Prepend(measures.Count > 0 ? $"{table}m0 desc nulls last" : $"{table}n desc") : byKey);
    }

    private string Ordered(WrittenKey key, string sql)
    {
        if (key.Value.Type.Kind == ValueKind.Text)
            return key.Value is FieldValue { Field.IsNatural: true } ? dialect.Natural(sql) : dialect.Fold(sql);
        if (key.Value is not FieldValue { Type.Kind: ValueKind.Choice } choice) return sql;
        var places = choice.Field.Choices.Keys.Select((option, index) => $" when {SqlSpelling.Quoted(option)} then {Number(index)}");
        return $"case {sql}{string.Concat(places)} end";
    }

    private static string United(IEnumerable<string> selects) => string.Join(" union all ", selects);

    private static string Listed(IEnumerable<string> columns) => string.Join(", ", columns);

    private string NextSource() => $"s{Number(sources++)}";

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
