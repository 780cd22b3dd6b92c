using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links the transitions of one entity.</summary>
internal sealed class TransitionLinking(Draft draft, Entity entity, LifecycleDefinition lifecycle,
    IReadOnlyDictionary<string, State> states)
{
    private const string Comment = "comment";
    private readonly FieldLinking fields = new(draft);
    private readonly AudienceLinking audience = new(draft, lifecycle);
    private readonly List<(Transition Transition, Inputs Inputs)> linked = [];

    public Transition Link(string key, TransitionDefinition definition)
    {
        Keys.Judge(draft, key, definition.At);
        if (definition is { By.Count: 0, Follows: null, After: null, On: null }
            && definition.Knows("follows") && definition.Knows("after") && definition.Knows("on"))
            draft.Miss(definition, "by", definition.PlaceOf("by"), new("problem.transition.nobody"));
        var asks = Asks(definition);
        var inputs = InputsOf(definition, asks);
        var target = TargetOf(definition, inputs);
        var transition = new Transition
        {
            Key = key,
            Definition = definition,
            From = From(definition),
            Target = target ?? new Target.Same(),
            By = draft.ByRole(definition.By, entity, role => definition.PlaceOf("by", role)),
            Follows = draft.Condition(definition.Follows, entity, definition.PlaceOf("follows")),
            Asks = asks,
            Files = Files(definition),
            Comment = definition.Ask.GetValueOrDefault(Comment),
            SuggestedComment = definition.Ask.GetValueOrDefault(Comment) is { Suggest: { } words } comment
                ? draft.Value(words, entity, CommentField, comment.PlaceOf("suggest")) : null,
            Requirements = [.. definition.Require.Select(pair => Required(definition, pair.Key, pair.Value))],
            Show = draft.PathsOf(entity, definition.Show, path => definition.PlaceOf("show", path)),
            Notices = draft.NoticesOf(entity, definition.Notice, definition),
            Audience = audience.Of(definition),
        };
        transition.Timing = new TimingLinking(draft, entity).Of(transition);
        if (transition.Follows is not null) JudgeFollowing(transition);
        if (target is null || !definition.Knows("from") || !definition.From.All(states.ContainsKey)) draft.Doubtful.Add(transition);
        linked.Add((transition, inputs));
        return transition;
    }

    /// <summary>Links the effects of the transitions linked before.</summary>
    public void LinkEffects()
    {
        foreach (var (transition, inputs) in linked)
            transition.Effects = new EffectLinking(draft, entity, inputs).Link(transition.Definition.Effects);
    }

    // Nobody is there to be asked, and a transition that leaves the record where it was would be taken with every command.
    private void JudgeFollowing(Transition transition)
    {
        var definition = transition.Definition;
        foreach (var (member, isWritten) in new[] { ("by", definition.By.Count > 0), ("ask", definition.Ask.Count > 0),
            ("require", definition.Require.Count > 0), ("files", definition.Files.Count > 0), ("bulk", definition.Bulk),
            ("after", definition.After is not null), ("on", definition.On is not null) })
            if (isWritten) draft.Refuse(definition.PlaceOf(member), new("problem.transition.follows", member));
        if (transition.Target is not Target.To || transition.MayKeepState)
            draft.Refuse(definition.PlaceOf("to"), new("problem.transition.follows_to"));
    }

    private Requirement Required(TransitionDefinition definition, string condition, RequirementDefinition written) =>
        new(draft.Condition(condition, entity, definition.PlaceOf("require", condition))!, written.Text);

    private HashSet<string> From(TransitionDefinition definition)
    {
        foreach (var state in definition.From) StateOf(state, definition.PlaceOf("from", state));
        if (definition.From.Count == 0) draft.Miss(definition, "from", definition.PlaceOf("from"), new("problem.transition.nowhere"));
        return definition.From.ToHashSet(StringComparer.Ordinal);
    }

    private State? StateOf(string key, Location at) => draft.Named(states, key, "state", at, state => lifecycle.MayHave("states", state));

    /// <summary>The target; null if it cannot be linked.</summary>
    private Target? TargetOf(TransitionDefinition definition, Inputs inputs)
    {
        if (definition.To is not { } to) return null;
        var at = definition.PlaceOf("to");
        if (to.State is null == (to.First.Count == 0) && to.Knows("first")) draft.Miss(to, "state", at, new("problem.transition.target"));
        if (to.First.Count > 0 && Options(to, inputs) is var options)
            return options.Count == to.First.Count && to.KnowsAll("first") ? new Target.First(options) : null;
        return to.State switch
        {
            null => null,
            "same" => new Target.Same(),
            "previous" => new Target.Previous(),
            var key => StateOf(key, at) is { } state ? new Target.To(state) : null,
        };
    }

    private List<(State, Expression)> Options(TargetDefinition to, Inputs inputs)
    {
        var options = new List<(State, Expression)>();
        foreach (var (key, condition) in to.First)
            if (StateOf(key, to.PlaceOf("first", key)) is { } state)
                options.Add((state, draft.Condition(condition, entity, to.PlaceOf("first", key), inputs)!));
        return options;
    }

    private List<Ask> Asks(TransitionDefinition definition)
    {
        var asks = new List<Ask>();
        foreach (var (key, ask) in definition.Ask.Where(ask => ask.Key != Comment))
            if (FieldOf(key, ask) is { } field)
                asks.Add(new(key, field, ask.Input is null, ask, ask.Suggest is { } suggest
                    ? draft.Value(suggest, entity, field, ask.PlaceOf("suggest")) : null, Shown(field, ask)));
        if (definition.Ask.GetValueOrDefault(Comment) is { Input: not null } comment)
            draft.Refuse(comment.At, new("problem.transition.comment"));
        return asks;
    }

    private List<AskedFiles> Files(TransitionDefinition definition)
    {
        var asked = new List<AskedFiles>();
        foreach (var (key, files) in definition.Files)
        {
            if (draft.FileGroupOf(entity, key, definition.PlaceOf("files", key)) is not { } group) continue;
            if (definition.Bulk && !files.Optional && files.Knows("optional"))
                draft.Refuse(definition.PlaceOf("bulk"), new("problem.transition.bulk_files", key));
            var kept = entity.Collections[OwnedByAny.Of(CoreEntities.File)!.Collection];
            var ofFile = kept.Entity["group"];
            asked.Add(new(group, files, new Aggregate(DataType.YesNo, Aggregation.Exists, [], kept, null,
                new Binary(DataType.YesNo, Operator.Equal, new FieldValue(ofFile.Type, [], ofFile), new Constant(DataType.Text, key)))));
        }
        return asked;
    }

    private Field? FieldOf(string key, AskDefinition ask)
    {
        if (ask.Input is null) return ask.Knows("input") ? draft.WrittenField(entity, key, ask.At) : null;
        if (entity.Find(key) is not null) draft.Refuse(ask.At, new("problem.transition.input", key, entity.Key));
        if (fields.LinkInput(key, ask.Input) is not { } input) return null;
        input.Offers = new OfferLinking(draft).Of(input, entity);
        return input;
    }

    private IReadOnlyList<FieldPath> Shown(Field field, AskDefinition ask)
    {
        if (ask.Show.Count == 0) return [];
        if (field.To is { } to) return draft.PathsOf(to, ask.Show, shown => ask.PlaceOf("show", shown));
        draft.Refuse(ask.PlaceOf("show"), new("problem.transition.show", field.Key));
        return [];
    }

    private Field CommentField => new(null, Comment, new() { Kind = "text", Multiline = true }, draft.Kinds.Field("text")!);

    // Inputs contain every asked value, saved in a field or not. The comment is always among them.
    private Inputs InputsOf(TransitionDefinition definition, IEnumerable<Ask> asks)
    {
        var inputs = asks.ToDictionary(ask => ask.Key, ask => ask.Field, StringComparer.Ordinal);
        inputs[Comment] = CommentField;
        return new(inputs, key => definition.Ask.ContainsKey(key) || definition.MayHave("ask", key));
    }
}
