using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Journal;

/// <summary>What one reader may see in the history of one record: fields, file groups, statuses.</summary>
internal sealed record EventVisibility(EntityAccess Access, IReadOnlySet<Field> Fields, IReadOnlySet<string> Groups)
{
    /// <summary>The query that determines it for a record. It returns no row if the record does not exist for the reader.</summary>
    public static RowQuestion Question(Dialect dialect, EntityAccess access) =>
        new(dialect, access.Entity, access.ReadRule,
            [.. Reading(access).Select(grant => grant.Read!), .. access.Entity.FileGroups.Values.Select(access.MayReadFiles)]);

    public static EventVisibility Of(EntityAccess access, RowAnswer answer)
    {
        var grants = Reading(access).ToArray();
        return new(access,
            grants.Where((_, i) => answer.Holds(i)).SelectMany(grant => grant.Columns).ToHashSet(),
            access.Entity.FileGroups.Keys.Where((_, i) => answer.Holds(grants.Length + i)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>True if the reader may see the event. Events of parts are also checked against the rights on the part.</summary>
    public bool Shows(EventKind kind, StoredEvent stored) =>
        Hears(Access, stored) && (!kind.IsOfFile || stored.Part is { } group && Groups.Contains(group)) && kind.Shows(this, stored);

    /// <summary>True if the reader may read the status. Only then transitions and the states before and after are shown.</summary>
    public bool SeesStatus => Access.Entity.Find(SystemFields.Status) is { } status && Fields.Contains(status);

    /// <summary>True if the reader is in the audience stored with the event and in the transition's current audience.</summary>
    public static bool Hears(EntityAccess access, StoredEvent stored)
    {
        var then = stored.Audience is null || stored.Audience.Split(',').Any(access.Has);
        return then && (access.Entity.Lifecycle?.Transitions.GetValueOrDefault(stored.Transition ?? "") is not { } transition
            || access.Hears(transition));
    }

    private static IEnumerable<Grant> Reading(EntityAccess access) =>
        access.Grants.Where(grant => grant.Read is not null && grant.Read != Expression.False);
}
