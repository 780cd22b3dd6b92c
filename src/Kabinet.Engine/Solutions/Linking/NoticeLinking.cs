using System.Text.RegularExpressions;
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
        var through = new List<Field>();
        var keys = text.Split('.');
        foreach (var key in keys[..^1])
        {
            if (draft.FieldOf(entity, key, at) is not { } step) return null;
            if (step.To is null) return NotPeople(text, at);
            through.Add(step);
            entity = step.To;
        }
        if (entity.Collections.TryGetValue(keys[^1], out var collection))
            return collection.Entity.Key == CoreEntities.User ? new Receiver.People(through, collection) : NotPeople(text, at);
        if (entity.Find(keys[^1]) is { } field)
            return field.To?.Key == CoreEntities.User ? new Receiver.Person(new(through, field)) : NotPeople(text, at);
        if (draft.Unparsed.MayBeWayBack(entity, keys[^1])) return null;
        draft.Refuse(at, new("problem.notice.path", entity.Key, keys[^1]),
            Spelling.Suggest(keys[^1], entity.Fields.Select(known => known.Key).Concat(entity.Collections.Keys)));
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
