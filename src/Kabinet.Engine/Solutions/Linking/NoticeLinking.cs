using System.Text.RegularExpressions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links notices and their receivers.</summary>
internal sealed partial class NoticeLinking(Draft draft)
{
    private const string RolePrefix = "role:";

    public void Link()
    {
        foreach (var (key, definition) in draft.Definition.Notices)
        {
            Keys.Judge(draft, key, definition.At);
            if (draft.Named(draft.Entities, definition.Entity, "entity", definition.PlaceOf("entity")) is not { } entity) continue;
            if (definition.To.Count == 0) draft.Miss(definition, "to", definition.PlaceOf("to"), new("problem.notice.nobody"));
            JudgeText(definition, entity);
            draft.Notices[key] = new(definition, entity,
                [.. definition.To.Select(to => Receiver(entity, to, definition.PlaceOf("to", to))).OfType<Receiver>()]);
        }
    }

    private Receiver? Receiver(Entity entity, string text, Location at)
    {
        if (text.StartsWith(RolePrefix, StringComparison.Ordinal))
            return draft.Named(draft.Roles, text[RolePrefix.Length..], "role", at) is { } role ? new Receiver.WithRole(role.Key) : null;
        var (walk, keys) = (draft.WalkFrom(entity), text.Split('.'));
        if (walk.Follow(keys[..^1])) return Receiver(walk, keys[^1], text, at);
        if (walk.Fault is PathFault.NoReference) return NotPeople(text, at);
        draft.RefusePath(at, text, walk.Fault!);
        return null;
    }

    private Receiver? Receiver(PathWalk walk, string last, string text, Location at)
    {
        var entity = walk.Entity;
        if (entity.Collections.TryGetValue(last, out var collection))
            return collection.Entity.Key == CoreEntities.User ? new Receiver.People(walk.Through, collection) : NotPeople(text, at);
        if (walk.Field(last) is { } field)
            return field.To?.Key == CoreEntities.User ? new Receiver.Person(new(walk.Through, field)) : NotPeople(text, at);
        if (!draft.Unparsed.MayBeWayBack(entity, last))
            draft.Refuse(at, new("problem.notice.path", entity.Key, last),
                Spelling.Suggest(last, entity.Fields.Select(known => known.Key).Concat(entity.Collections.Keys)));
        return null;
    }

    private Receiver? NotPeople(string text, Location at)
    {
        draft.Refuse(at, new("problem.notice.people", text), new("problem.hint.people"));
        return null;
    }

    private void JudgeText(NoticeDefinition notice, Entity entity)
    {
        foreach (var place in (notice.Text?.ByLanguage.Values ?? []).SelectMany(text => Place().Matches(text))
            .Select(match => match.Groups["path"].Value).Distinct(StringComparer.Ordinal))
            if (place is not ("comment" or "actor")) draft.PathOf(entity, place, notice.PlaceOf("text"));
    }

    [GeneratedRegex(@"\{(?<path>[^{}]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
