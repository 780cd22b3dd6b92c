using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Model;

/// <summary>An immutable numbered snapshot of everything a solution defines, linked and checked. A request pins one and keeps it to its end.</summary>
public sealed record Solution
{
    /// <summary>Number of the revision; grows with each publication.</summary>
    public required int Revision { get; init; }
    /// <summary>Name, language, zone, look.</summary>
    public required SolutionSettingsDefinition Settings { get; init; }
    /// <summary>Time zone in which dates are meant.</summary>
    public required TimeZoneInfo Zone { get; init; }
    /// <summary>Roles by key, included roles expanded.</summary>
    public required IReadOnlyDictionary<string, Role> Roles { get; init; }
    /// <summary>Entities by key.</summary>
    public required IReadOnlyDictionary<string, Entity> Entities { get; init; }
    /// <summary>Pages by key.</summary>
    public required IReadOnlyDictionary<string, Page> Pages { get; init; }
    /// <summary>Notices by key.</summary>
    public required IReadOnlyDictionary<string, Notice> Notices { get; init; }
    /// <summary>Every <c>@me</c> path that any expression uses, with its type; an actor carries their values.</summary>
    public required IReadOnlyDictionary<MePath, FieldPath> MePaths { get; init; }
    /// <summary>What works but is probably not meant.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];
    /// <summary>As written; what a publication compares and exports.</summary>
    public required SolutionDefinition Definition { get; init; }
}

/// <summary>A linked role.</summary>
/// <param name="Definition">What was written.</param>
/// <param name="Closure">This role and all it includes.</param>
public sealed record Role(RoleDefinition Definition, IReadOnlySet<string> Closure)
{
    /// <summary>Key of the visitor who has not signed in.</summary>
    public const string Guest = "guest";
    /// <summary>Key.</summary>
    public string Key => Definition.Role;
    /// <summary>What a platform ability lets its holders see and do stands under a role of the platform that theirs include.</summary>
    internal static string OfAbility(string ability) => OfAbilities + ability;
    internal const string OfAbilities = "ability_";
}

/// <summary>The snapshot that serves now. Publishing swaps it whole; whoever holds the old one finishes with it.</summary>
public sealed class CurrentSolution(Solution solution)
{
    private volatile Solution current = solution;

    /// <summary>The snapshot of this moment.</summary>
    public Solution Value => current;

    /// <summary>Puts a newer snapshot in place.</summary>
    public void Swap(Solution next) => current = next;
}
