using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>One SELECT of values that need no record: the defaults of a record that does not exist yet.</summary>
internal static class ValuesSelect
{
    /// <summary>The statement: one row, a column for each value in order. None of them may name a field of a record.</summary>
    public static StatementTemplate Of(Dialect dialect, Entity entity, IEnumerable<Expression> values)
    {
        var parameters = new StatementParameters();
        var (writer, source) = (new ExpressionWriter(dialect, parameters), new Source(entity, "it"));
        return new($"select {string.Join(", ", values.Select(value => writer.Selected(value, source)))}", parameters.All);
    }
}
