using System.Text;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>Which rows of a table are read, and how.</summary>
internal sealed partial class ExpressionWriter
{
    /// <summary>Rows on the given side of the trash that meet every condition.</summary>
    public string Rows(Source source, bool trash, IEnumerable<Expression> conditions)
    {
        var where = new StringBuilder(source.Column(SystemColumns.DeletedAt)).Append(trash ? " is not null" : " is null");
        foreach (var condition in conditions)
            if (condition != Expression.True) where.Append(" and (").Append(Condition(condition, source)).Append(')');
        return where.ToString();
    }

    /// <summary>
    /// The rows under a rule that meet every condition: the text between <c>from</c> and the joins, and the text after <c>where</c>.
    /// </summary>
    public (string From, string Where) RowsUnder(Expression rule, Source source, bool trash, IEnumerable<Expression> conditions)
    {
        var table = $"{Dialect.Quote(source.Entity.Key)} {source.Alias}";
        if (!IsDrivenByReader(rule)) return (table, Rows(source, trash, conditions.Prepend(rule)));
        var (leading, few) = ((Aggregate)rule, parameters.NextAlias());
        return ($"({Leading(leading)}) {few} cross join {table}",
            $"{source.Column(SystemFields.Id)} = {few}.id and {Rows(source, trash, conditions)}");
    }

    /// <summary>The rows found by a search that meet every condition. Only the few rows found by the words are read.</summary>
    public (string From, string Where) RowsWith(FoundWords words, Source source, bool trash, IEnumerable<Expression> conditions)
    {
        var (from, where) = WordSpelling.Of(dialect).Leading(words.Table, Parameter(words.Question), parameters.NextAlias(), source.Alias);
        return (from, $"{where} and {Rows(source, trash, words.Others is { } others ? conditions.Append(others) : conditions)}");
    }

    /// <summary>
    /// Whether the rule selects rows through records that name the actor: <c>exists(slots where engineer = @me)</c>. The actor's records
    /// are few, so the query finds them first and goes from them to the rows, instead of testing every row with a subquery.
    /// </summary>
    public static bool IsDrivenByReader(Expression rule) =>
        rule is Aggregate { Aggregation: Aggregation.Exists, Steps.Count: 0, Outer: 0, Where: { } where } leading
            && IsWayBack(leading.Collection) && NamesReader(where) && !LooksOut(where);

    // The owner's id alone identifies the row only where one entity owns the records.
    private static bool IsWayBack(Collection collection) => collection is { OwnerKey: null, IsEverything: false, Reference.IsStored: true };

    private string Leading(Aggregate leading)
    {
        var pointing = new Source(leading.Collection.Entity, parameters.NextAlias());
        var where = Rows(pointing, trash: false, [leading.Where!]);
        return $"select distinct {pointing.Column(leading.Collection.Reference.Key)} as id from {Dialect.Quote(pointing.Entity.Key)} "
            + $"{pointing.Alias}{pointing.JoinSql} where {where}";
    }

    private static bool NamesReader(Expression condition) => condition switch
    {
        Binary { Operator: Operator.And } both => NamesReader(both.Left) || NamesReader(both.Right),
        Binary { Operator: Operator.Equal, Left: FieldValue { Steps.Count: 0, Field.IsStored: true },
            Right: ParameterValue { Parameter: MePath } } => true,
        Binary { Operator: Operator.Equal, Left: ParameterValue { Parameter: MePath },
            Right: FieldValue { Steps.Count: 0, Field.IsStored: true } } => true,
        _ => false,
    };

    // A condition on the outer row must be evaluated with that row; nested collections are not analysed.
    private static bool LooksOut(Expression condition) =>
        condition is FieldValue { Outer: > 0 } or Aggregate || condition.Parts.Any(LooksOut);
}
