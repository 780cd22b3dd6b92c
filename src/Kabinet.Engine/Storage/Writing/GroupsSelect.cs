using System.Globalization;
using Kabinet.Engine.Definitions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Records;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>A key of a group.</summary>
/// <param name="Value">What is grouped by.</param>
/// <param name="Period">The stretch of the calendar that a day falls into.</param>
/// <param name="Label">The name of the record that the value refers to, where it is to be read.</param>
internal sealed record WrittenKey(Expression Value, Period Period, FieldValue? Label);

/// <summary>A measure of a group.</summary>
internal sealed record WrittenMeasure(Aggregation Aggregation, Expression Value);

/// <summary>
/// One SELECT over groups of records. The rows are told by their keys and measured values alone, each alternative of a rule from an index of its own and without the rows of those before it;
/// names of references are joined to the few groups that remain, not to every row.
/// </summary>
internal sealed class GroupsSelect(Dialect dialect, Entity entity, IReadOnlyList<WrittenKey> keys, IReadOnlyList<WrittenMeasure> measures)
{
    private readonly StatementParameters parameters = new();
    private readonly ExpressionForms forms = ExpressionForms.Of(dialect);
    private readonly List<string> rows = [];

    /// <summary>Which side of the trash is read.</summary>
    public bool Trash { get; init; }

    /// <summary>The largest groups come first, otherwise those of the least key.</summary>
    public bool LargestFirst { get; init; }

    /// <summary>Adds the rows under a rule that meet a condition, up to a bound for each alternative of the rule where one is given.</summary>
    public void Rows(Expression rule, Expression condition, ParameterValue? bound)
    {
        var alternatives = PageOfRows.Alternatives(rule);
        for (var i = 0; i < alternatives.Count; i++)
            Alternative(alternatives[i], [RemainingStates.In(condition), .. alternatives.Take(i).Select(other => new Not(other))], bound);
    }

    /// <summary>The statement: the keys, the count, the measures, then the labels of the keys that have one.</summary>
    public StatementTemplate Build(ParameterValue most)
    {
        var groups = Groups(parameters.Add(most));
        var labelled = keys.Select((key, index) => (key.Label, Index: index)).Where(key => key.Label is not null).ToList();
        if (labelled.Count == 0) return new(groups, parameters.All);
        var (writer, made) = (new ExpressionWriter(dialect, parameters), new Source(entity, "g"));
        var labels = labelled.ConvertAll(key => writer.Label(key.Label!, made, Name("g.k", key.Index)));
        return new($"select g.*, {string.Join(", ", labels)} from ({groups}) g{made.JoinSql} order by {OrderBy("g")}", parameters.All);
    }

    private void Alternative(Expression rule, IEnumerable<Expression> conditions, ParameterValue? bound)
    {
        // Joins are made while expressions are written, so the columns and the condition come before the text.
        var (writer, source) = (new ExpressionWriter(dialect, parameters), new Source(entity, Name("a", rows.Count)));
        var columns = keys.Select((key, index) => $"{Key(writer, key, source)} as {Name("k", index)}")
            .Concat(measures.Select((measure, index) => $"{writer.Selected(measure.Value, source)} as {Name("v", index)}")).ToList();
        var (from, where) = writer.RowsUnder(rule, source, Trash, conditions);
        var text = $"select {string.Join(", ", columns)} from {from}{source.JoinSql} where {where}";
        rows.Add(bound is null ? text : $"select * from ({text} limit {writer.Parameter(bound)}) {source.Alias}");
    }

    private string Groups(string most)
    {
        var names = Enumerable.Range(0, keys.Count).Select(index => Name("k", index)).ToList();
        var columns = names.Append("count(*) as n").Concat(measures.Select((measure, index) => $"{Total(measure, Name("v", index))} as {Name("m", index)}"));
        return $"select {string.Join(", ", columns)} from ({string.Join(" union all ", rows)}) r group by {string.Join(", ", names)} order by {OrderBy("r")} limit {most}";
    }

    private string Key(ExpressionWriter writer, WrittenKey key, Source source) =>
        key.Period == Period.None ? writer.Write(key.Value, source) : forms.StartOf(key.Period, writer.Write(key.Value, source));

    private string Total(WrittenMeasure measure, string value) => measure.Aggregation switch
    {
        Aggregation.Sum => forms.Total(measure.Value.Type, value),
        Aggregation.Min => $"min({value})",
        Aggregation.Max => $"max({value})",
        _ => throw new InvalidOperationException($"A group has no {measure.Aggregation} of a value"),
    };

    private string OrderBy(string table)
    {
        var byKey = keys.Select((key, index) => $"{Ordered(key, Name($"{table}.k", index))} nulls last");
        return string.Join(", ", LargestFirst ? byKey.Prepend(measures.Count > 0 ? "m0 desc nulls last" : "n desc") : byKey);
    }

    private string Ordered(WrittenKey key, string sql) => key.Value is FieldValue { Type.Kind: ValueKind.Choice } choice
        ? $"case {sql}{string.Concat(choice.Field.Choices.Keys.Select((option, index) => string.Create(CultureInfo.InvariantCulture, $" when {ExpressionForms.Quoted(option)} then {index}")))} end"
        : key.Value.Type.Kind is ValueKind.Text or ValueKind.Choice ? dialect.Fold(sql) : sql;

    private static string Name(string letter, int index) => string.Create(CultureInfo.InvariantCulture, $"{letter}{index}");
}
