using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Reading;

/// <summary>
/// Evaluates the defaults of fields for a new record, before it is created. Only defaults that the actor would see on the record are read.
/// </summary>
internal sealed class DefaultReading(Database database, TimeProvider clock)
{
    public async ValueTask<IReadOnlyDictionary<Field, object?>> Read(Actor actor, Entity entity, IEnumerable<Field> fields,
        CancellationToken cancellation)
    {
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime);
        var (values, later) = (new Dictionary<Field, object?>(), new List<Field>());
        foreach (var field in fields.Where(actor.To(entity).ShowsDefault))
            if (field.Default is Constant constant) values[field] = constant.Value;
            else if (field.Default is ParameterValue parameter) values[field] = bindings.ValueOf(parameter);
            else later.Add(field);
        if (later.Count > 0)
            foreach (var (field, value) in later.Zip(await Ask(entity, later, bindings, cancellation))) values[field] = value;
        return values.ToDictionary(pair => pair.Key, pair => Exact.Fit(pair.Value, pair.Key.Type));
    }

    private async ValueTask<IReadOnlyList<object?>> Ask(Entity entity, List<Field> fields, ActorBindings bindings,
        CancellationToken cancellation)
    {
        var select = ValuesSelect.Of(database.Dialect, entity, fields.Select(field => field.Default!));
        var rows = await database.Read(connection => connection.Query(select.Bind(bindings), row =>
            (IReadOnlyList<object?>)[.. fields.Select((field, i) => database.Dialect.Get(row, i, field.Default!.Type))], cancellation),
            cancellation);
        return rows[0];
    }
}
