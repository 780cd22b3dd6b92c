using System.Diagnostics.CodeAnalysis;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Access;

/// <summary>
/// The identity that an operation runs as: a user, the guest, or a service. Every access to data needs one.
/// Created only by <c>People</c> (from a session, a token, or <c>ActorOf</c> in background work) and by services, never from other data of
/// a request.
/// </summary>
public sealed class Actor
{
    private readonly IReadOnlyDictionary<MePath, object?> values;

    internal Actor(Solution solution, long? userId, string name, IEnumerable<string> roles, IReadOnlyDictionary<MePath, object?> values,
        long? impersonatorId = null)
    {
        (Solution, UserId, Name, ImpersonatorId, this.values) = (solution, userId, name, impersonatorId, values);
        (Roles, RoleKey, Closure, Abilities) = AccessPolicy.Of(solution).Together(roles);
    }

    /// <summary>The snapshot that the actor was created with and uses to the end of the request.</summary>
    public Solution Solution { get; }
    /// <summary>Id of the user; null for the guest and services.</summary>
    public long? UserId { get; }
    /// <summary>Name to show; for a service, the key of its role.</summary>
    public string Name { get; }
    /// <summary>Language of texts for the user. Default: the language of the solution.</summary>
    [AllowNull]
    public string Language { get => field ?? Solution.Settings.Language; internal init; }
    /// <summary>Id of the administrator who is signed in as this user; null if nobody is.</summary>
    public long? ImpersonatorId { get; }
    /// <summary>How the actor proved its identity.</summary>
    public Proof Proof { get; internal init; }
    /// <summary>Roles of the user, in order. Included roles are in <see cref="Closure"/>.</summary>
    public IReadOnlyList<string> Roles { get; }
    /// <summary>Keys of all roles of the user and of all roles they include.</summary>
    public IReadOnlySet<string> Closure { get; }
    /// <summary>The roles as one text. Actors with equal keys share rights and query plans.</summary>
    public string RoleKey { get; }
    /// <summary>Platform abilities of the roles: <c>users</c>, <c>definitions</c>, <c>impersonate</c>.</summary>
    public IReadOnlySet<string> Abilities { get; }

    /// <summary>The visitor who has not signed in.</summary>
    public static Actor Guest(Solution solution) => new(solution, null, Role.Guest, [Role.Guest], new Dictionary<MePath, object?>());

    /// <summary>An actor for background work, with the grants of one role marked <c>service</c>.</summary>
    /// <exception cref="ArgumentException">There is no such service role.</exception>
    public static Actor Service(Solution solution, string role) =>
        solution.Roles.TryGetValue(role, out var found) && found.Definition.Service
            ? new(solution, null, role, [role], new Dictionary<MePath, object?>())
            : throw new ArgumentException($"'{role}' is not a service role", nameof(role));

    /// <summary>Returns true if the actor has one of the roles, directly or by inclusion. Null means all roles.</summary>
    public bool IsAmong(IReadOnlySet<string>? roles) => roles is null || roles.Overlaps(Closure);

    /// <summary>The actor's rights on an entity of the snapshot.</summary>
    public EntityAccess To(Entity entity) => AccessPolicy.Of(Solution).For(this, entity);

    /// <summary>The value of <c>@me</c> or of a path from it. Loaded when the actor was created.</summary>
    public object? ValueOf(MePath path) => path.Keys.Count == 0 ? UserId : values.GetValueOrDefault(path);
}
