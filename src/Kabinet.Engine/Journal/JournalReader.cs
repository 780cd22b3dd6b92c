using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Journal;

/// <summary>Reads the history of records, with the rights of the reader.</summary>
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
    /// Events of a record, newest first; null if the record does not exist for the actor. Events that are not for the actor and changes of
    /// fields that the actor may not read are left out, so a page may have fewer events than <paramref name="limit"/> although more follow.
    /// </summary>
    public async ValueTask<JournalPage?> Read(Actor actor, Entity entity, long id, long? before = null, int limit = 50,
        CancellationToken cancellation = default)
    {
        var access = actor.To(entity);
        if (!access.CanRead) return null;
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime);
        return await database.Read(connection =>
            Read(connection, access, bindings, id, before, Math.Clamp(limit, 1, MostEvents), cancellation), cancellation);
    }

    /// <summary>
    /// The last changes of a record's state and steps with a comment, newest first, as far as they are for the actor; empty if the
    /// record does not exist for him.
    /// </summary>
    public async ValueTask<IReadOnlyList<JournalEvent>> Moves(Actor actor, Entity entity, long id, int limit,
        CancellationToken cancellation = default)
    {
        var access = actor.To(entity);
        if (!access.CanRead) return [];
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime);
        return await database.Read(async connection =>
            await Tell(connection, access, bindings, id, JournalStatements.Moves(entity.Key, id, limit), limit, cancellation)
                is var (_, told) ? told : [], cancellation);
    }

    /// <summary>What a conversation tells of its record, newest first, as far as it is for the actor.</summary>
    internal async ValueTask<IReadOnlyList<JournalEvent>> Told(Connection connection, ActorBindings bindings, (Entity Entity, long Id) of,
        RecordThread thread, (long Before, int Limit) place, CancellationToken cancellation)
    {
        var statement = JournalStatements.Told((of.Entity.Key, of.Id), thread.States, [.. thread.Parts.Select(part => part.Entity.Key)],
            place.Before, place.Limit);
        return await Tell(connection, bindings.Actor.To(of.Entity), bindings, of.Id, statement, place.Limit, cancellation)
            is var (_, told) ? told : [];
    }

    private async ValueTask<JournalPage?> Read(Connection connection, EntityAccess access, ActorBindings bindings, long id, long? before,
        int limit, CancellationToken cancellation)
    {
        var page = JournalStatements.Page(access.Entity.Key, id, before ?? long.MaxValue, limit + 1);
        if (await Tell(connection, access, bindings, id, page, limit, cancellation) is not var (stored, told)) return null;
        return new(told, stored.Count > limit ? stored[limit - 1].Id : null);
    }

    /// <summary>
    /// The events of a statement as stored, and the first of them as they are for the actor; null if the record does not exist for him.
    /// </summary>
    private async ValueTask<(IReadOnlyList<StoredEvent> Stored, IReadOnlyList<JournalEvent> Told)?> Tell(Connection connection,
        EntityAccess access, ActorBindings bindings, long id, Statement statement, int limit, CancellationToken cancellation)
    {
        var question = plans.Get(bindings.Actor.Solution, new(bindings.Actor.RoleKey, access.Entity, "history"), () =>
            EventVisibility.Question(plans.Dialect, access));
        if (await question.Ask(connection, bindings, id, cancellation) is not { } answer) return null;
        var roles = EventVisibility.Of(access, answer);
        var stored = await connection.Query(statement, row => JournalStatements.Read(database.Dialect, row), cancellation);
        var telling = new EventRendering(bindings.Actor, roles, new Labels(plans, connection, bindings, cancellation), kinds);
        return (stored, await telling.Tell([.. stored.Take(limit)]));
    }
}

/// <summary>A page of events. <c>Next</c> is the cursor for <c>before</c> of the next page; null on the last page.</summary>
public sealed record JournalPage(IReadOnlyList<JournalEvent> Events, long? Next);

/// <summary>An event as the reader may see it.</summary>
/// <param name="Id">Id of the event; later events have larger ids.</param>
/// <param name="At">Time in UTC.</param>
/// <param name="Actor">Name of the actor, or the title of the actor's role if the reader may not read the name.</param>
/// <param name="Impersonator">Name of the administrator who was signed in as the actor; null if nobody was.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Transition">Key of the transition; null for other events.</param>
/// <param name="From">State before; null if there is none or the reader may not see it.</param>
/// <param name="To">State after; null if there is none or the reader may not see it.</param>
/// <param name="Comment">The comment; null for none.</param>
/// <param name="Changes">Changed fields: of the part if the event is about a part, otherwise of the record.</param>
/// <param name="Subject">Name of the file or label of the part; null for other events.</param>
public sealed record JournalEvent(long Id, DateTime At, string Actor, string? Impersonator, EventKind Kind, string? Transition,
    string? From, string? To, string? Comment,
    IReadOnlyList<FieldChange> Changes, string? Subject)
{
    /// <summary>Entity of the part that the event is about; null for an event about the record itself.</summary>
    public Entity? Part { get; init; }
    /// <summary>Id of the part; null for an event about the record itself.</summary>
    public long? PartId { get; init; }
    /// <summary>Key of the file group, for a file event; otherwise null.</summary>
    public string? Group { get; init; }
}

/// <summary>A field before and after a change.</summary>
/// <param name="Field">The field.</param>
/// <param name="Before">Value before.</param>
/// <param name="After">Value after.</param>
/// <param name="BeforeLabel">Label of the record referenced before; null if there is none or the reader may not see it.</param>
/// <param name="AfterLabel">Label of the record referenced after; null if there is none or the reader may not see it.</param>
public sealed record FieldChange(Field Field, object? Before, object? After, string? BeforeLabel = null, string? AfterLabel = null);
