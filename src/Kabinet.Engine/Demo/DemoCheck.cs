using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Demo;

/// <summary>
/// Checks demo files against a solution without playing them: keys, people, lists, the states that each story passes, and roles. What
/// depends on the values of records shows only when the demo is played.
/// </summary>
internal sealed class DemoCheck
{
    private const int MostNames = 8;
    private readonly Solution solution;
    private readonly IReadOnlyList<DemoDefinition> files;
    private readonly List<Problem> problems = [];
    private readonly DemoNames names;

    public DemoCheck(Solution solution, IReadOnlyList<DemoDefinition> files) =>
        (this.solution, this.files, names) = (solution, files, new(files, problems));

    /// <summary>People of the demo by login.</summary>
    public IReadOnlyDictionary<string, DemoPersonDefinition> People => names.People;

    /// <summary>All problems, in the order of files and lines.</summary>
    public IReadOnlyList<Problem> Judge()
    {
        foreach (var file in files)
        {
            foreach (var records in file.Records) Judge(records);
            foreach (var person in file.People.Values) Judge(person);
            foreach (var template in file.Templates.Values) Judge(template);
        }
        foreach (var story in files.SelectMany(file => file.Stories)) Judge(story);
        return SolutionReader.InOrder(problems);
    }

    /// <summary>Keys of all roles that a person has, included ones too.</summary>
    public IReadOnlySet<string> RolesOf(string login) =>
        (login == Role.Guest ? [login] : People.GetValueOrDefault(login)?.Roles ?? [])
            .SelectMany(role => solution.Roles.GetValueOrDefault(role)?.Closure ?? new HashSet<string>()).ToHashSet(StringComparer.Ordinal);

    private void Judge(DemoRecordsDefinition records)
    {
        JudgeLogin(records.As, records.PlaceOf("as"));
        if (EntityOf(records.Entity, records.PlaceOf("entity")) is not { } entity) return;
        foreach (var row in records.Rows.Values) Values(entity).Judge(row, records.PlaceOf("rows"), null);
    }

    private void Judge(DemoPersonDefinition person)
    {
        foreach (var role in person.Roles.Where(role => !solution.Roles.ContainsKey(role)))
            Refuse(person.PlaceOf("roles", role), new("problem.no.role", role), Spelling.Suggest(role, solution.Roles.Keys));
        if (person.By is { } by) JudgeLogin(by, person.PlaceOf("by"));
        Values(solution.Entities[CoreEntities.User]).Judge(person.Values, person.PlaceOf("values"), null);
    }

    private void Judge(DemoTemplateDefinition template)
    {
        if (EntityOf(template.Entity, template.PlaceOf("entity")) is not { } entity) return;
        foreach (var step in template.Steps.Concat(template.Endings.Values.SelectMany(ending => ending))) JudgeKeys(entity, step);
        if (template.Steps is [{ Create: false } first, ..]) Refuse(first.At, new("problem.demo.first"));
    }

    private void JudgeKeys(Entity entity, DemoStepDefinition step)
    {
        if (new[] { step.Create, step.Do is not null, step.Update }.Count(does => does) is var does && does > 1
            || does == 0 && step.Files.Count == 0 && step.Rows.Count == 0)
            Refuse(step.At, new("problem.demo.action"));
        if (!step.As.StartsWith('$')) JudgeLogin(step.As, step.PlaceOf("as"));
        JudgeDay(step.On, step.PlaceOf("on"), ofStep: true);
        if (step.Do is { } key && TransitionOf(entity, key) is null)
            Refuse(step.PlaceOf("do"), new("problem.no.transition", key),
                Spelling.Suggest(key, entity.Lifecycle?.Transitions.Keys ?? []));
        foreach (var group in step.Files.Keys.Where(group => !entity.FileGroups.ContainsKey(group)))
            Refuse(step.PlaceOf("files", group), new("problem.no.file_group", group), Spelling.Suggest(group, entity.FileGroups.Keys));
        foreach (var collection in step.Rows.Keys.Where(collection => !entity.Collections.ContainsKey(collection)))
            Refuse(step.PlaceOf("rows", collection), new("problem.no.way_back", collection),
                Spelling.Suggest(collection, entity.Collections.Keys));
    }

