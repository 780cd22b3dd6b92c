using System.Text.RegularExpressions;
using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>Differences in roles, pages and rights between two versions: what a role may from now on, and what no longer.</summary>
internal sealed partial class RightsDifference
{
    /// <summary>What the names and the items of a right are keys of.</summary>
    private static readonly Dictionary<RightKind, (KeyFamily? Name, KeyFamily? Items)> Families = new()
    {
        [RightKind.Includes] = (null, KeyFamily.Role),
        [RightKind.Columns] = (null, KeyFamily.Field),
        [RightKind.Writes] = (null, KeyFamily.Field),
        [RightKind.Locked] = (null, KeyFamily.Field),
        [RightKind.ReadsFiles] = (KeyFamily.FileGroup, null),
        [RightKind.WritesFiles] = (KeyFamily.FileGroup, null),
        [RightKind.ReadsThread] = (KeyFamily.Thread, null),
        [RightKind.WritesThread] = (KeyFamily.Thread, null),
        [RightKind.Takes] = (KeyFamily.Transition, KeyFamily.State),
        [RightKind.AddsFiles] = (KeyFamily.Transition, KeyFamily.FileGroup),
        [RightKind.Deaf] = (KeyFamily.Transition, null),
    };

    /// <summary>What the words of a rule name.</summary>
    private static readonly HashSet<KeyFamily> InRules =
        [KeyFamily.Entity, KeyFamily.Field, KeyFamily.Choice, KeyFamily.State, KeyFamily.FileGroup, KeyFamily.Thread,
            KeyFamily.Role];

    private readonly Solution before, after;
    private readonly KeyChanges keys;
    private readonly Dictionary<string, string> words;

    private RightsDifference(Solution before, Solution after, KeyChanges keys)
    {
        (this.before, this.after, this.keys) = (before, after, keys);
        words = keys.Renames.Where(change => InRules.Contains(change.Family)).GroupBy(change => change.From, StringComparer.Ordinal)
            .ToDictionary(changes => changes.Key, changes => changes.First().To, StringComparer.Ordinal);
    }

    /// <summary>
    /// Empty where there is no earlier version, or this version of the platform cannot read it. A rename changes no right.
    /// </summary>
    public static IReadOnlyList<Message> Between(SolutionDefinition? before, Solution after, KeyChanges keys, Kinds kinds) =>
        before is null || Linked(before, kinds) is not { } former ? [] : [.. new RightsDifference(former, after, keys).All()];

    private static Solution? Linked(SolutionDefinition definition, Kinds kinds)
    {
        try { return SolutionLinker.Link(definition, 0, kinds); }
        // An earlier version of the platform accepted it; its rights cannot be determined.
        catch (SolutionException) { return null; }
    }

    private IEnumerable<Message> All()
    {
        var roles = before.Roles.Keys.Select(role => Present(KeyFamily.Role, role)).ToList();
        foreach (var gone in roles.Except(after.Roles.Keys)) yield return new("publish.role.gone", SubjectOf(gone, null));
        foreach (var come in after.Roles.Keys.Except(roles)) yield return new("publish.role.new", SubjectOf(come, null));
        var (old, now) = (ByPlace(RightsOf(before).Select(Renamed)), ByPlace(RightsOf(after)));
        foreach (var place in old.Keys.Union(now.Keys).ToList())
            foreach (var message in Said(old.GetValueOrDefault(place), now.GetValueOrDefault(place)))
                yield return message;
    }

    private static IEnumerable<RoleRight> RightsOf(Solution solution) => RoleRights.Of(solution).SelectMany(role => role.Rights);

    private static OrderedDictionary<(string, string?, RightKind, string), RoleRight> ByPlace(IEnumerable<RoleRight> rights) =>
        new(rights.Select(right => KeyValuePair.Create(right.Place, right)));

    /// <summary>A right of the old version in the names of the new one.</summary>
    private RoleRight Renamed(RoleRight right)
    {
        var (named, listed) = Families.GetValueOrDefault(right.Kind);
        string[] owner = right.Entity is null ? [] : [right.Entity];
        return right with
        {
            Role = Present(KeyFamily.Role, right.Role),
            Entity = right.Entity is null ? null : Present(KeyFamily.Entity, right.Entity),
            Name = named is { } family ? Present(family, [.. owner, right.Name]) : right.Name,
            Items = listed is { } kind ? [.. right.Items.Select(item => Present(kind, [.. owner, item]))] : right.Items,
            Rules = [.. right.Rules.Select(rule => Word().Replace(rule, word => words.GetValueOrDefault(word.Value, word.Value)))],
        };
    }

    private string Present(KeyFamily family, params IReadOnlyList<string> path) => keys.Present(family, path) ?? path[^1];

    private IEnumerable<Message> Said(RoleRight? old, RoleRight? now)
    {
        if ((now ?? old) is not { } right || now is not null && old is not null && now.SaysAs(old)) return [];
        var (subject, words) = (SubjectOf(right.Role, right.Entity), right.Kind.Words(right.Name));
        if (now is null) return [new("publish.right.lost", subject, words, Detail(right))];
        if (old is null) return [new("publish.right.gained", subject, words, Detail(right))];
        return now.Rules.Count > 0 || now.HasAll || old.HasAll
            ? [new("publish.right.changed", subject, words, Value(old), Value(now))]
            : Items(subject, words, old, now);
    }

    private static IEnumerable<Message> Items(Message subject, Message words, RoleRight old, RoleRight now)
    {
        if (now.Items.Except(old.Items).ToList() is { Count: > 0 } came)
            yield return new("publish.right.gained", subject, words, Detail(now with { Items = came }));
        if (old.Items.Except(now.Items).ToList() is { Count: > 0 } went)
            yield return new("publish.right.lost", subject, words, Detail(old with { Items = went }));
    }

    private static object Detail(RoleRight right) =>
        right.Items.Count == 0 && right.Rules.Count == 0 ? "" : new Message("publish.right.detail", Value(right));

    /// <summary>What a right consists of: its items, its rules, or its items and when they apply.</summary>
    private static object Value(RoleRight right)
    {
        object items = right.HasAll ? new Message("publish.right.all") : string.Join(", ", right.Items);
        if (right.Rules.Count == 0) return items;
        var rules = right.Rules.Skip(1).Select(AccessReport.Code)
            .Aggregate((object)AccessReport.Code(right.Rules[0]), (left, rule) => new Message("publish.right.or", left, rule));
        return right.Items.Count == 0 ? rules : new Message($"publish.right.{right.Kind.Key}_when", items, rules);
    }

    private Message SubjectOf(string roleKey, string? entityKey)
    {
        var role = after.Roles.GetValueOrDefault(roleKey) ?? before.Roles[roleKey];
        if (entityKey is null) return new("publish.right.role", role.Definition.Title, roleKey);
        var entity = after.Entities.GetValueOrDefault(entityKey) ?? before.Entities[entityKey];
        return new("publish.right.on", role.Definition.Title, roleKey, entity.Title, entityKey);
    }

    [GeneratedRegex("[a-z_][a-z0-9_]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
