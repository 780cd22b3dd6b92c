using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using static Kabinet.Engine.Storage.Dialect;

namespace Kabinet.Engine.Publishing;

/// <summary>What people or records hold by a key that a new version no longer has.</summary>
/// <param name="Family">What the key names.</param>
/// <param name="Message">Key of the words; places: the key, its title, how many, some of them, what it belongs to.</param>
/// <param name="Refuses">Nothing is published while it is held; otherwise it is only told.</param>
/// <param name="Rows">The holders as a condition over a table, for a key that can be held; null where it cannot.</param>
internal sealed record HeldKey(KeyFamily Family, string Message, bool Refuses, Func<KeyChange, HeldVersions, HeldRows?> Rows);

/// <summary>The two versions compared.</summary>
internal sealed record HeldVersions(SolutionDefinition Before, SolutionDefinition After, KeyChanges Keys)
{
    /// <summary>The entity around a key in the new version; null where it is gone too.</summary>
    public EntityDefinition? EntityOf(KeyChange change) => After.Entities.GetValueOrDefault(change.Scope.After[0]);
}

/// <summary>Rows that hold something.</summary>
/// <param name="From">Table with its joins.</param>
/// <param name="Where">Condition; <c>@p0</c> is the key.</param>
/// <param name="Name">Column by which people know a row.</param>
/// <param name="Values">What is bound.</param>
internal sealed record HeldRows(string From, string Where, string Name, params object?[] Values)
{
    private const int Shown = 3;

    public async ValueTask<(long Count, string Examples)> Find(Connection connection, CancellationToken cancellation)
    {
        var count = (long)(await connection.Scalar(PublishingStatements.Count(this), DataType.Whole, cancellation))!;
        if (count == 0) return (0, "");
        var some = await connection.Query(PublishingStatements.Some(this, Shown), static row => row.GetString(0), cancellation);
        return (count, string.Join(", ", some) + (count > some.Count ? " …" : ""));
    }
}

/// <summary>What may be held, a line each.</summary>
internal static class HeldKeys
{
    public static readonly IReadOnlyList<HeldKey> All =
    [
        new(KeyFamily.Choice, "publish.held.choice", Refuses: true, (change, versions) => IsChoiceYet(change, versions)
            ? Records(change, versions, change.Before![1]) : null),
        new(KeyFamily.Entity, "publish.held.entity", Refuses: false, (change, versions) =>
            new(Quote(change.From), "1 = 1", Name(versions.Before, change.From))),
        new(KeyFamily.Field, "publish.held.field", Refuses: false, Values),
        new(KeyFamily.FileGroup, "publish.held.file_group", Refuses: false, (change, _) =>
            new("file", "entity = @p1 and \"group\" = @p0 and _deleted_at is null", "name", change.From, change.Owner)),
        new(KeyFamily.Role, "publish.held.role", Refuses: true, (change, _) =>
            new(PeopleStatements.HoldersFrom, PeopleStatements.HoldersWhere, "u.login", change.From)),
        new(KeyFamily.State, "publish.held.state", Refuses: true, (change, versions) =>
            versions.EntityOf(change)?.Lifecycle is null ? null : Records(change, versions, SystemFields.Status)),
        new(KeyFamily.State, "publish.held.previous", Refuses: true, Remembering),
    ];

    private static bool IsChoiceYet(KeyChange change, HeldVersions versions) =>
        versions.EntityOf(change)?.Fields.GetValueOrDefault(change.Scope.After[1]) is { Computed: null, Kind: "choice" };

    private static HeldRows Records(KeyChange change, HeldVersions versions, string column) =>
        new(Quote(change.Owner), $"{Quote(column)} = @p0", Name(versions.Before, change.Owner), change.From);

    // The state before matters only where a transition leads back to it; everywhere else the next one forgets it.
    private static HeldRows? Remembering(KeyChange change, HeldVersions versions)
    {
        if (versions.EntityOf(change)?.Lifecycle is not { } lifecycle) return null;
        var back = lifecycle.Transitions.Values.Where(step => step.To.State == "previous").SelectMany(step => step.From)
            .ToHashSet(StringComparer.Ordinal);
        var states = versions.Before.Entities[change.Owner].Lifecycle!.States.Keys
            .Where(state => versions.Keys.Present(KeyFamily.State, change.Owner, state) is { } now && back.Contains(now)).ToList();
        if (states.Count == 0) return null;
        var places = string.Join(", ", states.Select((_, place) => $"@p{place + 1}"));
        var where = $"{Quote(SystemColumns.PreviousStatus)} = @p0 and {Quote(SystemFields.Status)} in ({places})";
        return new(Quote(change.Owner), where, Name(versions.Before, change.Owner), [change.From, .. states]);
    }

    private static HeldRows? Values(KeyChange change, HeldVersions versions) =>
        versions.Before.Entities[change.Owner].Fields[change.From].Computed is not null ? null
        : new(Quote(change.Owner), $"{Quote(change.From)} is not null", Name(versions.Before, change.Owner));

    /// <summary>People know a record by its number, else by its id.</summary>
    private static string Name(SolutionDefinition solution, string entity) =>
        Quote(solution.Entities[entity].Number is null ? SystemFields.Id : SystemFields.Number);
}
