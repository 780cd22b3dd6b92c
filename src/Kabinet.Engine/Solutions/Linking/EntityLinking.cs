using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links entities with their fields, references, collections and labels. Expressions are linked later: they need these.</summary>
internal sealed class EntityLinking(Draft draft)
{
    private readonly FieldLinking fields = new(draft);
    private readonly NumberLinking numbers = new(draft);

    /// <summary>First pass: creates every entity with its fields.</summary>
    public void Declare()
    {
        foreach (var (key, definition) in draft.Definition.Entities)
        {
            Keys.Judge(draft, key, definition.At);
            Keys.JudgeIcon(draft, definition.Icon, definition.PlaceOf("icon"));
            numbers.Judge(definition);
            JudgeRenames(definition);
            if (definition.Lifecycle is { } lifecycle) JudgeStates(lifecycle);
            draft.Entities[key] = Declared(definition);
        }
    }

    /// <summary>Second pass: connects references, collections, labels and late fields.</summary>
    public void Connect()
    {
        foreach (var field in draft.Entities.Values.SelectMany(entity => entity.Fields))
            if (field is { Type.Kind: ValueKind.Reference, Definition.To: { } to }) field.To = draft.Entities[to];
        foreach (var entity in draft.Entities.Values) MarkWaysBack(entity);
        foreach (var entity in draft.Entities.Values)
        {
            entity.Collections = Collections(entity);
            if (Label(entity) is { } label) entity.Label = label;
            entity.NumberFields = numbers.Fields(entity);
            entity.Unique = [.. entity.Definition.Unique.Select(unique => Unique(entity, unique)).OfType<UniqueFields>()];
            foreach (var field in entity.Fields) (field.Late, field.Working) = (Late(entity, field), Working(entity, field));
        }
    }

    private Entity Declared(EntityDefinition definition)
    {
        var entity = new Entity(definition);
        foreach (var field in PlatformFields.First(entity, draft)) entity.Add(field);
        foreach (var key in PlatformFields.Unparsed(definition)) draft.Unparsed.AddField(definition.Entity, key);
        foreach (var (key, field) in definition.Fields)
            if (fields.Link(entity, key, field) is { } linked && entity.Find(key) is null) entity.Add(linked);
            else draft.Unparsed.AddField(definition.Entity, key);
        foreach (var field in PlatformFields.Last(entity, draft)) entity.Add(field);
        return entity;
    }

    // An unparsed reference may define a collection whose name or owner is unknown.
    private void MarkWaysBack(Entity entity)
    {
        if (!entity.Definition.KnowsAll("fields")) draft.Unparsed.AddWayBack(null);
        foreach (var (key, field) in entity.Definition.Fields)
            if (entity.Find(key) is { To: not null } && field.Knows("inverse") || field.Knows("kind") && field.Kind != "ref") continue;
            else if (!field.Knows("inverse") || field.Inverse is not null) draft.Unparsed.AddWayBack(field.Inverse);
    }

    private OrderedDictionary<string, Collection> Collections(Entity entity)
    {
        var collections = new OrderedDictionary<string, Collection>(StringComparer.Ordinal);
        foreach (var reference in draft.Entities.Values.SelectMany(other => other.Fields)
            .Where(field => field.To == entity && field.Definition.Inverse is not null))
            Add(collections, entity, reference);
        foreach (var owned in OwnedByAny.All.Where(owned => owned.IsOn(entity.Definition)))
            collections[owned.Collection] = owned.On(entity, draft.Entities[owned.Entity]);
        return collections;
    }

    private void Add(OrderedDictionary<string, Collection> collections, Entity owner, Field reference)
    {
        var (key, at) = (reference.Definition.Inverse!, reference.Definition.PlaceOf("inverse"));
        Keys.Judge(draft, key, at);
        if (Keys.IsReserved(key)) draft.Refuse(at, new("problem.way_back.reserved", key));
        else if (owner.Definition.Fields.ContainsKey(key)) draft.Refuse(at, new("problem.way_back.field", owner.Key, key));
        else if (collections.TryGetValue(key, out var other))
            draft.Refuse(at, new("problem.way_back.taken", owner.Key, key, other.Reference));
        else
        {
            collections[key] = new(key, owner, reference.Entity, reference);
            return;
        }
        draft.Unparsed.AddWayBack(key);
    }