    private void Judge(DemoStoryDefinition definition)
    {
        if (!names.Templates.TryGetValue(definition.Tell, out var template))
        {
            Refuse(definition.PlaceOf("tell"), new("problem.demo.no_template", definition.Tell),
                Spelling.Suggest(definition.Tell, names.Templates.Keys));
            return;
        }
        if (definition.Ago is null == definition.On is null) Refuse(definition.At, new("problem.demo.when"));
        JudgeDay(definition.On, definition.PlaceOf("on"), ofStep: false);
        var detours = template.Steps.SelectMany(step => new[] { step.Only, step.Unless }).OfType<string>().ToHashSet();
        foreach (var via in definition.Via.Where(via => !detours.Contains(via)))
            Refuse(definition.PlaceOf("via", via), new("problem.demo.no_detour", definition.Tell, via), Spelling.Suggest(via, detours));
        var story = new DemoStory(definition, template, new Random(0));
        try { JudgeWay(story, DemoPlan.StepsOf(story)); }
        catch (SolutionException wrong) { problems.AddRange(wrong.Problems); }
    }

    private void JudgeWay(DemoStory story, List<DemoStepDefinition> steps)
    {
        if (!solution.Entities.TryGetValue(story.Template.Entity, out var entity)) return;
        var states = entity.Lifecycle is { } lifecycle ? new DemoStates(lifecycle) : null;
        foreach (var step in steps)
        {
            var (roles, login) = Who(story, step);
            JudgeValues(entity, story, step);
            if (step.Create && roles is not null && !roles.Any(role => entity.Grants.GetValueOrDefault(role)?.Create is not null))
                Refuse(step.PlaceOf("as"), new("problem.demo.may_not_create", story.Called, login, entity.Key));
            if (step.Do is null || TransitionOf(entity, step.Do) is not { } transition) continue;
            if (roles is not null && !roles.Overlaps(transition.By.Keys))
                Refuse(step.PlaceOf("as"), new("problem.demo.may_not", story.Called, login, step.Do),
                    new("problem.hint.by", string.Join(", ", transition.By.Keys)));
            var said = states!.Said;
            if (!states.Take(transition))
                Refuse(step.PlaceOf("do"), new("problem.demo.elsewhere", story.Called, step.Do, said),
                    new("problem.hint.from", string.Join(", ", transition.From)));
        }
    }

    // Roles are unknown where the login is: that is a problem of its own.
    private (IReadOnlySet<string>? Roles, string Login) Who(DemoStory story, DemoStepDefinition step)
    {
        var login = step.As;
        for (var depth = 0; login.StartsWith('$') && depth < MostNames; depth++)
            if (story.Find(login[1..]) is TextNode given) login = given.Text;
            else return (null, step.As);
        if (step.As.StartsWith('$')) JudgeLogin(login, story.Definition.PlaceOf("with", step.As[1..]));
        return (login == Role.Guest || People.ContainsKey(login) ? RolesOf(login) : null, login);
    }

    private void JudgeValues(Entity entity, DemoStory story, DemoStepDefinition step)
    {
        var values = Values(entity);
        if (step.As.StartsWith('$')) values.JudgeGiven(step.As[1..], step.PlaceOf("as"), story);
        if (step.Comment is { } comment) values.Judge(null, comment, story);
        foreach (var file in step.Files.Values) values.JudgeAll(file, story);
        if (step.Do is null) values.Judge(step.Values, step.PlaceOf("values"), story);
        else if (TransitionOf(entity, step.Do) is { } transition) values.Judge(transition, step.Values, step.PlaceOf("values"), story);
        foreach (var (key, rows) in step.Rows)
            if (entity.Collections.TryGetValue(key, out var collection)) Values(collection.Entity).JudgeRows(rows, story);
    }

    private void JudgeDay(string? said, Location at, bool ofStep)
    {
        if (said is not null && !DemoDays.Understands(said, ofStep)) Refuse(at, new("problem.demo.day", said), new("problem.hint.day"));
    }

    private DemoValueCheck Values(Entity entity) => new(entity, names, problems);

    private static Transition? TransitionOf(Entity entity, string key) => entity.Lifecycle?.Transitions.GetValueOrDefault(key);

    private Entity? EntityOf(string key, Location at)
    {
        if (solution.Entities.TryGetValue(key, out var entity)) return entity;
        Refuse(at, new("problem.no.entity", key), Spelling.Suggest(key, solution.Entities.Keys));
        return null;
    }

    private void JudgeLogin(string login, Location at)
    {
        if (login != Role.Guest && !People.ContainsKey(login))
            Refuse(at, new("problem.demo.no_login", login), Spelling.Suggest(login, People.Keys));
    }

    private void Refuse(Location at, Message message, Message? suggestion = null) => problems.Add(new(at, message, suggestion));
}
