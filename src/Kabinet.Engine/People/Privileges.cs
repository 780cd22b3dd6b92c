using Kabinet.Engine.Access;
using Kabinet.Engine.Definitions;

namespace Kabinet.Engine.People;

/// <summary>Nobody gives, takes over or resets what he does not have himself.</summary>
public static class Privileges
{
    internal const string Impersonate = "impersonate";
    internal const string Users = "users";

    /// <summary>Abilities of several roles with everything they include.</summary>
    public static IReadOnlySet<string> OfRoles(Solution solution, IEnumerable<string> roles) =>
        roles.Where(solution.Roles.ContainsKey).SelectMany(role => solution.Roles[role].Closure).SelectMany(role => solution.Roles[role].Definition.Abilities).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether an actor may give a role to somebody, or act upon somebody who has these roles.</summary>
    public static bool Covers(Solution solution, Actor actor, IEnumerable<string> roles) => OfRoles(solution, roles).IsSubsetOf(actor.Abilities);
}
