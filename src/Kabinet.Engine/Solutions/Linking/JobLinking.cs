using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Links jobs. What a job does to a record has the form of a transition that leaves its state.</summary>
internal sealed class JobLinking(Draft draft)
{
    public void Link()
    {
        foreach (var (key, definition) in draft.Definition.Jobs)
        {
            Keys.Judge(draft, key, definition.At);
            if (Texts.Catalogue.ContainsKey($"job.{key}"))
                draft.Refuse(definition.PlaceOf("job"), new("problem.job.of_platform", key));
            JudgeWork(definition);
            var schedule = new ScheduleLinking(draft).Of(definition);
            var work = draft.Named(draft.Entities, definition.Each, "entity", definition.PlaceOf("each")) is { } entity
                ? Work(key, definition, entity) : null;
            if (schedule is not null && work is not null) draft.Jobs[key] = new(definition, schedule, work);
        }
    }

    private TimedWork Work(string key, JobDefinition definition, Entity entity)
    {
        var step = Step(key, definition, entity);
        var taken = draft.TransitionOf(entity, definition.Take, definition.PlaceOf("take"));
        if (taken is not null) TimingLinking.JudgeUnasked(draft, taken, definition.PlaceOf("take"));
        return new(key, entity, Asked(draft.Condition(definition.Where, entity, definition.PlaceOf("where")), definition, "where")
            ?? Expression.True, taken ?? step)
        {
            Takes = taken is not null,
            Once = Asked(draft.AnyValue(definition.Once, entity, definition.PlaceOf("once")), definition, "once"),
            Again = Keys.Duration(draft, definition.Again, definition.PlaceOf("again")),
        };
    }

    private Transition Step(string key, JobDefinition definition, Entity entity) => new()
    {
        Key = key,
        Definition = new() { Title = definition.Title, From = [], To = new() { State = "same" }, At = definition.At },
        From = new HashSet<string>(),
        Target = new Target.Same(),
        By = new Dictionary<string, Expression>(),
        Asks = [],
        Requirements = [],
        Effects = new EffectLinking(draft, entity, Inputs.None).Link(definition.Effects),
        Notices = draft.NoticesOf(entity, definition.Notice, definition),
        Audience = definition.Audience is { } own ? AudienceLinking.Of(draft, own, definition)
            : AudienceLinking.Of(draft, entity.Definition.Lifecycle?.Audience, entity.Definition),
    };

    private void JudgeWork(JobDefinition definition)
    {
        var (effects, notices) = (definition.Effects.Count > 0, definition.Notice.Count > 0);
        if (definition.Take is not null && (effects || notices))
            draft.Refuse(definition.PlaceOf(effects ? "effects" : "notice"), new("problem.job.take_alone", effects ? "effects" : "notice"));
        else if (definition.Take is null && !effects && !notices && definition.Knows("take") && definition.KnowsAll("effects")
            && definition.KnowsAll("notice"))
            draft.Refuse(definition.At, new("problem.job.nothing", definition.Job));
    }

    /// <summary>Reports an expression that depends on a person: a job is run by nobody.</summary>
    private Expression? Asked(Expression? expression, JobDefinition definition, string member)
    {
        if (expression is not null && Dependencies.OfWhole(expression).Parameters.Any(parameter => parameter is MePath))
            draft.Refuse(definition.PlaceOf(member), new("problem.job.me"));
        return expression;
    }
}
