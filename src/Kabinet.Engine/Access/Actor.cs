using System.Diagnostics.CodeAnalysis;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>
/// On whose behalf something happens: a person, the guest, or a named service. There is no call to data without one.
/// Made only by <c>People</c> (a session, a token, <c>ActorOf</c> in the background) and by services; never from what a request says of
/// itself.
/// </summary>
public sealed class Actor
{
    private readonly IReadOnlyDictionary<MePath, object?> values;

    internal Actor(Solution solution, long? userId, string name, IEnumerable<string> roles, IReadOnlyDictionary<MePath, object?> values, long? impersonatorId = null)
    {
        (Solution, UserId, Name, ImpersonatorId, this.values) = (solution, userId, name, impersonatorId, values);
        (Roles, RoleKey, Closure, Abilities) = AccessPolicy.Of(solution).Together(roles);
    }

    /// <summary>The snapshot the actor was made with and keeps to the end of the request.</summary>
    public Solution Solution { get; }
    /// <summary>The person; null for the guest and services.</summary>
    public long? UserId { get; }
    /// <summary>Name to show; for a service its role.</summary>
    public string Name { get; }
    /// <summary>Language in which the platform writes to him; the solution's where he has chosen none.</summary>
    [AllowNull]
    public string Language { get => field ?? Solution.Settings.Language; internal init; }
    /// <summary>Who really acts when an administrator has signed in as this person.</summary>
    public long? ImpersonatorId { get; }
    /// <summary>Roles given to the person, in order; included ones are in <see cref="Closure"/>.</summary>
    public IReadOnlyList<string> Roles { get; }
    /// <summary>All his roles with everything they include.</summary>
    public IReadOnlySet<string> Closure { get; }
    /// <summary>The roles as one key: actors with equal keys have equal plans.</summary>
    public string RoleKey { get; }
    /// <summary>Platform abilities of the roles: <c>users</c>, <c>definitions</c>, <c>impersonate</c>.</summary>
    public IReadOnlySet<string> Abilities { get; }

    /// <summary>The visitor who has not signed in.</summary>
    public static Actor Guest(Solution solution) => new(solution, null, Role.Guest, [Role.Guest], new Dictionary<MePath, object?>());

    /// <summary>Background work under the grants of one role marked <c>service</c>.</summary>
    /// <exception cref="ArgumentException">No such service role.</exception>
    public static Actor Service(Solution solution, string role) =>
        solution.Roles.TryGetValue(role, out var found) && found.Definition.Service
            ? new(solution, null, role, [role], new Dictionary<MePath, object?>())
            : throw new ArgumentException($"'{role}' is not a service role", nameof(role));

    /// <summary>Whether what is for these roles is for him; without roles it is for everybody.</summary>
    public bool IsAmong(IReadOnlySet<string>? roles) => roles is null || roles.Overlaps(Closure);

    /// <summary>What he may do with an entity of his snapshot.</summary>
    public EntityAccess To(Entity entity) => AccessPolicy.Of(Solution).For(this, entity);

    /// <summary>The value of <c>@me</c> or of a path from him, loaded when the actor was made.</summary>
    public object? ValueOf(MePath path) => path.Keys.Count == 0 ? UserId : values.GetValueOrDefault(path);
}
