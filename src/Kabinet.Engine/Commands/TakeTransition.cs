using Kabinet.Engine.Expressions;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Lifecycles;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Commands;

/// <summary>Takes a transition: evaluates it in one SELECT, decides, runs effects, changes the state, journals, sends notices.</summary>
internal static class TakeTransition
{
    /// <summary>Transitions of other records that effects may take in one command.</summary>
    private const int MostOthers = 1000;
    private static readonly Dictionary<string, object?> NoInputs = [];
    private static readonly Dictionary<Field, object?> NoValues = [];

    public static ValueTask<Outcome.Done> Run(CommandRun run, Command.Transit command) =>
        Run(run, Find(command.Entity, command.Transition), command.Entity, command.Id, new(row =>
        {
            command.RequireVersion(row.Version);
            return command.Inputs;
        }, command.Comment) { Version = command.Version, Files = command.Files });

    /// <summary>Takes a transition of a record written in the same command; inputs for own fields come from the record.</summary>
    public static ValueTask<Outcome.Done> RunOnMade(CommandRun run, RecordRow made, string transition)
    {
        var (entity, id) = (made.Entity, made.Id);
        var found = Find(entity, transition);
        var own = found.Asks.Where(ask => ask.OfRecord).ToArray();
        return Run(run, found, entity, id, new(row =>
            own.Length == 0 ? NoInputs : own.ToDictionary(ask => ask.Key, ask =>
            (object?)ask.Field.Kind.Edit(ask.Field, row[row.Entity[ask.Key]], run.Solution.Zone), StringComparer.Ordinal), null)
        {
            Form = MarkedFields.Of(run.Actor.To(entity)),
        });
    }

    /// <summary>
    /// Adds what the transition would still demand of a record that has errors already, so that one try tells everything.
    /// </summary>
    public static async ValueTask JudgeRequirements(CommandRun run, RecordRow row, string transition, Refusals refusals)
    {
        var found = Find(row.Entity, transition);
        var question = run.Plan(found, "requirements", () => new RowQuestion(run.Plans.Dialect, row.Entity, Expression.True,
            [.. found.Requirements.Select(requirement => requirement.Condition)]));
        if (found.Requirements.Count == 0 || await run.Ask(question, row.Id) is not { } answer) return;
        for (var i = 0; i < found.Requirements.Count; i++)
            if (!answer.Holds(i)) refusals.Add(found.Requirements[i], MarkedFields.Of(run.Actor.To(row.Entity)));
    }

    private static Transition Find(Entity entity, string transition) =>
        entity.Lifecycle?.Transitions.GetValueOrDefault(transition) ?? throw RefusedException.NotFound();

    private static async ValueTask<Outcome.Done> Run(CommandRun run, Transition transition, Entity entity, long id, Given given)
    {
        var answer = await Load(run, transition, entity, id);
        var row = new RecordRow(answer.Whole);
        return await Take(run, transition, row, await Decide(run, transition, row, answer, given), given.Files);
    }

    /// <summary>Takes a transition that was decided: its files, its effects, the new state, the event and the notices.</summary>
    public static async ValueTask<Outcome.Done> Take(CommandRun run, Transition transition, RecordRow row, AskedValues asked,
        IReadOnlyList<GivenFile> files)
    {
        var from = row.Status!;
        run.Begin(row);
        // Conditions of effects and of the target state see the files.
        foreach (var file in files) await run.Steps.Files.Store(run, row.Entity, row.Id, file);
        var taken = new TransitionRun(run, transition, row, asked);
        await taken.DoEffects();
        await taken.Move();
        run.End(row);
        var entry = new EventEntry(row.Entity, row.Id, EventKind.Transition, row.Version) { Transition = transition, From = from,
            To = row.Status, Comment = asked.Comment, Changes = row.Changes() };
        var eventId = await run.Journal(await run.Authorise(entry));
        await run.CopyToOwner(row, entry with { Kind = EventKind.PartMoved });
        await run.Notify(transition.Notices, row.Id, eventId);
        return new(row.Id, row.Version, row.Status) { Moved = row.Status != from };
    }

    /// <summary>
    /// Takes a transition of another record for an effect. The step that has the effect is the authority, so the actor's rights are not
    /// asked; everything else holds. A record in another state is left alone, and so is one whose own transition is running.
    /// </summary>
    public static async ValueTask RunOnOther(CommandRun run, Entity entity, long id, Transition transition,
        (IReadOnlyDictionary<Field, object?> Values, string? Comment) given)
    {
        if (run.Taking(entity, id) is not null) return;
        var question = run.Plan(transition, "other", () => new RowQuestion(run.Plans.Dialect, entity, Expression.True,
            [.. Judged(transition)], whole: true));
        var rules = new JudgedRules(transition, "other", () => transition.Requirements.Select(requirement => requirement.Condition));
        if (await run.Take(question, entity, id, rules, transition) is not { } answer) return;
        var row = new RecordRow(answer.Whole);
        if (!transition.From.Contains(row.Status!)) return;
        if (++run.TakenOthers > MostOthers) throw new RefusedException(Outcome.Invalid.At("", new("command.many_others", MostOthers)));
        await OtherRecord.Naming(run, row, transition, async () =>
            await Take(run, transition, row, DecideForOther(run, transition, row, answer, given), []));
    }

    /// <summary>
    /// Takes a transition of the platform's own accord: nobody's rights are asked, everything else holds.
    /// </summary>
    /// <param name="run">The command.</param>
    /// <param name="transition">The transition.</param>
    /// <param name="row">The record, locked, in a state that the transition starts from.</param>
    /// <param name="answer">Its answers to <see cref="Judged"/>.</param>
    public static async ValueTask<Outcome.Done> RunOfPlatform(CommandRun run, Transition transition, RecordRow row, RowAnswer answer) =>
        await Take(run, transition, row, DecideForOther(run, transition, row, answer, (NoValues, null)), []);

