using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>All rights of a solution's roles, in the order in which they are reported.</summary>
internal static class RoleRights
{
    /// <summary>Every role with its rights. A right that is not listed does not exist.</summary>
    public static IEnumerable<(Role Role, IReadOnlyList<RoleRight> Rights)> Of(Solution solution)
    {
        var rules = new WrittenOut(new() { Entities = solution.Entities, Zone = solution.Zone });
        return solution.Roles.Values.OrderBy(role => role.Definition.Order).ThenBy(role => role.Key, StringComparer.Ordinal)
            .Select(role => (role, (IReadOnlyList<RoleRight>)[
                .. OfCabinet(solution, role),
                .. solution.Entities.Values.OrderBy(entity => entity.Key, StringComparer.Ordinal)
                    .SelectMany(entity => OfEntity(entity, role, rules))]));
    }

    private static IEnumerable<RoleRight> OfCabinet(Solution solution, Role role)
    {
        var pages = solution.Pages.Values.Where(page => page.Roles.Overlaps(role.Closure)).Select(page => page.Definition.Path);
        return new[]
        {
            List(RightKind.Includes, role, role.Closure.Where(key => key != role.Key)),
            List(RightKind.Abilities, role, role.Definition.Abilities),
            List(RightKind.Pages, role, pages),
        }.Where(right => right.Items.Count > 0);
    }

    private static RoleRight List(RightKind kind, Role role, IEnumerable<string> items) =>
        new(kind, role.Key, null) { Items = [.. items.Order(StringComparer.Ordinal)] };

    private static List<RoleRight> OfEntity(Entity entity, Role role, WrittenOut written)
    {
        var access = new EntityAccess(entity, [role.Closure]);
        var definition = entity.Definition;
        var grants = role.Closure.Order(StringComparer.Ordinal).Where(definition.Access.ContainsKey)
            .Select(key => definition.Access[key]).ToList();
        var transitions = entity.Lifecycle?.Transitions.Values.ToList() ?? [];
        var takes = Takes().ToList();
        if (grants.Count == 0 && takes.Count == 0) return [];
        var rights = new List<RoleRight>();
        AddRules(RightKind.Reads, "", grants.Select(grant => grant.Read));
        if (access.CanRead) rights.Add(Fields(RightKind.Columns, access.Columns));
        AddRules(RightKind.Creates, "", grants.Select(grant => grant.Create));
        AddRules(RightKind.Updates, "", grants.Select(grant => grant.Update));
        if (grants.Any(grant => grant.Create is not null || grant.Update is not null))
            rights.Add(Fields(RightKind.Writes, access.Grants.Where(grant => grant.Create is not null || grant.Update is not null)
                .SelectMany(grant => grant.Writable)));
        rights.AddRange(Locked());
        AddRules(RightKind.Deletes, "", grants.Select(grant => grant.Delete));
        foreach (var (group, files) in definition.Files)
        {
            AddRules(RightKind.ReadsFiles, group, In(files.Read));
            AddRules(RightKind.WritesFiles, group, In(files.Write));
        }
        foreach (var (key, thread) in definition.Threads)
        {
            AddRules(RightKind.ReadsThread, key, In(thread.Read));
            AddRules(RightKind.WritesThread, key, In(thread.Write));
        }
        rights.AddRange(takes);
        rights.AddRange(transitions
            .Where(transition => access.CanRead && !access.Roles.Any(held => held.Hears(transition)))
            .Select(transition => Right(RightKind.Deaf, transition.Key)));
        return rights;

        RoleRight Right(RightKind kind, string name = "") => new(kind, role.Key, entity.Key) { Name = name };

        IReadOnlyList<string> Out(IEnumerable<string?> rules) =>
            [.. rules.OfType<string>().Select(rule => written.Of(rule, entity)).Distinct(StringComparer.Ordinal)];

        IEnumerable<string> In(IReadOnlyDictionary<string, string> conditions) =>
            conditions.Where(pair => role.Closure.Contains(pair.Key)).Select(pair => pair.Value);

        void AddRules(RightKind kind, string name, IEnumerable<string?> rules)
        {
            if (Out(rules) is { Count: > 0 } said) rights.Add(Right(kind, name) with { Rules = said });
        }

        RoleRight Fields(RightKind kind, IEnumerable<Field> fields)
        {
            var seen = fields.ToHashSet();
            return Right(kind) with
            {
                Items = [.. entity.Fields.Where(seen.Contains).Select(field => field.Key)],
                HasAll = seen.Count == entity.Fields.Count,
            };
        }

        IEnumerable<RoleRight> Locked() =>
            from some in definition.Locked
            where access.Updating.Count > 0
            let fields = some.Value.Fields.Select(entity.Find).OfType<Field>()
                .Where(field => access.Updating.Any(grant => grant.Writable.Contains(field))).ToList()
            where fields.Count > 0
            select Fields(RightKind.Locked, fields) with { Name = some.Key, Rules = Out([some.Value.When]) };

        // Whoever takes a transition adds its files by it, whatever he may write.
        IEnumerable<RoleRight> Takes()
        {
            foreach (var transition in transitions)
            {
                if (Out(In(transition.Definition.By)) is not { Count: > 0 } rules) continue;
                yield return Right(RightKind.Takes, transition.Key) with { Items = transition.Definition.From, Rules = rules };
                if (transition.Files.Count > 0)
                    yield return Right(RightKind.AddsFiles, transition.Key) with
                    {
                        Items = [.. transition.Files.Select(files => files.Group.Key)],
                    };
            }
        }
    }
}
