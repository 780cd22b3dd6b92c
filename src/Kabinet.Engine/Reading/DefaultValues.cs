using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Writing;

namespace Kabinet.Engine.Reading;

/// <summary>Evaluates the defaults of fields for a record that does not exist yet.</summary>
internal static class DefaultValues
{
    /// <summary>The values. Those that need the database are asked in one query.</summary>
    /// <param name="plans">Keeps the compiled query.</param>
    /// <param name="entity">Entity of the fields.</param>
    /// <param name="fields">Fields with a default.</param>
    /// <param name="bindings">The actor and the moment.</param>
    /// <param name="read">Runs the query on a connection; not called where none is needed.</param>
    /// <param name="cancellation">Cancels the query.</param>
    public static async ValueTask<IReadOnlyDictionary<Field, object?>> Of(CommandPlans plans, Entity entity, IEnumerable<Field> fields,
        ActorBindings bindings, Func<Func<Connection, ValueTask<IReadOnlyList<object?>>>, ValueTask<IReadOnlyList<object?>>> read,
        CancellationToken cancellation)
    {
        var (values, later) = (new Dictionary<Field, object?>(), new List<Field>());
        foreach (var field in fields)
            if (!IsOfKind(field)) later.Add(field);
            else if (field.Default is Constant constant) values[field] = constant.Value;
            else if (field.Default is ParameterValue parameter) values[field] = bindings.ValueOf(parameter);
            else later.Add(field);
        if (later.Count > 0)
            foreach (var (field, value) in later.Zip(await read(connection => Ask(connection)))) values[field] = value;
        return values.ToDictionary(pair => pair.Key, pair => Exact.Fit(pair.Value, pair.Key.Type));

        async ValueTask<IReadOnlyList<object?>> Ask(Connection connection)
        {
            var purpose = $"defaults {string.Join(',', later.Select(field => field.Key))}";
            var select = plans.Get(bindings.Actor.Solution, new("", entity, purpose), () =>
                ValuesSelect.Of(plans.Dialect, entity, later.Select(field => field.Default!)));
            var rows = await connection.Query(select.Bind(bindings), row =>
                (IReadOnlyList<object?>)[.. later.Select((field, i) => plans.Dialect.Get(row, i, field.Default!.Type))], cancellation);
            return rows[0];
        }
    }

    private static bool IsOfKind(Field field) =>
        field.Default!.Type.Kind == field.Type.Kind || field.Default.Type.Kind == ValueKind.Nothing;
}
