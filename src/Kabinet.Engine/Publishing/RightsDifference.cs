using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Publishing;

/// <summary>Differences in roles, pages and rights between two versions: what a role may from now on, and what no longer.</summary>
internal sealed class RightsDifference
{
    private readonly Solution before, after;

    private RightsDifference(Solution before, Solution after) => (this.before, this.after) = (before, after);

    /// <summary>Empty where there is no earlier version, or this version of the platform cannot read it.</summary>
    public static IReadOnlyList<Message> Between(SolutionDefinition? before, Solution after, Kinds kinds) =>
        before is null || Linked(before, kinds) is not { } former ? [] : [.. new RightsDifference(former, after).All()];

    private static Solution? Linked(SolutionDefinition definition, Kinds kinds)
    {
        try { return SolutionLinker.Link(definition, 0, kinds); }
        // An earlier version of the platform accepted it; its rights cannot be determined.
        catch (SolutionException) { return null; }
    }

    private IEnumerable<Message> All()
    {
        foreach (var role in before.Roles.Keys.Union(after.Roles.Keys).ToList())
            if (before.Roles.ContainsKey(role) != after.Roles.ContainsKey(role))
                yield return new(after.Roles.ContainsKey(role) ? "publish.role.new" : "publish.role.gone", SubjectOf(role, null));
        var (old, now) = (RightsOf(before), RightsOf(after));
        foreach (var place in old.Keys.Union(now.Keys).ToList())
            foreach (var message in Said(old.GetValueOrDefault(place), now.GetValueOrDefault(place)))
                yield return message;
    }

    private static OrderedDictionary<(string, string?, RightKind, string), RoleRight> RightsOf(Solution solution) =>
        new(RoleRights.Of(solution).SelectMany(role => role.Rights).Select(right => KeyValuePair.Create(right.Place, right)));

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
        var rules = right.Rules.Skip(1).Select(Code)
            .Aggregate((object)Code(right.Rules[0]), (left, rule) => new Message("publish.right.or", left, rule));
        return right.Items.Count == 0 ? rules : new Message($"publish.right.{right.Kind.Key}_when", items, rules);
    }

    private Message SubjectOf(string roleKey, string? entityKey)
    {
        var role = after.Roles.GetValueOrDefault(roleKey) ?? before.Roles[roleKey];
        if (entityKey is null) return new("publish.right.role", role.Definition.Title, roleKey);
        var entity = after.Entities.GetValueOrDefault(entityKey) ?? before.Entities[entityKey];
        return new("publish.right.on", role.Definition.Title, roleKey, entity.Title, entityKey);
    }

    private static string Code(string text) => $"`{text}`";
}
