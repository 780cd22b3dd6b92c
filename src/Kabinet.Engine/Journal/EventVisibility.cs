using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Journal;

/// <summary>
/// What one role of a reader shows of the history of one record: fields, file groups, statuses. An event is judged by each role that shows
/// the record, alone: the audience of one role and the columns of another open nothing together.
/// </summary>
internal sealed record EventVisibility(Entity Entity, RoleAccess Role, IReadOnlySet<Field> Fields, IReadOnlySet<string> Groups)
{
    /// <summary>The query that determines it for a record. It returns no row if the record does not exist for the reader.</summary>
    public static RowQuestion Question(Dialect dialect, EntityAccess access) =>
        new(dialect, access.Entity, access.ReadRule, [.. Asked(access).Distinct()]);

    /// <summary>The visibility by each role that shows the record.</summary>
    public static IReadOnlyList<EventVisibility> Of(EntityAccess access, RowAnswer answer)
    {
        var asked = Asked(access).Distinct().Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        return [.. access.Roles.Where(role => role.Readable.Any(Shows)).Select(role => new EventVisibility(access.Entity, role,
            FieldsOf([.. role.Readable.Where(Shows)]),
            access.Entity.Groups.Where(group => answer.Holds(asked[role.Permits(group.Read)])).Select(group => group.Key)
                .ToHashSet(StringComparer.Ordinal)))];

        bool Shows(Grant grant) => answer.Holds(asked[grant.Read!]);
    }

    // Most roles show a record by one grant, whose set is there already.
    private static IReadOnlySet<Field> FieldsOf(Grant[] grants) =>
        grants is [var one] ? one.Columns : grants.SelectMany(grant => grant.Columns).ToHashSet();

    /// <summary>True if the role shows the event. Events of parts are also checked against the rights on the part.</summary>
    public bool Shows(EventKind kind, StoredEvent stored) =>
        Hears(Entity, Role, stored) && (!kind.IsOfFile || stored.Part is { } group && Groups.Contains(group)) && kind.Shows(this, stored);

    /// <summary>True if the role shows the status. Only then transitions and the states before and after are shown.</summary>
    public bool SeesStatus => Entity.Find(SystemFields.Status) is { } status && Fields.Contains(status);

    /// <summary>True if the role is in the audience stored with the event and in the transition's current audience.</summary>
    public static bool Hears(Entity entity, RoleAccess role, StoredEvent stored)
    {
        var then = stored.Audience is null || stored.Audience.Split(',').Any(role.Has);
        return then && (Concerned(entity, stored)?.Lifecycle?.Transitions.GetValueOrDefault(stored.Transition ?? "") is not { } transition
            || role.Hears(transition));
    }

    /// <summary>The entity whose transition the event tells: of a part, in the history of its owner.</summary>
    private static Entity? Concerned(Entity entity, StoredEvent stored) => stored.Part is null ? entity
        : entity.Collections.Values.FirstOrDefault(collection => collection.Entity.Key == stored.Part)?.Entity;

    private static IEnumerable<Expression> Asked(EntityAccess access) => access.Roles.SelectMany(role =>
        role.Readable.Select(grant => grant.Read!).Concat(access.Entity.Groups.Select(group => role.Permits(group.Read))));
}
