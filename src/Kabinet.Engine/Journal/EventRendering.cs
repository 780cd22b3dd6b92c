using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Journal;

/// <summary>Renders stored events for a reader. Names of users, references and parts appear only if the reader may read them.</summary>
internal sealed class EventRendering(Actor actor, IReadOnlyList<EventVisibility> roles, Labels labels, EventKinds kinds)
{
    private readonly Dictionary<Entity, IReadOnlyDictionary<long, string?>> named = [];
    private readonly Dictionary<Entity, IReadOnlyDictionary<long, string?>> parts = [];

    public async ValueTask<IReadOnlyList<JournalEvent>> Tell(IReadOnlyList<StoredEvent> stored)
    {
        var shown = stored.Select(Draft).OfType<EventDraft>().ToArray();
        foreach (var group in shown.Where(draft => draft.Part is not null).GroupBy(draft => draft.Part!))
            parts[group.Key] = await labels.Of(group.Key, group.Select(draft => draft.Stored.PartId!.Value), withTrash: true);
        var told = shown.Where(draft => draft.Part is null || parts[draft.Part].ContainsKey(draft.Stored.PartId!.Value)).ToArray();
        await Name(told);
        return [.. told.Select(Tell)];
    }

    /// <summary>The visible part of an event; null if the reader may see nothing of it.</summary>
    private EventDraft? Draft(StoredEvent stored)
    {
        var kind = kinds.Of(stored.Kind);
        var showing = roles.Where(role => role.Shows(kind, stored)).ToArray();
        if (showing.Length == 0) return null;
        if (kind.IsOfFile || stored.Part is null)
        {
            var draft = Draft(kind, stored, (null, showing[0].Entity), field => showing.Any(role => role.Fields.Contains(field)));
            return draft is null ? null : draft with { SeesStatus = showing.Any(role => role.SeesStatus) };
        }
        if (!actor.Solution.Entities.TryGetValue(stored.Part, out var part)) return null;
        // The grants of a part cannot be checked row by row here, so only fields readable in every row are shown.
        var access = actor.To(part);
        if (!access.CanRead) return null;
        var ofPart = Draft(kind, stored, (part, part), access.SeesEverywhere);
        var seesStatus = part.Find(SystemFields.Status) is { } status && access.SeesEverywhere(status);
        return ofPart is null ? null : ofPart with { SeesStatus = seesStatus };
    }

    private static EventDraft? Draft(EventKind kind, StoredEvent stored, (Entity? Part, Entity Changed) of, Func<Field, bool> isVisible)
    {
        var known = kind.Known(stored);
        var changes = ChangesJson.Read(of.Changed, known.Changes).Where(change => isVisible(change.Field)).ToArray();
        return kind.IsItsChanges && changes.Length == 0 ? null : new(kind, known, of.Part, changes);
    }

    private async ValueTask Name(IReadOnlyList<EventDraft> told)
    {
        var references = told.SelectMany(draft => draft.Changes).Where(change => change.Field.To is not null)
            .SelectMany(change => new[] { (change.Field.To!, change.Before as long?), (change.Field.To!, change.After as long?) });
        var users = actor.Solution.Entities[CoreEntities.User];
        var people = told.SelectMany(draft => new[] { (users, draft.Stored.ActorId), (users, draft.Stored.ImpersonatorId) });
        foreach (var group in references.Concat(people).Where(pair => pair.Item2 is not null)
            .GroupBy(pair => pair.Item1, pair => pair.Item2!.Value))
            named[group.Key] = await labels.Of(group.Key, group, withTrash: group.Key == users);
    }

    private JournalEvent Tell(EventDraft draft)
    {
        var stored = draft.Stored;
        var (from, to) = draft.SeesStatus ? (stored.From, stored.To) : (null, null);
        return new(stored.Id, stored.At, Person(stored.ActorId) ?? ActorNames.OfRoles(actor, stored.ActorRoles), Impersonator(stored),
            draft.Kind, stored.Transition, from, to, stored.Comment,
            [.. draft.Changes.Select(Tell)], Subject(draft))
        {
            Part = draft.Part,
            PartId = draft.Part is null ? null : stored.PartId,
            Group = draft.Kind.IsOfFile ? stored.Part : null,
        };
    }

    private FieldChange Tell(Changed change) =>
        new(change.Field, change.Before, change.After, Named(change.Field.To, change.Before as long?),
            Named(change.Field.To, change.After as long?));

    /// <summary>The label of a part as it was at the event; null if the reader may not read its label now.</summary>
    private string? Subject(EventDraft draft) => draft.Part?.Key == CoreEntities.Membership ? RoleTitle(Labelled(draft)) : Labelled(draft);

    private string? RoleTitle(string? role) => role is not null && actor.Solution.Roles.TryGetValue(role, out var found)
        ? found.Definition.Title.In(actor.Language) : role;

    private string? Labelled(EventDraft draft) =>
        draft.Part is null ? draft.Kind.Named(draft.Stored.Subject, actor.Solution, actor.Language)
            : parts[draft.Part][draft.Stored.PartId!.Value] is { } now ? draft.Stored.Subject ?? now : null;

    private string? Impersonator(StoredEvent stored) =>
        stored.ImpersonatorId is null ? null : Person(stored.ImpersonatorId) ?? Texts.Say("journal.administrator", actor.Language);

    private string? Person(long? id) => id is not null && id == actor.UserId ? actor.Name
        : Named(actor.Solution.Entities[CoreEntities.User], id);

    private string? Named(Entity? entity, long? id) =>
        entity is not null && id is { } known && named.TryGetValue(entity, out var names) ? names.GetValueOrDefault(known) : null;

    private sealed record EventDraft(EventKind Kind, StoredEvent Stored, Entity? Part, IReadOnlyList<Changed> Changes)
    {
        /// <summary>A role that shows the event shows the status too.</summary>
        public bool SeesStatus { get; init; }
    }
}
