using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>
/// Decides which roles an actor may grant. Account pages, invitations by a transition and the console ask here, before anything is written.
/// <see cref="PersonAuthority"/> checks the written rows again, because records can also be changed by other commands.
/// </summary>
public static class RoleGranting
{
    /// <summary>
    /// Roles that an actor may give to somebody whom he invites, in the order of the solution: with the ability <c>users</c> all whose
    /// abilities he has, otherwise those that his own roles name.
    /// </summary>
    public static IReadOnlyList<Role> RolesOf(Actor actor) =>
        [.. actor.Solution.Roles.Values.Where(role => Names(actor, role.Key) && Refusal(actor, [role.Key]) is null)
            .OrderBy(role => role.Definition.Order)];

    /// <summary>Whether the actor may invite somebody with these roles.</summary>
    internal static bool MayInvite(Actor actor, IReadOnlyCollection<string> roles) =>
        IsService(actor) || Accounts.MayRead(actor) || roles.Count > 0 && roles.All(role => Names(actor, role));

    private static bool Names(Actor actor, string role) =>
        Accounts.MayRead(actor) || actor.Closure.Any(own => actor.Solution.Roles[own].Definition.Invites.Contains(role));

    /// <summary>Why an actor may not grant these roles to a person; null if the actor may.</summary>
    internal static Message? Refusal(Actor actor, IReadOnlyCollection<string> roles)
    {
        if (roles.Count == 0) return new("people.no_roles");
        if (roles.FirstOrDefault(role => !IsOfPeople(actor.Solution, role)) is { } other) return new("people.no_role", other);
        return IsService(actor) || Privileges.Covers(actor.Solution, actor, roles) ? null : new("people.above");
    }

    /// <summary>True for the platform and its services: the console and demo data. They may grant roles with any ability.</summary>
    internal static bool IsService(Actor actor) =>
        actor.Roles.Count > 0 && actor.Roles.All(role => actor.Solution.Roles[role].Definition.Service);

    private static bool IsOfPeople(Solution solution, string role) => solution.Roles.TryGetValue(role, out var found) && found.IsOfPeople;
}
