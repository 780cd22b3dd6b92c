using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Demo;

/// <summary>Plays demo files: runs their actions as the people they name, through the same gates as everyone else.</summary>
internal sealed class DemoPlayer(KabinetEngine engine, DemoPeople people, DemoValues values, DemoClock clock)
{
    private readonly Solution solution = engine.Solution.Value;

    /// <summary>Drawings for generated files.</summary>
    public required IReadOnlyList<DemoSheet> Sheets { get; init; }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Creates a named record of reference data.</summary>
    public async ValueTask Tell(DemoItem.Row row, CancellationToken cancellation)
    {
        var (records, name) = (row.Records, row.Key.Name);
        clock.Put(clock.Start.UtcDateTime.AddDays(-(double)records.Ago));
        var entity = EntityOf(records.Entity, records.PlaceOf("entity"));
        var actor = await people.Actor(records.As, records.PlaceOf("as"), cancellation);
        var creation = new Command.Create(entity, null, Fields(entity.Find, records.Rows[name], null), NoRows);
        values.Name(entity.Key, name, Expect(await engine.Commands.Execute(actor, creation, cancellation), row.At,
            new("problem.demo.row_of", entity.Key, name)).Id);
    }

    /// <summary>Adds a person and sets the other fields.</summary>
    public async ValueTask Tell(string login, DemoPersonDefinition person, CancellationToken cancellation)
    {
        var (entity, what) = (solution.Entities[CoreEntities.User], new Message("problem.demo.row_of", CoreEntities.User, login));
        var fields = Fields(entity.Find, person.Values, null);
        var by = person.By is null ? null : await people.Actor(person.By, person.At, cancellation);
        // An actor who manages people sets the values together with the account; any other actor sets them afterwards.
        var together = by is not null && Accounts.MayRead(by)
            && fields.Keys.All(key => entity.Find(key) is { } field && Accounts.MayGive(by, field));
        var added = await people.Add(login, person, together ? by : null, together ? fields : NoValues, cancellation);
        var id = Expect(added, person.At, what).Id;
        values.Name(CoreEntities.User, login, id);
        if (together || fields.Count == 0) return;
        var actor = by ?? await people.Actor(login, person.At, cancellation);
        Expect(await engine.Commands.Execute(actor, new Command.Update(entity, null, id, null, fields), cancellation), person.At, what);
    }

    /// <summary>Runs one step of a story.</summary>
    public async ValueTask Tell(DemoMoment moment, CancellationToken cancellation)
    {
        var (story, step) = (moment.Story, moment.Step);
        clock.Put(moment.At);
        var entity = EntityOf(story.Template.Entity, story.Template.PlaceOf("entity"));
        var actor = await people.Actor(values.Of(new TextNode(step.PlaceOf("as"), step.As, true), story, Now)!, step.PlaceOf("as"),
            cancellation);
        if (step.Create) await Create(actor, entity, moment, cancellation);
        else if (IsCounted(story, step))
            story.Current = (await engine.Records.Find(actor, entity, story.Id, cancellation: cancellation))?.Record;
        // Whoever does something on a record has read what was written to him there.
        foreach (var thread in entity.Threads.Keys)
            await engine.Threads.MarkRead(actor, entity, story.Id, thread, cancellation: cancellation);
        var files = await Drawn(actor, entity, moment, cancellation);
        if (await Change(actor, entity, story, step, cancellation) is { } command)
        {
            var outcome = files.Count > 0 && command is Command.Transit transit ? await Take(actor, transit, files, cancellation)
                : await engine.Commands.Execute(actor, command, cancellation);
            if (outcome is Outcome.NotFound) throw await Refused(actor, entity, moment, cancellation);
            Expect(outcome, step.At, Describe(moment));
        }
        foreach (var (thread, said) in step.Say)
        {
            await using var draft = await engine.Threads.Begin(actor, entity, story.Id, thread, cancellation);
            Expect(await draft.Post(values.Of(said, story, Now) ?? "", quote: null, commandId: null, cancellation),
                step.PlaceOf("say", thread), Describe(moment));
        }
    }

    private async ValueTask Create(Actor actor, Entity entity, DemoMoment moment, CancellationToken cancellation)
    {
        var (story, step) = (moment.Story, moment.Step);
        var outcome = await engine.Commands.Execute(actor, Creation(entity, story, step), cancellation);
        story.Id = Expect(outcome, step.At, Describe(moment)).Id;
        if (story.Definition.Name is { } name) values.Name(entity.Key, name, story.Id);
    }

    // A command does not tell a record that is missing from a right that is missing. Whoever writes a demo must know which it is.
    private async ValueTask<SolutionException> Refused(Actor actor, Entity entity, DemoMoment moment, CancellationToken cancellation)
    {
        var (what, step) = (Describe(moment), moment.Step);
        if (await engine.Records.Find(actor, entity, moment.Story.Id, cancellation: cancellation) is not { } found)
            return new([new(step.At, new("problem.demo.unseen", what))], Language);
        var transition = step.Do is null ? null : entity.Lifecycle!.Transitions[step.Do];
        return transition is not null && found.Record[SystemFields.Status] is string status && !transition.From.Contains(status)
            ? new([new(step.At, new("problem.demo.elsewhere", what, transition.Key, status),
                new("problem.hint.from", string.Join(", ", transition.From)))], Language)
            : new([new(step.At, new("problem.demo.not_allowed", what))], Language);
    }

    private Command.Create Creation(Entity entity, DemoStory story, DemoStepDefinition step) =>
        new(entity, null, Fields(entity.Find, step.Values, story), step.Rows.ToDictionary(pair => pair.Key,
            pair => (IReadOnlyList<IReadOnlyDictionary<string, object?>>)[.. DemoValues.RowsOf(pair.Value, story)
                .Select(row => Row(entity.Collections[pair.Key].Entity, row, story))], StringComparer.Ordinal));

