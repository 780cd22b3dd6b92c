using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Model;

/// <summary>An immutable, numbered, linked snapshot of a solution. A request uses one snapshot from start to end.</summary>
public sealed record Solution
{
    /// <summary>Number of the revision; grows with each publication.</summary>
    public required int Revision { get; init; }
    /// <summary>Settings: name, language, time zone, look.</summary>
    public required SolutionSettingsDefinition Settings { get; init; }
    /// <summary>Time zone of dates and times.</summary>
    public required TimeZoneInfo Zone { get; init; }
    /// <summary>Roles by key, with included roles expanded.</summary>
    public required IReadOnlyDictionary<string, Role> Roles { get; init; }
    /// <summary>Entities by key.</summary>
    public required IReadOnlyDictionary<string, Entity> Entities { get; init; }
    /// <summary>Pages by key.</summary>
    public required IReadOnlyDictionary<string, Page> Pages { get; init; }
    /// <summary>Notices by key.</summary>
    public required IReadOnlyDictionary<string, Notice> Notices { get; init; }
    /// <summary>Jobs by key.</summary>
    public required IReadOnlyDictionary<string, Job> Jobs { get; init; }
    /// <summary>Every <c>@me</c> path that an expression uses, with the field it names. Each actor carries their values.</summary>
    public required IReadOnlyDictionary<MePath, FieldPath> MePaths { get; init; }
    /// <summary>Warnings: definitions that work but are probably a mistake.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];
    /// <summary>The definition it was linked from. Publications compare and export it.</summary>
    public required SolutionDefinition Definition { get; init; }
}

/// <summary>A linked role.</summary>
/// <param name="Definition">The definition it was linked from.</param>
/// <param name="Closure">Keys of this role and all roles it includes, directly or not.</param>
public sealed record Role(RoleDefinition Definition, IReadOnlySet<string> Closure)
{
    /// <summary>Key of the role of visitors who have not signed in.</summary>
    public const string Guest = "guest";
    /// <summary>Key of the role.</summary>
    public string Key => Definition.Role;
    /// <summary>True if people can have the role: it is neither the guest nor a service.</summary>
    public bool IsOfPeople => !Definition.Service && Key != Guest;
    /// <summary>Key of the platform role that holds the pages and grants of an ability. Roles with the ability include it.</summary>
    internal static string OfAbility(string ability) => OfAbilities + ability;
    internal const string OfAbilities = "ability_";
}

/// <summary>The snapshot in use. A publication replaces it as a whole; running requests finish with the old one.</summary>
public sealed class CurrentSolution(Solution solution)
{
    private volatile Solution current = solution;

    /// <summary>The current snapshot.</summary>
    public Solution Value => current;

    /// <summary>Replaces the snapshot.</summary>
    public void Swap(Solution next) => current = next;
}
