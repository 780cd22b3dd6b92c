using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>Results of checking a publication against live data.</summary>
/// <param name="Problems">Everything that prevents it.</param>
/// <param name="Warnings">Data that would no longer be visible or understood.</param>
internal sealed record Findings(IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings);

/// <summary>Checks how people and records use what a new version changes, before anything is written.</summary>
internal sealed class PublicationChecks(Dialect dialect, SolutionDefinition before, SolutionDefinition after, KeyChanges changes)
{
    private readonly List<Problem> problems = [], warnings = [];

    public async ValueTask<Findings> Run(Connection connection, SchemaPlan plan, CancellationToken cancellation)
    {
        foreach (var change in changes.Removals)
            if (!await IsHeld(connection, change, cancellation) && changes.Replacement(change) is { } came)
                warnings.Add(new(came.At, new("publish.maybe_renamed", change.From, came.To), new("publish.way.renamed", change.From)));
        await Administrator(connection, cancellation);
        foreach (var refusal in await plan.Refusals(connection, dialect, cancellation, step => !IsToldBetter(step)))
            problems.Add(new(default, refusal));
        foreach (var (name, people) in await new SavedLists(before, after, changes).Lost(connection, cancellation))
            warnings.Add(new(default, new("publish.lost.saved", name, people)));
        warnings.AddRange(await new NewDemands(before, after, changes).Unmet(connection, cancellation));
        return new(SolutionReader.InOrder(problems), SolutionReader.InOrder(warnings));
    }

    // Options and states are reported with their records. Renamed keys are already replaced when this step runs.
    private static bool IsToldBetter(SchemaStep step) => step is SchemaStep.RetypeColumn { From.Choices: not null, To.Choices: not null };

    private async ValueTask<bool> IsHeld(Connection connection, KeyChange change, CancellationToken cancellation)
    {
        var isHeld = false;
        foreach (var held in HeldKeys.All.Where(held => held.Family == change.Family))
        {
            if (held.Rows(change, new(before, after, changes)) is not { } rows
                || await rows.Find(connection, cancellation) is not { Count: > 0 } found) continue;
            var title = change.Source.Title ?? LocalizedText.Same(change.From);
            var problem = new Problem(change.At, new(held.Message, change.From, title, found.Count, found.Examples, change.Owner),
                WayOut(change));
            (held.Refuses ? problems : warnings).Add(problem);
            isHeld = true;
        }
        return isHeld;
    }

    private Message WayOut(KeyChange change) => changes.Replacement(change) is { } came
        ? new("publish.way.came", change.From, came.To)
        : new("publish.way.was", change.From);

    /// <summary>At least one person who can manage people must remain, if there was one.</summary>
    private async ValueTask Administrator(Connection connection, CancellationToken cancellation)
    {
        var (held, managing) = (RolesWith(before), RolesWith(after));
        var staying = held.Where(role => changes.Present(KeyFamily.Role, role) is { } now && managing.Contains(now)).ToList();
        var others = before.Roles.Keys.Where(role => !held.Contains(role) && changes.Present(KeyFamily.Role, role) is { } now
            && managing.Contains(now));
        if (held.Count == staying.Count || !await IsAnybody(connection, held, cancellation)
            || await IsAnybody(connection, [.. staying, .. others], cancellation)) return;
        problems.Add(new(default, new("publish.no_administrator", string.Join(", ", held.Except(staying)))));
    }

    private static async ValueTask<bool> IsAnybody(Connection connection, HashSet<string> roles,
        CancellationToken cancellation) =>
        roles.Count > 0 && await connection.Scalar(PeopleStatements.AnyActiveWith(roles), Expressions.DataType.Whole,
            cancellation) is not 0L;

    private static HashSet<string> RolesWith(SolutionDefinition solution)
    {
        var roles = solution.Roles.Where(role => role.Value.Abilities.Contains(Ability.Users)).Select(role => role.Key)
            .ToHashSet(StringComparer.Ordinal);
        for (var known = 0; known != roles.Count;)
        {
            known = roles.Count;
            roles.UnionWith([.. solution.Roles.Where(role => role.Value.Includes.Any(roles.Contains)).Select(role => role.Key)]);
        }
        return roles;
    }
}
