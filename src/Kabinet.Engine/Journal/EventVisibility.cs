using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Journal;

/// <summary>What one reader sees of the events of one record: fields of which changes are told, groups whose files are told of, and whether statuses are.</summary>
internal sealed record EventVisibility(EntityAccess Access, IReadOnlySet<Field> Fields, IReadOnlySet<string> Groups)
{
    /// <summary>The question for a record; no answer means that it does not exist for the reader.</summary>
    public static RowQuestion Question(Dialect dialect, EntityAccess access) =>
        new(dialect, access.Entity, access.ReadRule, [.. Reading(access).Select(grant => grant.Read!), .. access.Entity.FileGroups.Values.Select(access.MayReadFiles)]);

    public static EventVisibility Of(EntityAccess access, RowAnswer answer)
    {
        var grants = Reading(access).ToArray();
        return new(access,
            grants.Where((_, i) => answer.Holds(i)).SelectMany(grant => grant.Columns).ToHashSet(),
            access.Entity.FileGroups.Keys.Where((_, i) => answer.Holds(grants.Length + i)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Whether an event is told at all; those of parts are judged by their part besides.</summary>
    public bool Shows(EventKind kind, StoredEvent stored) =>
        Hears(Access, stored) && (!kind.IsOfFile || stored.Part is { } group && Groups.Contains(group)) && kind.Shows(this, stored);

    /// <summary>The states before and after a record was made are told to whoever sees the status.</summary>
    public bool SeesStatus => Access.Entity.Find(SystemFields.Status) is { } status && Fields.Contains(status);

    /// <summary>The audience of the event as it was written, and as the transition has it now: neither lets through whom the other does not.</summary>
    public static bool Hears(EntityAccess access, StoredEvent stored)
    {
        var then = stored.Audience is null || stored.Audience.Split(',').Any(access.Has);
        return then && (access.Entity.Lifecycle?.Transitions.GetValueOrDefault(stored.Transition ?? "") is not { } transition || access.Hears(transition));
    }

    private static IEnumerable<Grant> Reading(EntityAccess access) => access.Grants.Where(grant => grant.Read is not null && grant.Read != Expression.False);
}
