using Kabinet.Engine.Definitions;
using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>Writes checked expressions as SQL text of one statement, for either database with the same meaning.</summary>
internal sealed class ExpressionWriter(Dialect dialect, StatementParameters parameters)
{
    private readonly Dialect dialect = dialect;

    /// <summary>The parameters written so far.</summary>
    public StatementParameters Parameters => parameters;

    /// <summary>A value to select or to set; a condition is written so that it is never null.</summary>
    public string Write(Expression expression, Source source) => throw new NotImplementedException(dialect.Name);

    /// <summary>A condition for WHERE, ON and HAVING, where null counts as no; plain comparisons stay plain, so that indexes serve them.</summary>
    public string Condition(Expression expression, Source source) => throw new NotImplementedException();

    /// <summary>The name of a bound value, <c>@p3</c>.</summary>
    public string Parameter(ParameterValue parameter) => parameters.Add(parameter);

    /// <summary>The column, or the expression of a computed field, at the end of a path. Walks it on the platform's own behalf; a reader's path is a judged <see cref="FieldValue"/>.</summary>
    public string Column(FieldPath path, Source source) => throw new NotImplementedException();

    /// <summary>What a list is ordered by: folded text in code point order on both databases, anything else as it is.</summary>
    public string OrderKey(Expression expression, Source source) => throw new NotImplementedException();
}