    private Field? Label(Entity entity)
    {
        if (entity.Definition.Label is not { } key)
            return entity.Find(SystemFields.Number)
                ?? entity.Fields.FirstOrDefault(field =>
                field is { IsSystem: false, IsStored: true, Type.Kind: ValueKind.Text, Definition.Computed: null })
                ?? entity[SystemFields.Id];
        var at = entity.Definition.PlaceOf("label");
        if (draft.FieldOf(entity, key, at) is not { } label) return null;
        if (label.Type.Kind == ValueKind.Text) return label;
        draft.Refuse(at, new("problem.entity.label", key), new("problem.hint.label"));
        return null;
    }

    private UniqueFields? Unique(Entity entity, UniqueDefinition unique)
    {
        var together = new List<Field>();
        foreach (var key in unique.Fields)
            if (draft.FieldOf(entity, key, unique.PlaceOf("fields", key)) is not { } field) return null;
            else if (!field.IsStored || field.Definition.Computed is not null)
                draft.Refuse(unique.PlaceOf("fields", key), new("problem.field.computed", key));
            else if (together.Contains(field)) draft.Refuse(unique.PlaceOf("fields", key), new("problem.unique.twice", key));
            else together.Add(field);
        if (unique.Fields.Count < 2)
            draft.Miss(unique, "fields", unique.PlaceOf("fields"), new("problem.unique.alone"), new("problem.hint.unique"));
        return new(together, unique.Text);
    }

    private Field? Late(Entity entity, Field field)
    {
        if (field.Definition.Late is not { } key || !field.Kind.Options.Contains("late")
            || draft.FieldOf(entity, key, field.Definition.PlaceOf("late")) is not { } late) return null;
        if (late.Type.Kind == ValueKind.YesNo) return late;
        draft.Refuse(field.Definition.PlaceOf("late"), new("problem.field.late", key, field.Key));
        return null;
    }

    private List<WorkingRow> Working(Entity entity, Field field)
    {
        var rows = new List<WorkingRow>();
        foreach (var text in field.Kind.Options.Contains("working") ? field.Definition.Working : [])
        {
            var at = field.Definition.PlaceOf("working", text);
            if (draft.FieldOf(entity, text.TrimStart('-'), at) is not { } part) continue;
            if (part.Type.Kind != ValueKind.Number || part == field) draft.Refuse(at, new("problem.field.working", part.Key, field.Key));
            else rows.Add(new(part, text[0] == '-'));
        }
        return rows;
    }

    private void JudgeStates(LifecycleDefinition lifecycle)
    {
        if (lifecycle.States.Count == 0) draft.Miss(lifecycle, "states", lifecycle.PlaceOf("states"), new("problem.lifecycle.empty"));
        foreach (var (key, state) in lifecycle.States)
        {
            Keys.Judge(draft, key, state.At);
            if (key is "same" or "previous") draft.Refuse(state.At, new("problem.state.word", key));
            Keys.Duration(draft, state.Limit, state.PlaceOf("limit"));
        }
    }

    private void JudgeRenames(EntityDefinition entity)
    {
        if (entity.Was is { } was && draft.Definition.Entities.ContainsKey(was))
            draft.Refuse(entity.PlaceOf("was"), new("problem.entity.was", was));
        foreach (var field in entity.Fields.Values.Where(field => field.Was is { } former && entity.Fields.ContainsKey(former)))
            draft.Refuse(field.PlaceOf("was"), new("problem.field.was", field.Was!));
        foreach (var twice in entity.Fields.Values.Where(field => field.Was is not null).GroupBy(field => field.Was, StringComparer.Ordinal)
            .SelectMany(group => group.Skip(1)))
            draft.Refuse(twice.PlaceOf("was"), new("problem.field.was_twice", twice.Was!));
    }
}
