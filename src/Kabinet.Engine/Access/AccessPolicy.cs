using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kabinet.Engine.Definitions;

namespace Kabinet.Engine.Access;

/// <summary>(actor, entity) → what he may, compiled once per set of roles and kept as long as the snapshot lives.</summary>
public sealed class AccessPolicy
{
    private static readonly ConditionalWeakTable<Solution, AccessPolicy> Policies = [];
    private readonly ConcurrentDictionary<(string RoleKey, Entity Entity), EntityAccess> compiled = new();
    private readonly ConcurrentDictionary<string, (IReadOnlySet<string> Closure, IReadOnlySet<string> Abilities)> together = new(StringComparer.Ordinal);
    private readonly Solution solution;

    private AccessPolicy(Solution solution) => this.solution = solution;

    /// <summary>The policy of a snapshot.</summary>
    public static AccessPolicy Of(Solution solution) => Policies.GetValue(solution, static solution => new(solution));

    /// <summary>What an actor may do with an entity.</summary>
    public EntityAccess For(Actor actor, Entity entity) =>
        compiled.GetOrAdd((actor.RoleKey, entity), static (key, roles) => new(key.Entity, roles.Policy.Closures(roles.Actor)), (Policy: this, Actor: actor));

    /// <summary>Roles held at once: everything they include, and the abilities of all of it.</summary>
    internal (IReadOnlySet<string> Closure, IReadOnlySet<string> Abilities) Together(string roleKey, IReadOnlyList<string> roles) =>
        together.GetOrAdd(roleKey, static (_, held) => held.Policy.Unite(held.Roles), (Policy: this, Roles: roles));

    private (IReadOnlySet<string> Closure, IReadOnlySet<string> Abilities) Unite(IReadOnlyList<string> roles)
    {
        var closure = roles.SelectMany(role => solution.Roles[role].Closure).ToHashSet(StringComparer.Ordinal);
        return (closure, closure.SelectMany(role => solution.Roles[role].Definition.Abilities).ToHashSet(StringComparer.Ordinal));
    }

    private List<IReadOnlySet<string>> Closures(Actor actor) => [.. actor.Roles.Select(role => solution.Roles[role].Closure)];
}
