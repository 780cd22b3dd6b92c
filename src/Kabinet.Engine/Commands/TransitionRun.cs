using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Lifecycles;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Runs one permitted transition. Inputs for own fields are set first. Each effect sees the record as changed by earlier effects, still in
/// its old state; the conditions of the target state are evaluated last, then the state changes.
/// </summary>
internal sealed class TransitionRun
{
    public TransitionRun(CommandRun run, Transition transition, RecordRow row, AskedValues asked)
    {
        (Command, Transition, Row) = (run, transition, row);
        Bindings = run.Bindings.WithInputs(asked.Inputs);
        foreach (var ask in transition.Asks.Where(ask => ask.OfRecord)) row.Set(row.Entity[ask.Key], asked.Values[ask.Key]);
    }

    public CommandRun Command { get; }
    public Transition Transition { get; }
    public ActorBindings Bindings { get; }
    public RecordRow Row { get; }

    public async ValueTask DoEffects()
    {
        await JudgeInputs();
        for (var i = 0; i < Transition.Effects.Count; i++)
        {
            var (effect, name) = ((TransitionEffect)Transition.Effects[i], $"effect {i}");
            if (effect.When is not { } when || (await Values($"{name} when", [(when, DataType.YesNo)]))[0] is true)
                await effect.Do(new(this, name));
        }
    }

    /// <summary>Refuses records that the <c>where</c> of an input does not offer.</summary>
    private async ValueTask JudgeInputs()
    {
        var refusals = new Refusals();
        foreach (var ask in Transition.Asks.Where(ask => !ask.OfRecord && ask.Field.Offers.Count > 0))
        {
            var chosen = new ParameterValue(ask.Field.Type, new InputParameter(ask.Key));
            var conditions = ask.Field.Offers.Select(offer => (offer.OfWritten(ask.Field, chosen), DataType.YesNo)).ToArray();
            if ((await Values($"offered {ask.Key}", conditions)).Any(holds => holds is not true))
                refusals.Add(ask.Key, new("command.not_offered", ask.Field.Title));
        }
        refusals.ThrowIfAny();
    }

    /// <summary>Determines the target state, writes the record and checks its requirements.</summary>
    public async ValueTask Move()
    {
        var status = Row.Entity[SystemFields.Status];
        var answers = Transition.Target is Target.First first
            ? await Values("target", [.. first.Options.Select(option => (Expression: option.When, DataType.YesNo))]) : [];
        var state = TransitionDecision.Destination(Row.Entity.Lifecycle!, Transition, (Row.Status!, Row.PreviousStatus),
            [.. answers.Select(answer => answer is true)]);
        if (state.Key != Row.Status)
        {
            Row.PreviousStatus = Row.Status;
            Row.Set(status, state.Key);
            Row.Set(Row.Entity[SystemFields.StatusSince], Bindings.Now);
        }
        // The version tells what the state does not: that the transition was taken.
        else if (!Row.IsCounted) Row.Touch(Row.Entity[SystemFields.UpdatedAt]);
        await Command.Save(Row);
        if (Row.Changes().Count == 0) return;
        var refusals = new Refusals();
        await Command.JudgeRequirements(Row, refusals,
            MarkedFields.Where(Row.Entity, key => Transition.Asks.Any(ask => ask.OfRecord && ask.Key == key)));
        refusals.ThrowIfAny();
    }

    /// <summary>
    /// Evaluates expressions over the record. Values at hand are used directly; for the others, the record is saved first and queried.
    /// </summary>
    internal async ValueTask<object?[]> Values(string name, IReadOnlyList<(Expression Expression, DataType Type)> wanted)
    {
        var values = new object?[wanted.Count];
        var open = new List<int>();
        for (var i = 0; i < values.Length; i++)
            if (!Immediate.TryGet(wanted[i].Expression, Row, Bindings, wanted[i].Type, out values[i])) open.Add(i);
        if (open.Count == 0) return values;
        await Command.Save(Row);
        var question = Command.Plan(Transition, name, () =>
            new RowQuestion(Command.Plans.Dialect, Row.Entity, Expression.True, [.. open.Select(i => wanted[i].Expression)]));
        var answer = await question.Ask(Command.Transaction, Bindings, Row.Id, Command.Cancellation) ?? throw RefusedException.NotFound();
        for (var i = 0; i < open.Count; i++) values[open[i]] = answer.Values[i];
        return values;
    }
}
