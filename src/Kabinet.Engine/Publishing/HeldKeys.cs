using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using static Kabinet.Engine.Storage.Dialect;

namespace Kabinet.Engine.Publishing;

/// <summary>A use of a key that a new version no longer has, by people or records.</summary>
/// <param name="Family">Family of the key.</param>
/// <param name="Message">Key of the message; arguments: the key, its title, the count, examples, its owner.</param>
/// <param name="Refuses">Whether the use forbids the publication; otherwise it is only a warning.</param>
/// <param name="Rows">Returns the rows that use the key; null where the key cannot be used.</param>
internal sealed record HeldKey(KeyFamily Family, string Message, bool Refuses, Func<KeyChange, HeldVersions, HeldRows?> Rows);

/// <summary>The two versions compared.</summary>
internal sealed record HeldVersions(SolutionDefinition Before, SolutionDefinition After, KeyChanges Keys)
{
    /// <summary>The entity that owns a key, in the new version; null when it was removed too.</summary>
    public EntityDefinition? EntityOf(KeyChange change) => After.Entities.GetValueOrDefault(change.Scope.After[0]);
}

/// <summary>Rows that use a key.</summary>
/// <param name="From">Table with its joins.</param>
/// <param name="Where">Condition; <c>@p0</c> is the key.</param>
/// <param name="Name">Column that identifies a row for people.</param>
/// <param name="Values">Bound values.</param>
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

/// <summary>Registry of possible uses, one per line.</summary>
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
        new(KeyFamily.FileKind, "publish.held.file_kind", Refuses: false, (change, _) => new("file",
            "entity = @p1 and \"group\" = @p2 and kind = @p0 and _deleted_at is null", "name", change.From, change.Owner,
            change.Before![1])),
        new(KeyFamily.Role, "publish.held.role", Refuses: true, (change, _) =>
            new(PeopleStatements.HoldersFrom, PeopleStatements.HoldersWhere, "u.login", change.From)),
        new(KeyFamily.State, "publish.held.state", Refuses: true, (change, versions) =>
            versions.EntityOf(change)?.Lifecycle is null ? null : Records(change, versions, SystemFields.Status)),
        new(KeyFamily.State, "publish.held.previous", Refuses: true, Remembering),
        new(KeyFamily.Thread, "publish.held.thread", Refuses: false, (change, _) =>
            new("message", "entity = @p1 and thread = @p0", "id", change.From, change.Owner)),
    ];

    private static bool IsChoiceYet(KeyChange change, HeldVersions versions) =>
        versions.EntityOf(change)?.Fields.GetValueOrDefault(change.Scope.After[1]) is { Computed: null, Kind: "choice" };

    private static HeldRows Records(KeyChange change, HeldVersions versions, string column) =>
        new(Quote(change.Owner), $"{Quote(column)} = @p0", Name(versions.Before, change.Owner), change.From);

    // The previous state is used only in states from which a transition leads back to it.
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

    /// <summary>The number of a record, or its id where the entity has no numbers.</summary>
    private static string Name(SolutionDefinition solution, string entity) =>
        Quote(solution.Entities[entity].Number is null ? SystemFields.Id : SystemFields.Number);
}
