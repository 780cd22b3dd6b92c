using Kabinet.Engine.Expressions;
using Kabinet.Engine.Lifecycles;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;

namespace Kabinet.Engine.Commands;

/// <summary>
/// Transitions that follow from what a command has written (<c>follows</c>): the last step of each command. A payment that is voided
/// takes its request back to payment, whoever voided it and by whatever door.
/// </summary>
internal static class FollowingTransitions
{
    /// <summary>Takes what follows, for every record that the command has an event of.</summary>
    /// <param name="run">The command.</param>
    /// <param name="done">Its outcome.</param>
    /// <param name="entity">Entity of the outcome's record.</param>
    /// <returns>The outcome, with the state that the record came into.</returns>
    public static async ValueTask<Outcome.Done> Run(CommandRun run, Outcome.Done done, Entity? entity)
    {
        // What follows may write further records; they are told of, and so looked at too.
        for (var i = 0; i < run.Told.Count; i++)
            if (run.Told[i] is { Receiver: null } told
                && run.Solution.Entities.GetValueOrDefault(told.Entity) is { Lifecycle.Following.Count: > 0 } changed
                && await Follow(run, changed, told.Id) is { } moved && changed == entity && moved.Id == done.Id)
                done = moved;
        return done;
    }

    // Each transition is taken at most once, so that two that lead to each other end.
    private static async ValueTask<Outcome.Done?> Follow(CommandRun run, Entity entity, long id)
    {
        var left = entity.Lifecycle!.Following.ToList();
        Outcome.Done? moved = null;
        while (left.Count > 0 && await Next(run, entity, id, left) is { } taken) moved = taken;
        return moved;
    }

    private static async ValueTask<Outcome.Done?> Next(CommandRun run, Entity entity, long id, List<Transition> left)
    {
        var following = entity.Lifecycle!.Following;
        var question = run.Plan(entity, "following", () => new RowQuestion(run.Plans.Dialect, entity, Expression.True,
            [.. following.Select(transition => transition.Follows!)], whole: true));
        var rules = new JudgedRules(entity, "following", () => following.Select(transition => transition.Follows!));
        if (await run.Take(question, entity, id, rules) is not { } answer) return null;
        var row = new RecordRow(answer.Whole);
        for (var i = 0; i < following.Count; i++)
            if (answer.Holds(i) && following[i].From.Contains(row.Status!) && left.Remove(following[i]))
                return await TakeTransition.Take(run, following[i], row, AskedValues.None, []);
        return null;
    }
}
