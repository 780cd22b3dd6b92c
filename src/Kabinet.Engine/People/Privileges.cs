using Kabinet.Engine.Access;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.People;

/// <summary>Nobody gives, takes over or resets what he does not have himself.</summary>
public static class Privileges
{
    /// <summary>Abilities of several roles with everything they include.</summary>
    public static IReadOnlySet<string> OfRoles(Solution solution, IEnumerable<string> roles) =>
        AccessPolicy.Of(solution).Together(roles).Abilities;

    /// <summary>Roles of people that have an ability, of themselves or by what they include.</summary>
    internal static IReadOnlySet<string> RolesWith(Solution solution, string ability) =>
        solution.Roles.Keys.Where(role => OfRoles(solution, [role]).Contains(ability)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether an actor may give a role to somebody, or act upon somebody who has these roles.</summary>
    public static bool Covers(Solution solution, Actor actor, IEnumerable<string> roles) => OfRoles(solution, roles).IsSubsetOf(actor.Abilities);
}
