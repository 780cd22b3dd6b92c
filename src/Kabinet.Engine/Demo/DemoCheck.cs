using Kabinet.Engine.Model;
using Kabinet.Engine.People;
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
    private readonly HashSet<(Location At, string Text)> told = [];
    private readonly DemoNames names;
    private readonly DemoPlan plan;

    /// <param name="solution">The solution.</param>
    /// <param name="files">Its demo.</param>
    /// <param name="start">The moment of the first start: later days have not come.</param>
    public DemoCheck(Solution solution, IReadOnlyList<DemoDefinition> files, DateTimeOffset start) =>
        (this.solution, this.files, names, plan) =
            (solution, files, new(files, problems), new(files, start.UtcDateTime, solution.Zone));

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
        if (new DemoOrder(solution, files).Circle is [var first, ..] circle)
            Refuse(first.At, new("problem.demo.circle", string.Join(" → ", circle.Select(item => item.Key.Name))));
        return SolutionReader.InOrder(problems);
    }

    // Null where the login or one of the roles is unknown: that is a problem of its own, and nothing that follows from it is another.
    private HashSet<string>? WhoIs(string login) =>
        login == Role.Guest ? ClosureOf([login]) : People.TryGetValue(login, out var person) ? ClosureOf(person.Roles) : null;

    private HashSet<string>? ClosureOf(IReadOnlyList<string> roles) => roles.All(solution.Roles.ContainsKey)
        ? roles.SelectMany(role => solution.Roles[role].Closure).ToHashSet(StringComparer.Ordinal) : null;

    private void Judge(DemoRecordsDefinition records)
    {
        JudgeLogin(records.As, records.PlaceOf("as"));
        if (EntityOf(records.Entity, records.PlaceOf("entity")) is not { } entity) return;
        if (WhoIs(records.As) is { } roles && !MayCreate(roles, entity))
            Refuse(records.PlaceOf("as"), new("problem.demo.no_creator", records.As, entity.Key), Creators(entity));
        foreach (var row in records.Rows.Values) Values(entity).Judge(row, records.PlaceOf("rows"), null);
    }

    private void Judge(DemoPersonDefinition person)
    {
        foreach (var role in person.Roles.Where(role => !solution.Roles.ContainsKey(role)))
            Refuse(person.PlaceOf("roles", role), new("problem.no.role", role), Spelling.Suggest(role, solution.Roles.Keys));
        if (person.By is { } by) JudgeLogin(by, person.PlaceOf("by"));
        var user = solution.Entities[CoreEntities.User];
        Values(user).Judge(person.Values, person.PlaceOf("values"), null);
        if ((person.By is { } giver ? WhoIs(giver) : ClosureOf(person.Roles)) is { } roles) JudgeGiver(person, user, roles);
    }

    // Who manages people gives the values together with the account. Otherwise the platform adds the person alone and the values are set
    // afterwards, which is too late for those that a role demands.
    private void JudgeGiver(DemoPersonDefinition person, Entity user, IReadOnlySet<string> roles)
    {
        Field[] fields = [.. person.Values.Keys.Select(user.Find).OfType<Field>()
            .Where(field => field is { IsSystem: false, Computed: null })];
        if (person.By is not null && ManagesPeople(roles) && fields.All(field => Gives(roles, user, field))) return;
        var demanded = RoleDemands.Of(solution, person.Roles).Select(demand => demand.Field).ToHashSet();
        foreach (var field in fields.Where(field => demanded.Contains(field) || !Sets(roles, user, field)))
        {
            var givers = People.Where(pair => pair.Value != person && pair.Key != person.By && WhoIs(pair.Key) is { } theirs
                && ManagesPeople(theirs) && Gives(theirs, user, field)).Select(pair => pair.Key).ToList();
            Refuse(person.PlaceOf("values", field.Key),
                demanded.Contains(field) ? new("problem.demo.demanded", field.Key)
                    : person.By is { } by ? new("problem.demo.giver", by, field.Key) : new("problem.demo.own", field.Key),
                givers.Count == 0 ? new("problem.hint.no_giver", field.Key) : new("problem.hint.giver", string.Join(", ", givers)));
        }
    }

    private bool ManagesPeople(IReadOnlySet<string> roles) =>
        roles.Any(role => solution.Roles[role].Definition.Abilities.Contains(Ability.Users));

    private static bool Sets(IReadOnlySet<string> roles, Entity user, Field field) => GrantsOf(roles, user)
        .Any(grant => grant.Read is not null && grant.Update is not null && grant.Writable.Contains(field));

    private static bool Gives(IReadOnlySet<string> roles, Entity user, Field field) =>
        Accounts.MayGiveAlways(field) || GrantsOf(roles, user).Any(grant => grant.Create is not null && grant.Writable.Contains(field));

    private static IEnumerable<Grant> GrantsOf(IReadOnlySet<string> roles, Entity entity) =>
        roles.Select(role => entity.Grants.GetValueOrDefault(role)).OfType<Grant>();

    private static bool MayCreate(IReadOnlySet<string> roles, Entity entity) =>
        GrantsOf(roles, entity).Any(grant => grant.Create is not null);

    private static Message? Creators(Entity entity) =>
        entity.Grants.Where(pair => pair.Value.Create is not null).Select(pair => pair.Key).ToList() is { Count: > 0 } creators
            ? new("problem.hint.creators", string.Join(", ", creators)) : null;

    private void Judge(DemoTemplateDefinition template)
    {
        if (EntityOf(template.Entity, template.PlaceOf("entity")) is not { } entity) return;
        foreach (var step in template.Steps.Concat(template.Endings.Values.SelectMany(ending => ending))) JudgeKeys(entity, step);
        if (template.Steps is [{ Create: false } first, ..]) Refuse(first.At, new("problem.demo.first"));
    }

    private void JudgeKeys(Entity entity, DemoStepDefinition step)
    {
        if (new[] { step.Create, step.Do is not null, step.Update }.Count(does => does) is var does && does > 1
            || does == 0 && step.Files.Count == 0 && step.Rows.Count == 0 && step.Say.Count == 0)
            Refuse(step.At, new("problem.demo.action"));
        if (!step.As.StartsWith('$')) JudgeLogin(step.As, step.PlaceOf("as"));
        JudgeDay(step.On, step.PlaceOf("on"), ofStep: true);
        if (step.Do is { } key && TransitionOf(entity, key) is null)
            Refuse(step.PlaceOf("do"), new("problem.no.transition", key),
                Spelling.Suggest(key, entity.Lifecycle?.Transitions.Keys ?? []));
        foreach (var group in step.Files.Keys.Where(group => !entity.FileGroups.ContainsKey(group)))
            Refuse(step.PlaceOf("files", group), new("problem.no.file_group", group), Spelling.Suggest(group, entity.FileGroups.Keys));
        foreach (var thread in step.Say.Keys.Where(thread => !entity.Threads.ContainsKey(thread)))
            Refuse(step.PlaceOf("say", thread), new("problem.no.thread", thread), Spelling.Suggest(thread, entity.Threads.Keys));
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
        var story = new DemoStory(definition, template, seed: 0);
        try
        {
            JudgeWay(story, DemoPlan.StepsOf(story));
            plan.Tell(story);
        }
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
            if (step.Create && roles is not null && !MayCreate(roles, entity))
                RefuseOnce(step.PlaceOf("as"), login, new("problem.demo.may_not_create", story.Called, login, entity.Key),
                    Creators(entity));
            if (step.Do is null || TransitionOf(entity, step.Do) is not { } transition) continue;
            if (roles is not null && !roles.Overlaps(transition.By.Keys))
                RefuseOnce(step.PlaceOf("as"), login, new("problem.demo.may_not", story.Called, login, step.Do),
                    new("problem.hint.by", string.Join(", ", transition.By.Keys)));
            var said = states!.Said;
            if (!states.Take(transition))
                RefuseOnce(step.PlaceOf("do"), said, new("problem.demo.elsewhere", story.Called, step.Do, said),
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
        return (WhoIs(login), login);
    }

    private void JudgeValues(Entity entity, DemoStory story, DemoStepDefinition step)
    {
        var owner = step.Create ? null : entity;
        var values = Values(entity, owner);
        if (step.As.StartsWith('$')) values.JudgeGiven(step.As[1..], step.PlaceOf("as"), story);
        if (step.Comment is { } comment) values.Judge(null, comment, story);
        foreach (var file in step.Files.Values) values.JudgeAll(file, story);
        foreach (var said in step.Say.Values) values.Judge(null, said, story);
        if (step.Do is null) values.Judge(step.Values, step.PlaceOf("values"), story);
        else if (TransitionOf(entity, step.Do) is { } transition) values.Judge(transition, step.Values, step.PlaceOf("values"), story);
        foreach (var (key, rows) in step.Rows)
            if (entity.Collections.TryGetValue(key, out var collection)) Values(collection.Entity, owner).JudgeRows(rows, story);
    }

    private void JudgeDay(string? said, Location at, bool ofStep)
    {
        if (said is not null && !DemoDays.Understands(said, ofStep)) Refuse(at, new("problem.demo.day", said), new("problem.hint.day"));
    }

    private DemoValueCheck Values(Entity entity, Entity? owner = null) => new(entity, names, problems) { Owner = owner };

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

    /// <summary>Tells a problem of a template once, however many stories it is in.</summary>
    private void RefuseOnce(Location at, string about, Message message, Message? suggestion)
    {
        if (told.Add((at, about))) Refuse(at, message, suggestion);
    }

    private void Refuse(Location at, Message message, Message? suggestion = null) => problems.Add(new(at, message, suggestion));
}