    private Dictionary<string, object?> Row(Entity part, MapNode row, DemoStory story) =>
        Fields(part.Find, row.Pairs.ToDictionary(pair => pair.Key.Text, pair => pair.Value, StringComparer.Ordinal), story);

    private async ValueTask<Command?> Change(Actor actor, Entity entity, DemoStory story, DemoStepDefinition step,
        CancellationToken cancellation)
    {
        if (step.Do is null && !step.Update && (step.Create || step.Rows.Count == 0)) return null;
        if (step.Do is null)
            return new Command.Update(entity, null, story.Id, null, Fields(entity.Find, step.Values, story)) {
                Rows = await RowsOf(actor, entity, story, step, cancellation) };
        var transition = entity.Lifecycle!.Transitions[step.Do!];
        var comment = step.Comment is null ? null : values.Of(step.Comment, story, Now);
        return new Command.Transit(entity, null, story.Id, transition.Key,
            Fields(key => transition.Asks.FirstOrDefault(ask => ask.Key == key)?.Field, step.Values, story), comment);
    }

    private async ValueTask<IReadOnlyDictionary<string, IReadOnlyList<GivenPart>>> RowsOf(Actor actor, Entity entity, DemoStory story,
        DemoStepDefinition step, CancellationToken cancellation)
    {
        var rows = new DemoRows(engine.Records, values);
        var given = new Dictionary<string, IReadOnlyList<GivenPart>>(StringComparer.Ordinal);
        foreach (var (key, node) in step.Rows)
            given[key] = await rows.Of(actor, entity.Collections[key], node, story, Now, cancellation);
        return given;
    }

    private static bool IsCounted(DemoStory story, DemoStepDefinition step) =>
        step.Values.Values.Concat(step.Rows.Values).Concat(story.Definition.With.Values).Concat(story.Template.Defaults.Values)
            .Concat(step.Comment is { } comment ? [comment] : []).Any(DemoShare.IsIn);

    /// <summary>
    /// Adds the files of a step to its record. Those that its transition asks for are returned: they come with the transition, which is the
    /// right to add them.
    /// </summary>
    private async ValueTask<List<(string Group, string Name, MemoryStream Content)>> Drawn(Actor actor, Entity entity, DemoMoment moment,
        CancellationToken cancellation)
    {
        var (story, step) = (moment.Story, moment.Step);
        var asked = step.Do is null ? [] : entity.Lifecycle!.Transitions[step.Do].Files.Select(files => files.Group.Key).ToHashSet();
        var withTransition = new List<(string, string, MemoryStream)>();
        foreach (var (group, names) in step.Files)
            foreach (var name in values.ListOf(names, story, Now))
            {
                var sheet = Sheets.Count > 0 ? Sheets[story.Random.Next(Sheets.Count)] : DemoSheet.Page(story.Random);
                var content = new MemoryStream(DemoFile.Draw(name, sheet));
                if (asked.Contains(group)) withTransition.Add((group, name, content));
                else Expect(await engine.Files.Add(actor, entity, story.Id, new(group, name, content), cancellation), step.PlaceOf("files"),
                    new("problem.demo.file", Describe(moment), name));
            }
        return withTransition;
    }

    private async ValueTask<Outcome> Take(Actor actor, Command.Transit transit,
        List<(string Group, string Name, MemoryStream Content)> files, CancellationToken cancellation)
    {
        var transition = transit.Entity.Lifecycle!.Transitions[transit.Transition];
        await using var received = await engine.Files.Receive(actor, transit.Entity, transit.Id, transition, cancellation);
        foreach (var (group, name, content) in files) await received.Add(group, name, content, cancellation);
        return await received.Take(actor, transit, cancellation);
    }

    private Dictionary<string, object?> Fields(Func<string, Field?> find, IReadOnlyDictionary<string, Node> nodes, DemoStory? story) =>
        nodes.Select(pair => (pair.Key, Value: values.For(find(pair.Key), pair.Value, story, Now))).Where(pair => pair.Value is not null)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private Entity EntityOf(string key, Location at) =>
        solution.Entities.TryGetValue(key, out var entity) ? entity
            : throw new SolutionException([new(at, new("problem.no.entity", key), Spelling.Suggest(key, solution.Entities.Keys))]);

    private string Language => solution.Settings.Language;

    /// <summary>Story, step, person and day.</summary>
    private Message Describe(DemoMoment moment)
    {
        var day = TimeZoneInfo.ConvertTimeFromUtc(moment.At, solution.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var login = values.Of(new TextNode(moment.Step.At, moment.Step.As, true), moment.Story, Now) ?? moment.Step.As;
        return new("problem.demo.step", moment.Story.Called, moment.Step.Action, login, day);
    }

    private Outcome.Done Expect(Outcome outcome, Location at, Message what) => outcome switch
    {
        Outcome.Done done => done,
        Outcome.Invalid invalid =>
            throw new SolutionException(
            [.. invalid.Errors.SelectMany(error =>
            error.Value.Select(message => new Problem(at, error.Key.Length == 0 ? new("problem.demo.conflict", what, message)
                : new("problem.demo.refused", what, error.Key, message))))], Language),
        Outcome.Conflict conflict => throw new SolutionException([new(at, new("problem.demo.conflict", what, conflict.Message))], Language),
        _ => throw new SolutionException([new(at, new("problem.demo.not_allowed", what))], Language),
    };

    private static readonly Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> NoRows = [];
    private static readonly Dictionary<string, object?> NoValues = [];
}
