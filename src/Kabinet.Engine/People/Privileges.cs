using Kabinet.Engine.Access;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.People;

/// <summary>Compares abilities: an actor can only give roles to, take over or reset people with abilities the actor also has.</summary>
public static class Privileges
{
    /// <summary>Combined abilities of several roles, including implied ones.</summary>
    public static IReadOnlySet<string> OfRoles(Solution solution, IEnumerable<string> roles) =>
        AccessPolicy.Of(solution).Together(roles).Abilities;

    /// <summary>Roles of people that have an ability, directly or by inclusion.</summary>
    internal static IReadOnlySet<string> RolesWith(Solution solution, string ability) =>
        solution.Roles.Keys.Where(role => OfRoles(solution, [role]).Contains(ability)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether an actor has all abilities of the roles, and so may give them or act on a person who has them.</summary>
    public static bool Covers(Solution solution, Actor actor, IEnumerable<string> roles) =>
        OfRoles(solution, roles).IsSubsetOf(actor.Abilities);
}
