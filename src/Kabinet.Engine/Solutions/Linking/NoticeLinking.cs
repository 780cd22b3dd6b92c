using Kabinet.Engine.Expressions;
using Kabinet.Engine.Fields;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links notices and their receivers.</summary>
internal sealed class NoticeLinking(Draft draft)
{
    private const string RolePrefix = "role:";

    public void Link()
    {
        foreach (var (key, definition) in draft.Definition.Notices)
        {
            Keys.Judge(draft, key, definition.At);
            if (draft.Named(draft.Entities, definition.Entity, "entity", definition.PlaceOf("entity")) is not { } entity) continue;
            if (definition.To.Count == 0) draft.Miss(definition, "to", definition.PlaceOf("to"), new("problem.notice.nobody"));
            JudgeText(entity, definition.Text, definition.PlaceOf("text"));
            JudgeWords(definition, entity);
            JudgeLetter(definition, entity);
            var notice = draft.Notices[key] = new(definition, entity,
                [.. definition.To.Select(to => Addressee(definition, entity, to)).OfType<Addressee>()]);
            if (notice.Receivers.Any(each => each.Receiver is Receiver.Outside)) JudgeOutside(notice);
        }
    }

    private Addressee? Addressee(NoticeDefinition definition, Entity entity, string to) =>
        Receiver(entity, to, definition.PlaceOf("to", to)) is { } receiver ? new(receiver, definition.Words.GetValueOrDefault(to)) : null;

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
            return field.To?.Key == CoreEntities.User ? new Receiver.Person(new(walk.Through, field))
                : field.Kind is EmailKind && walk.Through.Count == 0 ? new Receiver.Outside(new([], field)) : NotPeople(text, at);
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

    private void JudgeWords(NoticeDefinition notice, Entity entity)
    {
        foreach (var (to, words) in notice.Words)
        {
            if (!notice.To.Contains(to))
                draft.Refuse(notice.PlaceOf("words", to), new("problem.notice.words", to), Spelling.Suggest(to, notice.To));
            JudgeText(entity, words, notice.PlaceOf("words", to));
        }
        foreach (var place in TextPlaces.In(notice.Many).Where(place => place is not ("count" or "actor")))
            draft.Refuse(notice.PlaceOf("many"), new("problem.notice.many", place), Spelling.Suggest(place, ["count", "actor"]));
    }

    private void JudgeLetter(NoticeDefinition notice, Entity entity)
    {
        if (notice.Letter is not { } letter) return;
        string[] known = ["comment", "actor", .. LetterPlaces.OfNotice];
        foreach (var (key, text) in new[] { ("subject", letter.Subject), ("body", letter.Body) })
            foreach (var place in TextPlaces.In(text).Except(known)) draft.PathOf(entity, place, letter.PlaceOf(key));
    }

    /// <summary>
    /// Nobody's rights can be asked when a letter goes to an address, so it may name only what any guest may give or read.
    /// </summary>
    private void JudgeOutside(Notice notice)
    {
        var grant = notice.Entity.Grants.GetValueOrDefault(Role.Guest);
        var open = new HashSet<string>(LetterPlaces.OfNotice, StringComparer.Ordinal) { "comment" };
        if (grant?.Create is not null) open.UnionWith(grant.Writable.Select(field => field.Key));
        if (grant?.Read is not null) open.UnionWith(grant.Columns.Select(field => field.Key));
        foreach (var place in notice.Texts.SelectMany(TextPlaces.In).Distinct(StringComparer.Ordinal).Except(open))
            draft.Refuse(notice.Definition.PlaceOf("to"), new("problem.notice.outside", place), new("problem.hint.outside"));
    }

    private void JudgeText(Entity entity, LocalizedText? text, Location at)
    {
        foreach (var place in TextPlaces.In(text).Where(place => place is not ("comment" or "actor"))) draft.PathOf(entity, place, at);
    }
}
