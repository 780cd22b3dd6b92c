using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Model;

/// <summary><c>roles/manager.yaml</c>: one role. Each role has its own cabinet.</summary>
[SeveralInFile("roles", nameof(Role))]
public sealed record RoleDefinition : Definition
{
    /// <summary>Key of the role.</summary>
    public required string Role { get; init; }
    /// <summary>Name of the role, singular.</summary>
    public required LocalizedText Title { get; init; }
    /// <summary>Roles whose grants, pages and transitions this role also has.</summary>
    public IReadOnlyList<string> Includes { get; init; } = [];
    /// <summary>Key of the page that opens after sign-in.</summary>
    public string? Home { get; init; }
    /// <summary>Keys of the pages in the bottom bar on phones, at most four.</summary>
    public IReadOnlyList<string> Bar { get; init; } = [];
    /// <summary>
    /// Platform abilities: <c>users</c> (invite, block, reset), <c>definitions</c> (publish), <c>impersonate</c>, <c>settings</c> (letters
    /// and their templates).
    /// </summary>
    [OneOf(Ability.Definitions, Ability.Impersonate, Ability.Settings, Ability.Users)]
    public IReadOnlyList<string> Abilities { get; init; } = [];
    /// <summary>
    /// Roles that people with this role give to those whom they invite, with the block <c>invitation</c>. What they fill in, and for whom,
    /// is what the role may create of <c>user</c>. Whoever has the ability <c>users</c> needs no entry.
    /// </summary>
    public IReadOnlyList<string> Invites { get; init; } = [];
    /// <summary>
    /// Fields of <c>user</c> that a person must have to be given the role, and keeps while having it. A role that includes this one demands
    /// them as well.
    /// </summary>
    public IReadOnlyList<string> Demand { get; init; } = [];
    /// <summary>True for a role of background work; it cannot be given to users.</summary>
    public bool Service { get; init; }
    /// <summary>Position of the role in lists; smaller numbers come first.</summary>
    public int Order { get; init; } = 100;
    /// <summary>The old key, after a rename.</summary>
    public string? Was { get; init; }
}
