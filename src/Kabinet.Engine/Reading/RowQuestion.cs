using System.Data.Common;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Reading;

/// <summary>
/// One SELECT over one record: checks the rule, evaluates expressions and, if requested, reads the whole record. Only the database
/// evaluates them.
/// </summary>
internal sealed class RowQuestion
{
    private readonly Dialect dialect;
    private readonly Entity entity;
    private readonly StatementTemplate statement;
    private readonly (int Column, Field Field)[] fields;
    private readonly (int Column, DataType Type)[] values;
    private readonly int version = -1;
    private readonly int previous = -1;

    /// <param name="dialect">Dialect of the database.</param>
    /// <param name="entity">Entity of the record.</param>
    /// <param name="rule">Rule that the record must satisfy to be found.</param>
    /// <param name="asked">Expressions to evaluate.</param>
    /// <param name="whole">Whether to read the whole record.</param>
    /// <param name="trash">Whether the record is in the trash.</param>
    public RowQuestion(Dialect dialect, Entity entity, Expression rule, IReadOnlyList<Expression> asked, bool whole = false,
        bool trash = false)
    {
        (this.dialect, this.entity) = (dialect, entity);
        var select = new SelectBuilder(dialect, entity) { Trash = trash };
        var id = entity[SystemFields.Id];
        select.Column(new FieldValue(id.Type, [], id));
        fields = whole ? [.. entity.Fields.Where(field => field.IsStored)
            .Select(field => (select.Column(new FieldValue(field.Type, [], field)), field))] : [];
        if (whole) version = select.SystemColumn(SystemColumns.Version);
        if (whole && entity.Lifecycle is not null) previous = select.SystemColumn(SystemColumns.PreviousStatus);
        values = [.. asked.Select(value => (select.Column(value), value.Type))];
        select.Where(new Binary(DataType.YesNo, Operator.Equal, new FieldValue(id.Type, [], id),
            new ParameterValue(id.Type, new SlotParameter(0))));
        select.Where(rule);
        statement = select.Build();
    }

    /// <summary>Runs the query; null where no record satisfies the rule.</summary>
    public ValueTask<RowAnswer?> Ask(Connection connection, ActorBindings bindings, long id, CancellationToken cancellation) =>
        AskBound(connection, bindings.With(id), cancellation);

    /// <summary>The same where slots after the first are bound too: slot 0 is the id.</summary>
    public async ValueTask<RowAnswer?> AskBound(Connection connection, ActorBindings bound, CancellationToken cancellation)
    {
        var rows = await connection.Query(statement.Bind(bound), Read, cancellation);
        return rows.Count == 0 ? null : rows[0];
    }

    private RowAnswer Read(DbDataReader row)
    {
        var answers = new object?[values.Length];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = dialect.Get(row, values[i].Column, values[i].Type);
        return new(version < 0 ? null : Whole(row), answers);
    }

    private StoredRow Whole(DbDataReader row)
    {
        var cells = new object?[entity.Fields.Count];
        foreach (var (column, field) in fields)
            cells[field.Ordinal] = dialect.Get(row, column, field.Type);
        return new(entity, cells, row.GetInt32(version), previous < 0 ? null : (string?)dialect.Get(row, previous, DataType.Text));
    }
}

/// <summary>Result for one record.</summary>
/// <param name="Row">The record; null when not requested.</param>
/// <param name="Values">Values of the expressions, in their order.</param>
internal sealed record RowAnswer(StoredRow? Row, IReadOnlyList<object?> Values)
{
    /// <summary>The record; throws when it was not requested.</summary>
    public StoredRow Whole => Row ?? throw new InvalidOperationException("The question did not ask for the record");

    public bool Holds(int index) => Values[index] is true;
}

/// <summary>One whole record as the database holds it.</summary>
/// <param name="Entity">Its entity.</param>
/// <param name="Values">Its values, in the order of the entity's fields.</param>
/// <param name="Version">Its version.</param>
/// <param name="PreviousStatus">The state before the present one.</param>
internal sealed record StoredRow(Entity Entity, object?[] Values, int Version, string? PreviousStatus);