    private static AskedValues DecideForOther(CommandRun run, Transition transition, RecordRow row, RowAnswer answer,
        (IReadOnlyDictionary<Field, object?> Values, string? Comment) given)
    {
        var facts = new TransitionFacts(row.Status!, row.Version, Permitted: true, Concerned: false,
            [.. transition.Requirements.Select((_, i) => answer.Holds(i))]);
        var refusals = new Refusals();
        var inputs = given.Values.ToDictionary(value => value.Key.Key, value =>
            (object?)value.Key.Kind.Edit(value.Key, value.Value, run.Solution.Zone), StringComparer.Ordinal);
        var asked = AskedValues.Accept(transition, inputs, given.Comment,
            ask => run.Typing(ask.OfRecord ? row[row.Entity[ask.Key]] : null), refusals);
        StepFilesDecision.Judge(transition, row.Version, [], i => answer.Holds(transition.Requirements.Count + i), refusals);
        return TransitionDecision.Refuse(row.Entity.Lifecycle!, transition, facts, refusals) is { } refused
            ? throw new RefusedException(refused) : asked;
    }

    private static async ValueTask<RowAnswer> Load(CommandRun run, Transition transition, Entity entity, long id)
    {
        var access = run.Actor.To(entity);
        if (!access.CanRead) throw RefusedException.NotFound();
        IEnumerable<Expression> Ruling() => [access.Permission(transition),
            .. transition.Requirements.Select(requirement => requirement.Condition),
            .. Locks(entity, transition).Select(some => some.Condition)];
        IEnumerable<Expression> Asked() => [access.Permission(transition), .. Judged(transition),
            .. Locks(entity, transition).Select(some => some.Condition)];
        var question = run.Plan(transition, "judge", judged: true, compile: () =>
            new RowQuestion(run.Plans.Dialect, entity, access.ReadRule, [.. Asked()], whole: true));
        return await run.Take(question, entity, id, new JudgedRules(transition, "judge", Ruling), transition)
            ?? throw RefusedException.NotFound();
    }

    /// <summary>Locks of the record's own fields that the transition asks for.</summary>
    private static IEnumerable<FieldLock> Locks(Entity entity, Transition transition) =>
        entity.Locks.Where(some => transition.Asks.Any(ask => ask.OfRecord && some.Fields.Contains(entity[ask.Key])));

    private static void JudgeLocks(Transition transition, RecordRow row, RowAnswer answer, AskedValues asked, Refusals refusals)
    {
        var first = 1 + transition.Requirements.Count + transition.Files.Count;
        foreach (var (i, some) in Locks(row.Entity, transition).Index())
            if (answer.Holds(first + i))
                foreach (var ask in transition.Asks.Where(ask => ask.OfRecord && some.Fields.Contains(row.Entity[ask.Key])))
                    if (!Equals(Exact.Fit(asked.Values[ask.Key], ask.Field.Type), row[row.Entity[ask.Key]]))
                        refusals.Add(ask.Key, Message.Of(some.Reason));
    }

    private static async ValueTask<AskedValues> Decide(
        CommandRun run, Transition transition, RecordRow row, RowAnswer answer, Given given)
    {
        var facts = new TransitionFacts(row.Status!, row.Version, answer.Holds(0), Concerns(run, transition, row.Entity),
            [.. transition.Requirements.Select((_, i) => answer.Holds(i + 1))]) { Shown = given.Version };
        var refusals = new Refusals();
        var asked = AskedValues.Accept(transition, given.Inputs(row), given.Comment,
            ask => run.Typing(ask.OfRecord ? row[row.Entity[ask.Key]] : null), refusals);
        if (facts.Permitted)
            StepFilesDecision.Judge(transition, row.Version, given.Files, i => answer.Holds(1 + transition.Requirements.Count + i),
                refusals);
        JudgeLocks(transition, row, answer, asked, refusals);
        // A reference that stays as it is passes, even where the actor could not choose it.
        if (facts.Permitted) await run.CheckReferences(transition.Asks
            .Where(ask => !ask.OfRecord || !Equals(row[row.Entity[ask.Key]], asked.Values[ask.Key]))
            .Select(ask => (ask.Key, ask.Field, asked.Values[ask.Key])), refusals);
        return TransitionDecision.Refuse(row.Entity.Lifecycle!, transition, facts, refusals, given.Form) is { } refused
            ? throw new RefusedException(refused) : asked;
    }

    /// <summary>What is evaluated with the record: the requirements, then whether the groups of files have any.</summary>
    public static IEnumerable<Expression> Judged(Transition transition) =>
        transition.Requirements.Select(requirement => requirement.Condition).Concat(transition.Files.Select(files => files.Exist));

    private static bool Concerns(CommandRun run, Transition transition, Entity entity)
    {
        var access = run.Actor.To(entity);
        return access.Takes(transition) && access.SeesEverywhere(entity[SystemFields.Status]);
    }

    /// <summary>What came with a transition.</summary>
    /// <param name="Inputs">Its inputs, which may come from the record.</param>
    /// <param name="Comment">The comment; null for none.</param>
    private sealed record Given(Func<RecordRow, IReadOnlyDictionary<string, object?>> Inputs, string? Comment)
    {
        /// <summary>The version that it was shown for; null for any.</summary>
        public int? Version { get; init; }
        /// <summary>Files that came with it.</summary>
        public IReadOnlyList<GivenFile> Files { get; init; } = [];
        /// <summary>The fields of the form that it comes from; null where it comes from none.</summary>
        public MarkedFields? Form { get; init; }
    }
}
