using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Finds for each requirement of a transition what would meet it: as the definition says, otherwise from the condition.</summary>
internal sealed class WayLinking(Draft draft, Entity entity)
{
    private readonly IReadOnlyDictionary<string, Transition> transitions = entity.Lifecycle!.Transitions;

    public void Link()
    {
        foreach (var transition in transitions.Values)
            foreach (var (requirement, written) in transition.Requirements.Zip(transition.Definition.Require.Values))
                requirement.Ways = written.Way is { } way
                    ? Named(way, written.PlaceOf("way")) is { } named ? [named] : []
                    : [.. Found(requirement.Condition, []).Where(way => way != new Way.ByTransition(transition)).Distinct()];
    }

    private Way? Named(string key, Location at)
    {
        if (transitions.TryGetValue(key, out var transition)) return new Way.ByTransition(transition);
        if (entity.Find(key) is not null) return draft.WrittenField(entity, key, at) is { } field ? new Way.AtField(field) : null;
        if (entity.Collections.TryGetValue(key, out var collection)) return new Way.AtCollection(collection);
        if (entity.FileGroups.TryGetValue(key, out var group)) return new Way.AtFiles(group);
        var known = transitions.Keys.Concat(entity.Fields.Where(field => !field.IsSystem).Select(field => field.Key))
            .Concat(entity.Collections.Keys).Concat(entity.FileGroups.Keys);
        if (!draft.Unparsed.MayBeWayBack(entity, key) && entity.Definition.Lifecycle?.MayHave("transitions", key) != true)
            draft.Refuse(at, new("problem.transition.way", key, entity.Key), Spelling.Suggest(key, known));
        return null;
    }

    // A transition that sets a field knows better what to put there than a person who types it.
    private IEnumerable<Way> Found(Expression condition, HashSet<Field> computed) => condition switch
    {
        FieldValue { Steps.Count: 0, Outer: 0, Field.IsSystem: false } value => value.Field.Computed is { } expression
            ? computed.Add(value.Field) ? Found(expression, computed) : []
            : Setting(value.Field).Concat(computed.Count == 0 ? [new Way.AtField(value.Field)] : Array.Empty<Way>()),
        Aggregate { Steps.Count: 0, Outer: 0 } rows => Adding(rows),
        _ => condition.Parts.SelectMany(part => Found(part, computed)),
    };

    private IEnumerable<Way> Setting(Field field) =>
        transitions.Values.Where(transition => transition.Effects.Any(effect => effect.Sets.Contains(field)))
            .Select(transition => new Way.ByTransition(transition));

    private IEnumerable<Way> Adding(Aggregate rows)
    {
        if (rows.Collection.IsEverything) return [];
        if (rows.Collection.OwnerKey is not null) return GroupOf(rows.Where) is { } group ? Bringing(group) : [];
        var making = transitions.Values.Where(transition => transition.Effects.Any(effect => effect.Creates == rows.Collection.Entity));
        return [.. making.Select(transition => new Way.ByTransition(transition)), new Way.AtCollection(rows.Collection)];
    }

    // A transition that asks for the files is one button; it also tells what they are for.
    private IEnumerable<Way> Bringing(FileGroup group) =>
        transitions.Values.Where(transition => transition.Files.Any(files => files.Group == group))
            .Select(transition => (Way)new Way.ByTransition(transition)).Append(new Way.AtFiles(group));

    /// <summary>The file group that a condition on files names.</summary>
    private FileGroup? GroupOf(Expression? where) => (where?.Operands(Operator.And) ?? []).OfType<Binary>()
        .Where(part => part.Operator == Operator.Equal && part.Left is FieldValue { Field.Key: "group" })
        .Select(part => part.Right is Constant { Value: string key } ? entity.FileGroups.GetValueOrDefault(key) : null)
        .FirstOrDefault(group => group is not null);
}
