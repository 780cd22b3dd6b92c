using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>Compiles the rights of an actor on an entity. Cached by set of roles, as long as the snapshot exists.</summary>
public sealed class AccessPolicy
{
    private static readonly ConditionalWeakTable<Solution, AccessPolicy> Policies = [];
    private readonly ConcurrentDictionary<(string RoleKey, Entity Entity), EntityAccess> compiled = new();
    private readonly ConcurrentDictionary<string, HeldRoles> together = new(StringComparer.Ordinal);
    private readonly Solution solution;

    private AccessPolicy(Solution solution) => this.solution = solution;

    /// <summary>The policy of a snapshot.</summary>
    public static AccessPolicy Of(Solution solution) => Policies.GetValue(solution, static solution => new(solution));

    /// <summary>The rights of an actor on an entity.</summary>
    /// <exception cref="ArgumentException">The entity belongs to another snapshot than the actor.</exception>
    public EntityAccess For(Actor actor, Entity entity) =>
        compiled.GetOrAdd((actor.RoleKey, entity), static (key, roles) =>
            roles.Policy.Compile(key.Entity, roles.Actor), (Policy: this, Actor: actor));

    private EntityAccess Compile(Entity entity, Actor actor) => solution.Entities.GetValueOrDefault(entity.Key) == entity
        ? new(entity, Closures(actor))
        : throw new ArgumentException($"The entity '{entity.Key}' is not of revision {solution.Revision}, with which its actor was made",
            nameof(entity));

    /// <summary>Resolves a set of roles. Roles that the snapshot does not have are ignored.</summary>
    internal HeldRoles Together(IEnumerable<string> roles)
    {
        string[] known = [.. roles.Where(solution.Roles.ContainsKey).Distinct().Order(StringComparer.Ordinal)];
        return together.GetOrAdd(string.Join(',', known), static (key, held) =>
            held.Policy.Unite(key, held.Known), (Policy: this, Known: known));
    }

    private HeldRoles Unite(string key, string[] roles)
    {
        var closure = roles.SelectMany(role => solution.Roles[role].Closure).ToHashSet(StringComparer.Ordinal);
        return new(roles, key, closure, closure.SelectMany(role => solution.Roles[role].Definition.Abilities)
            .ToHashSet(StringComparer.Ordinal));
    }

    private List<IReadOnlySet<string>> Closures(Actor actor) => [.. actor.Roles.Select(role => solution.Roles[role].Closure)];
}

/// <summary>A set of roles held by one actor.</summary>
/// <param name="Roles">Keys of the roles, in order.</param>
/// <param name="Key">The keys joined into one text, used as a cache key.</param>
/// <param name="Closure">Keys of the roles and of all roles they include.</param>
/// <param name="Abilities">Platform abilities of all these roles.</param>
internal sealed record HeldRoles(IReadOnlyList<string> Roles, string Key, IReadOnlySet<string> Closure, IReadOnlySet<string> Abilities);
