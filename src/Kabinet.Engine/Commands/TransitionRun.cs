using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Lifecycles;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Commands;

/// <summary>
/// One permitted transition doing its work: the asked fields are set, then each effect sees the record as the effects before it left it, still in its old state;
/// the conditions of where it leads are judged last, then the state changes.
/// </summary>
internal sealed class TransitionRun
{
    private readonly CommandRun outer;
    private readonly ActorBindings bindings;
    private readonly Transition transition;
    private readonly RecordRow row;

    public TransitionRun(CommandRun run, Transition transition, RecordRow row, AskedValues asked)
    {
        (outer, this.transition, this.row) = (run, transition, row);
        bindings = run.Bindings.WithInputs(asked.Values);
        foreach (var ask in transition.Asks.Where(ask => ask.OfRecord)) row.Set(row.Entity[ask.Key], asked.Values[ask.Key]);
    }

    public CommandRun Command => outer;
    public Transition Transition => transition;
    public ActorBindings Bindings => bindings;
    public RecordRow Row => row;

    public async ValueTask DoEffects()
    {
        for (var i = 0; i < transition.Effects.Count; i++)
        {
            var (effect, name) = ((TransitionEffect)transition.Effects[i], $"effect {i}");
            if (effect.When is not { } when || (await Values($"{name} when", [(when, DataType.YesNo)]))[0] is true) await effect.Do(new(this, name));
        }
    }

    /// <summary>Judges where it leads, writes the record and checks what every written record must meet.</summary>
    public async ValueTask Move()
    {
        var status = row.Entity[SystemFields.Status];
        var answers = transition.Target is Target.First first ? await Values("target", [.. first.Options.Select(option => (Expression: option.When, DataType.YesNo))]) : [];
        var state = TransitionDecision.Destination(row.Entity.Lifecycle!, transition, (row.Status!, row.PreviousStatus), [.. answers.Select(answer => answer is true)]);
        if (state.Key != row.Status)
        {
            row.PreviousStatus = row.Status;
            row.Set(status, state.Key);
            row.Set(row.Entity[SystemFields.StatusSince], bindings.Now);
        }
        await outer.Save(row);
        if (row.Changes().Count == 0) return;
        var refusals = new Refusals();
        await outer.JudgeRequirements(row, refusals);
        refusals.ThrowIfAny();
    }

    /// <summary>What expressions over the record are worth now. What is at hand is taken; for the rest the record is written as far as it has come and asked.</summary>
    internal async ValueTask<object?[]> Values(string name, IReadOnlyList<(Expression Expression, DataType Type)> wanted)
    {
        var values = new object?[wanted.Count];
        var open = new List<int>();
        for (var i = 0; i < values.Length; i++)
            if (!Immediate.TryGet(wanted[i].Expression, row, bindings, wanted[i].Type, out values[i])) open.Add(i);
        if (open.Count == 0) return values;
        await outer.Save(row);
        var question = outer.Plan(transition, name, () => new RowQuestion(outer.Plans.Dialect, row.Entity, Expression.True, [.. open.Select(i => wanted[i].Expression)]));
        var answer = await question.Ask(outer.Transaction, bindings, row.Id, outer.Cancellation) ?? throw RefusedException.NotFound();
        for (var i = 0; i < open.Count; i++) values[open[i]] = answer.Values[i];
        return values;
    }
}
