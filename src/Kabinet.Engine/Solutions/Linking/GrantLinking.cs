using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links grants (rules, and the fields that a role may read and write) and the locks that hold for all of them.</summary>
internal sealed class GrantLinking(Draft draft)
{
    public void Link()
    {
        foreach (var entity in draft.Entities.Values)
        {
            var grants = new OrderedDictionary<string, Grant>(StringComparer.Ordinal);
            foreach (var (role, grant) in entity.Definition.Access)
                if (draft.Named(draft.Roles, role, "role", grant.At) is not null) grants[role] = Link(entity, grant);
            entity.Grants = grants;
            entity.Locks = [.. entity.Definition.Locked.Values.Select(definition => Link(entity, definition))];
        }
    }

    private FieldLock Link(Entity entity, LockDefinition definition) =>
        new(draft.Condition(definition.When, entity, definition.PlaceOf("when")) ?? Expression.False,
            (definition.Fields ?? []).Select(key => draft.WrittenField(entity, key, definition.PlaceOf("fields", key))).OfType<Field>()
                .ToHashSet(), definition.Reason);

    private Grant Link(Entity entity, GrantDefinition grant)
    {
        Judge(grant);
        JudgeGuarded(entity, grant);
        var seen = Seen(entity, grant);
        return new()
        {
            Read = draft.Condition(grant.Read, entity, grant.PlaceOf("read")),
            Create = draft.Condition(grant.Create, entity, grant.PlaceOf("create")),
            Update = draft.Condition(grant.Update, entity, grant.PlaceOf("update")),
            Delete = draft.Condition(grant.Delete, entity, grant.PlaceOf("delete")),
            Columns = grant.Read is null ? [] : seen,
            Writable = Writable(entity, grant, seen),
        };
    }

    private void Judge(GrantDefinition grant)
    {
        if (grant.Only is not null && grant.Hide.Count > 0) draft.Refuse(grant.PlaceOf("hide"), new("problem.grant.hide"));
        if (grant.Write is not null && grant.Readonly.Count > 0) draft.Refuse(grant.PlaceOf("readonly"), new("problem.grant.readonly"));
        if (grant.Read is null && (grant.Update ?? grant.Delete) is not null)
            draft.Miss(grant, "read", grant.At, new("problem.grant.unread"), new("problem.hint.read"));
        if (grant.Read is null && grant.Create is null && grant.Knows("create"))
            draft.Miss(grant, "read", grant.At, new("problem.grant.nothing"), new("problem.hint.grant"));
    }

    // A grant on files would bypass the rights of file groups. A grant to write memberships would let a user give themselves a role.
    private void JudgeGuarded(Entity entity, GrantDefinition grant)
    {
        if (OwnedByAny.Of(entity.Key) is { } owned) draft.Refuse(grant.At, owned.Rights, owned.RightsHint);
        if (entity.Key == CoreEntities.Membership && (grant.Create ?? grant.Update ?? grant.Delete) is not null)
            draft.Refuse(grant.At, new("problem.grant.membership"), new("problem.hint.membership"));
    }

    // The id is always readable: without it a record could not be opened or referenced.
    private HashSet<Field> Seen(Entity entity, GrantDefinition grant)
    {
        var hidden = Fields(entity, grant.Hide, grant, "hide");
        if (hidden.Contains(entity[SystemFields.Id])) draft.Refuse(grant.PlaceOf("hide", SystemFields.Id), new("problem.grant.id"));
        var seen = grant.Only is { } only ? Fields(entity, only, grant, "only") : [.. entity.Fields.Except(hidden)];
        seen.Add(entity[SystemFields.Id]);
        return seen;
    }

    private HashSet<Field> Writable(Entity entity, GrantDefinition grant, HashSet<Field> seen)
    {
        var closed = Fields(entity, grant.Readonly, grant, "readonly");
        foreach (var key in grant.Write ?? [])
            if (draft.WrittenField(entity, key, grant.PlaceOf("write", key)) is { } field && grant.Read is not null && !seen.Contains(field)
                && IsSeenKnown(entity, grant))
                draft.Refuse(grant.PlaceOf("write", key), new("problem.grant.unseen", key), new("problem.hint.unseen"));
        if (grant is { Create: null, Update: null }) return [];
        return [.. (grant.Write?.Select(entity.Find).OfType<Field>() ?? seen.Except(closed)).Where(IsWritten)];
    }

    private static bool IsSeenKnown(Entity entity, GrantDefinition grant) =>
        grant.Only is null ? grant.Knows("only") : grant.Knows("only") && grant.Only.All(key => entity.Find(key) is not null);

    private static bool IsWritten(Field field) => !field.IsSystem && field.Definition.Computed is null;

    private HashSet<Field> Fields(Entity entity, IEnumerable<string> keys, Definition at, string member) =>
        [.. keys.Select(key => draft.FieldOf(entity, key, at.PlaceOf(member, key))).OfType<Field>()];
}
