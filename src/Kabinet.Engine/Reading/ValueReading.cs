using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Reading;

/// <summary>
/// Evaluates expressions of a definition on one record, with typed values in place of stored ones. The actor must be able to read the
/// record; column rights are not applied.
/// </summary>
internal sealed class ValueReading(Database database, TimeProvider clock)
{
    public async ValueTask<IReadOnlyList<object?>?> Read(Actor actor, OuterRecord record, IReadOnlyList<Expression> expressions,
        CancellationToken cancellation)
    {
        var (entity, slots) = (record.Entity, new List<object?> { record.Id });
        if (!actor.To(entity).CanRead) return null;
        var rows = new RowSelect(database.Dialect, actor, entity, []);
        var key = entity[SystemFields.Id];
        var typed = new OuterValues(other => actor.To(other).ReadRule, record, Slot, level: 0);
        var columns = expressions.Select(expression => record.Typed.Count == 0 ? expression : typed.Of(expression))
            .Select(expression => (Ordinal: rows.Select.Column(expression), expression.Type)).ToArray();
        rows.Select.Where(new Binary(DataType.YesNo, Operator.Equal, new FieldValue(key.Type, [], key),
            new ParameterValue(key.Type, new SlotParameter(0))));
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime, slots: slots);
        var found = await database.Read(connection => connection.Query(rows.Select.Build().Bind(bindings),
            row => (IReadOnlyList<object?>)[.. columns.Select(column => database.Dialect.Get(row, column.Ordinal, column.Type))],
                cancellation), cancellation);
        return found.Count == 0 ? null : found[0];

        ParameterValue Slot(DataType type, object? value)
        {
            slots.Add(value);
            return new(type, new SlotParameter(slots.Count - 1));
        }
    }
}
