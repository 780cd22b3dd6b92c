using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary><c>roles/manager.yaml</c>: one role, that is one cabinet.</summary>
public sealed record RoleDefinition : Definition
{
    /// <summary>Key of the role.</summary>
    public required string Role { get; init; }
    /// <summary>Name of the role, singular.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Roles whose grants, pages and transitions this one has too.</summary>
    public IReadOnlyList<string> Includes { get; init; } = [];
    /// <summary>Key of the page that opens after sign-in.</summary>
    public string? Home { get; init; }
    /// <summary>Keys of the pages in the phone's bottom bar, four at most.</summary>
    public IReadOnlyList<string> Bar { get; init; } = [];
    /// <summary>Platform abilities: <c>users</c> (invite, block, reset), <c>definitions</c> (publish), <c>impersonate</c>.</summary>
    [OneOf(Ability.Definitions, Ability.Impersonate, Ability.Users)]
    public IReadOnlyList<string> Abilities { get; init; } = [];
    /// <summary>True for an actor of background work that no person signs in as.</summary>
    public bool Service { get; init; }
    /// <summary>Order among the roles, for lists and the demo sign-in.</summary>
    public int Order { get; init; } = 100;
}
