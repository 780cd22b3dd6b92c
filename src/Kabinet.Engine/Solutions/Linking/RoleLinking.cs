using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links roles and the roles they include.</summary>
internal sealed class RoleLinking(Draft draft)
{
    private const int MostInBar = 4;

    public void Link()
    {
        foreach (var (key, role) in draft.Definition.Roles)
        {
            Keys.Judge(draft, key, role.At);
            if (key == AudienceLinking.Everyone) draft.Refuse(role.At, new("problem.role.everyone", key), new("problem.hint.role_key"));
            draft.Roles[key] = Linked(role);
        }
        foreach (var role in draft.Roles.Values) JudgeInvites(role);
        JudgeCore();
    }

    /// <summary>Links home pages and bottom bars, after the pages are linked.</summary>
    public void LinkPages()
    {
        foreach (var role in draft.Roles.Values)
        {
            if (role.Definition.Home is { } home) JudgePage(role, home, role.Definition.PlaceOf("home"));
            else if (role.IsOfPeople) draft.Warn(role.Definition.At, new("problem.warning.no_home", role.Key));
            foreach (var key in role.Definition.Bar) JudgePage(role, key, role.Definition.PlaceOf("bar", key));
            if (role.Definition.Bar.Count > MostInBar) draft.Refuse(role.Definition.PlaceOf("bar"), new("problem.role.bar", MostInBar));
        }
    }

    /// <summary>Checks the fields that roles demand of their people, after the entities are linked.</summary>
    public void JudgeDemands()
    {
        var user = draft.Entities[CoreEntities.User];
        var known = user.Fields.Where(field => field is { IsStored: true, IsSystem: false }).ToDictionary(field => field.Key);
        foreach (var role in draft.Roles.Values)
            foreach (var key in role.Definition.Demand)
                if (!role.IsOfPeople) draft.Refuse(role.Definition.PlaceOf("demand", key), new("problem.role.demand_of_nobody", role.Key));
                else if (!known.ContainsKey(key) && !draft.Unparsed.MayBeField(user, key))
                    draft.Refuse(role.Definition.PlaceOf("demand", key), new("problem.role.demand", role.Key, key),
                        Spelling.Suggest(key, known.Keys));
    }

    /// <summary>Checks the roles that roles give to those whom they invite: nobody gives an ability that he lacks.</summary>
    private void JudgeInvites(Role role)
    {
        foreach (var key in role.Definition.Invites)
        {
            var at = role.Definition.PlaceOf("invites", key);
            if (draft.Named(draft.Roles, key, "role", at) is not { } invited) continue;
            if (!invited.IsOfPeople) draft.Refuse(at, new("problem.role.invites_nobody", key));
            else if (AbilitiesOf(invited).Except(AbilitiesOf(role)).FirstOrDefault() is { } ability)
                draft.Refuse(at, new("problem.role.invites_above", role.Key, key, ability));
        }
    }

    private IEnumerable<string> AbilitiesOf(Role role) =>
        role.Closure.Where(draft.Roles.ContainsKey).SelectMany(key => draft.Roles[key].Definition.Abilities);

    private void JudgeCore()
    {
        var (guest, worker) = (draft.Definition.Roles[Role.Guest], draft.Definition.Roles["worker"]);
        if (guest.Service) draft.Refuse(guest.PlaceOf("service"), new("problem.role.guest_service"));
        if (guest.Abilities.Count > 0) draft.Refuse(guest.PlaceOf("abilities"), new("problem.role.guest_abilities"));
        if (!worker.Service) draft.Miss(worker, "service", worker.At, new("problem.role.worker"), new("problem.hint.service"));
        foreach (var (key, role) in draft.Definition.Roles)
            if (key.StartsWith(Role.OfAbilities, StringComparison.Ordinal) && !role.At.IsOfPlatform)
                draft.Refuse(role.At, new("problem.role.of_platform", key), new("problem.hint.role_key"));
    }

    private void JudgePage(Role role, string key, Location at)
    {
        if (draft.Named(draft.Pages, key, "page", at) is not { } page) return;
        if (!page.Roles.Overlaps(role.Closure) && !draft.Doubtful.Contains(role) && page.Definition.Knows("roles")
            && page.Roles.All(draft.Roles.ContainsKey)) draft.Refuse(at, new("problem.role.no_page", role.Key, key),
            new("problem.hint.page_roles", page.Definition.At.File));
    }

    private Role Linked(RoleDefinition definition)
    {
        var (closure, isWhole) = Closure(definition);
        var role = new Role(definition, closure);
        if (!isWhole) draft.Doubtful.Add(role);
        return role;
    }

    private (HashSet<string> Closure, bool IsWhole) Closure(RoleDefinition role)
    {
        var whole = true;
        var closure = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<RoleDefinition>([role]);
        while (waiting.TryDequeue(out var next))
            if (closure.Add(next.Role))
            {
                whole &= next.Knows("includes") && next.Knows("abilities");
                foreach (var key in next.Includes) whole &= Include(role, next, key, waiting);
            }
        closure.UnionWith(closure.SelectMany(key => draft.Definition.Roles[key].Abilities).Select(Role.OfAbility)
            .Where(draft.Definition.Roles.ContainsKey).ToArray());
        return (closure, whole);
    }

    private bool Include(RoleDefinition of, RoleDefinition by, string key, Queue<RoleDefinition> waiting)
    {
        var at = by.PlaceOf("includes", key);
        if (key == of.Role) draft.Refuse(at, by == of ? new("problem.role.includes_itself", key)
            : new("problem.role.includes_through", key, by.Role));
        else if (draft.Named(draft.Definition.Roles, key, "role", at) is not { } included) return false;
        else if (included.Service != by.Service && included.Knows("service") && by.Knows("service"))
            draft.Refuse(at, new("problem.role.mixed", by.Role, key));
        else
        {
            waiting.Enqueue(included);
            return true;
        }
        return false;
    }
}
