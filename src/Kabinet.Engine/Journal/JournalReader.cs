using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Journal;

/// <summary>The history of a record under its reader's rights.</summary>
public sealed class JournalReader
{
    private const int MostEvents = 200;
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly CommandPlans plans;

    private readonly EventKinds kinds;

    internal JournalReader(Database database, TimeProvider clock, EventKinds kinds) =>
        (this.database, this.clock, this.kinds, plans) = (database, clock, kinds, new(database.Dialect));

    /// <summary>
    /// Events of a record, newest first; null where the record does not exist for the actor. Changes of fields he may not see are left out, and events outside his audience;
    /// a page may therefore be shorter than <paramref name="limit"/> though there are more.
    /// </summary>
    public async ValueTask<JournalPage?> Read(Actor actor, Entity entity, long id, long? before = null, int limit = 50, CancellationToken cancellation = default)
    {
        var access = actor.To(entity);
        if (!access.CanRead) return null;
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime);
        return await database.Read(connection => Read(connection, access, bindings, id, before, Math.Clamp(limit, 1, MostEvents), cancellation), cancellation);
    }

    private async ValueTask<JournalPage?> Read(Connection connection, EntityAccess access, ActorBindings bindings, long id, long? before, int limit, CancellationToken cancellation)
    {
        var question = plans.Get(bindings.Actor.Solution, new(bindings.Actor.RoleKey, access.Entity, "history"), () => EventVisibility.Question(plans.Dialect, access));
        if (await question.Ask(connection, bindings, id, cancellation) is not { } answer) return null;
        var sight = EventVisibility.Of(access, answer);
        var stored = await connection.Query(JournalStatements.Page(access.Entity.Key, id, before ?? long.MaxValue, limit + 1), row => JournalStatements.Read(database.Dialect, row), cancellation);
        var next = stored.Count > limit ? stored[limit - 1].Id : (long?)null;
        var telling = new EventRendering(bindings.Actor, sight, new Labels(plans, connection, bindings, cancellation), kinds);
        return new(await telling.Tell([.. stored.Take(limit)]), next);
    }
}

/// <summary>Events and the id to continue before; null at the end.</summary>
public sealed record JournalPage(IReadOnlyList<JournalEvent> Events, long? Next);

/// <summary>One event as its reader may see it.</summary>
/// <param name="Id">Grows with time.</param>
/// <param name="At">Moment, UTC.</param>
/// <param name="Actor">Name of who did it; his role's title where the reader may not see the person.</param>
/// <param name="Impersonator">Who really did it, signed in as the actor; null usually.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Transition">The transition's key.</param>
/// <param name="From">Status before.</param>
/// <param name="To">Status after.</param>
/// <param name="Comment">What was said.</param>
/// <param name="Changes">Fields changed; of the part where the event tells of one.</param>
/// <param name="Subject">Name of the file of a file event, label of a part of a part's event.</param>
public sealed record JournalEvent(long Id, DateTime At, string Actor, string? Impersonator, EventKind Kind, string? Transition, string? From, string? To, string? Comment,
    IReadOnlyList<FieldChange> Changes, string? Subject)
{
    /// <summary>The entity of the part that the event tells of; null where it tells of the record itself.</summary>
    public Entity? Part { get; init; }
    /// <summary>The part.</summary>
    public long? PartId { get; init; }
    /// <summary>Key of the group of a file event.</summary>
    public string? Group { get; init; }
}

/// <summary>A field before and after.</summary>
/// <param name="Field">The field.</param>
/// <param name="Before">Value before.</param>
/// <param name="After">Value after.</param>
/// <param name="BeforeLabel">Name of the referenced record before, under the reader's rights.</param>
/// <param name="AfterLabel">Name of the referenced record after.</param>
public sealed record FieldChange(Field Field, object? Before, object? After, string? BeforeLabel = null, string? AfterLabel = null);
