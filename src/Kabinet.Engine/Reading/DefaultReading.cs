using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Reading;

/// <summary>Reads defaults for a form, before the record is created: those that the actor would see on the record.</summary>
internal sealed class DefaultReading(Database database, TimeProvider clock)
{
    private readonly CommandPlans plans = new(database.Dialect);

    public ValueTask<IReadOnlyDictionary<Field, object?>> Read(Actor actor, Entity entity, IEnumerable<Field> fields,
        CancellationToken cancellation) =>
        DefaultValues.Of(plans, entity, fields.Where(actor.To(entity).ShowsDefault), new(actor, clock.GetUtcNow().UtcDateTime),
            ask => database.Read(ask, cancellation), cancellation);
}
