using System.Text.RegularExpressions;
using Kabinet.Engine.Demo;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Scenarios;

/// <summary>
/// Checks scenarios against a solution and its demo without playing them: people, keys, names of records, pages. A wrong key in a step that
/// expects a refusal is a warning: the refusal may be about that very key, but more often it hides a slip.
/// </summary>
internal sealed partial class ScenarioCheck(Solution solution, DemoCheck demo, Kinds kinds)
{
    private const int Refused = 400;
    /// <summary>What a row of an update says besides fields: which one it is, its version, and that it goes.</summary>
    private static readonly string[] PartOfUpdate = ["id", "_version", "_delete"];
    private readonly List<Problem> problems = [], warnings = [];
    private readonly Dictionary<string, Entity> records = new(StringComparer.Ordinal);
    private ScenarioStepDefinition step = null!;

    /// <summary>Problems of all scenarios.</summary>
    public IReadOnlyList<Problem> Problems => SolutionReader.InOrder(problems);

    /// <summary>Warnings of all scenarios.</summary>
    public IReadOnlyList<Problem> Warnings => SolutionReader.InOrder(warnings);

    /// <summary>Checks a scenario.</summary>
    public void Judge(ScenarioDefinition scenario)
    {
        records.Clear();
        if (scenario.Scenario != Path.GetFileNameWithoutExtension(scenario.At.File))
            problems.Add(new(scenario.PlaceOf("scenario"), new("problem.scenario.key", scenario.Scenario)));
        foreach (var next in scenario.Steps)
        {
            step = next;
            JudgeLogin(step.As, step.PlaceOf("as"));
            if (Given().Concat(Named()).Any(text => text.StartsWith('@'))) JudgeLogin(scenario.Finder, scenario.PlaceOf("finder"));
            if (step.Actions is not [var (key, value)]) problems.Add(new(step.At, new("problem.scenario.action")));
            else Judge(key, value);
        }
    }

    private void Judge(string key, string value)
    {
        var at = step.PlaceOf(key);
        var entity = key switch
        {
            "create" or "list" => EntityOf(value, at),
            "update" or "delete" or "get" or "journal" or "files" or "checklist" or "thread_of" or "notices" => RecordOf(value, at),
            "do" or "post" or "pass" or "upload" or "download" => RecordOf(step.Of, step.PlaceOf("of")),
            _ => null,
        };
        if (key == "page") JudgePage(value, at);
        if (key == "later" && step.Time is null) problems.Add(new(at, new("problem.duration", value), new("problem.hint.duration")));
        if (key == "job" && !solution.Jobs.ContainsKey(value) && !Texts.Catalogue.ContainsKey($"job.{value}"))
            Tell(at, new("problem.no.job", value), Spelling.Suggest(value, solution.Jobs.Keys));
        JudgeGiven();
        if (entity is null) return;
        if (key == "do") JudgeTransition(entity, value, at);
        else JudgeValues(entity, key);
        if (key == "list") JudgeList(entity);
        if (step.Group is { } group && !entity.FileGroups.ContainsKey(group))
            Tell(step.PlaceOf("group"), new("problem.no.file_group", group), Spelling.Suggest(group, entity.FileGroups.Keys));
        if (step.Thread is { } thread && !entity.Threads.ContainsKey(thread))
            Tell(step.PlaceOf("thread"), new("problem.no.thread", thread), Spelling.Suggest(thread, entity.Threads.Keys));
        if (step.Kind is { } kind && entity.FileGroups.GetValueOrDefault(step.Group ?? "") is { } ofKind && !ofKind.Kinds.ContainsKey(kind))
            Tell(step.PlaceOf("kind"), new("problem.no.file_kind", kind), Spelling.Suggest(kind, ofKind.Kinds.Keys));
        foreach (var offered in step.Allows) JudgeOffered(entity, offered, step.PlaceOf("allows", offered));
        foreach (var denied in step.Denies) JudgeOffered(entity, denied, step.PlaceOf("denies", denied));
        if (step.Name is { } name && key is "create" or "list") records[step.Name!] = entity;
    }

    private void JudgeTransition(Entity entity, string key, Location at)
    {
        var transitions = entity.Lifecycle?.Transitions ?? new Dictionary<string, Transition>();
        if (!transitions.TryGetValue(key, out var transition))
            Tell(at, new("problem.no.transition", key), Spelling.Suggest(key, transitions.Keys));
        else foreach (var input in step.Values.Keys.Where(input => transition.Asks.All(ask => ask.Key != input)))
            Tell(step.PlaceOf("values", input), new("problem.demo.not_asked", key, input),
                Spelling.Suggest(input, transition.Asks.Select(ask => ask.Key)));
    }

    // A transition that is not there is never offered, so a slip in `denies` would pass for ever.
    private void JudgeOffered(Entity entity, string key, Location at)
    {
        if (entity.Lifecycle?.Transitions.ContainsKey(key) != true)
            problems.Add(new(at, new("problem.no.transition", key), Spelling.Suggest(key, entity.Lifecycle?.Transitions.Keys ?? [])));
    }

    private void JudgeValues(Entity entity, string action)
    {
        if (action is not ("create" or "update")) return;
        JudgeFields(entity, step.Values.Keys, key => step.PlaceOf("values", key));
        foreach (var (key, rows) in step.Rows)
            if (entity.Collections.TryGetValue(key, out var collection))
                JudgeFields(collection.Entity, rows.SelectMany(row => row.Keys).Distinct()
                    .Except(action == "update" ? PartOfUpdate : []), _ => step.PlaceOf("rows", key));
            else Tell(step.PlaceOf("rows", key), new("problem.no.way_back", key), Spelling.Suggest(key, entity.Collections.Keys));
    }

    private void JudgeList(Entity entity)
    {
        if (step.Where is { } where) JudgeCondition(entity, where, step.PlaceOf("where"));
        foreach (var order in step.Sort?.Split(',', StringSplitOptions.TrimEntries) ?? [])
            if (order.TrimStart('-') is var path && entity.FindPath(path) is null)
                Tell(step.PlaceOf("sort"), new("problem.no_field", entity.Key, path),
                    Spelling.Suggest(path, entity.Fields.Select(field => field.Key)));
    }

    // Rights are not judged: whether this person may ask by a field is what the scenario finds out.
    private void JudgeCondition(Entity entity, string text, Location at)
    {
        foreach (Match name in RecordName().Matches(text)) RecordOf(name.Value[1..], at);
        var filled = RecordName().Replace(text, name => "1".PadRight(name.Length));
        try
        {
            ExpressionChecker.Check(filled, entity,
                new() { Expected = DataType.YesNo, Entities = solution.Entities, Zone = solution.Zone });
        }
        catch (ExpressionException wrong)
        {
            Tell(at, new("problem.expression", wrong.Reason, text, wrong.Position + 1),
                wrong.Suggestion is null ? null : Spelling.Meant(wrong.Suggestion));
        }
    }

    private void JudgeGiven()
    {
        foreach (var text in Given())
            if (text.StartsWith('$')) RecordOf(text[1..], step.PlaceOf("values"));
            else if (text.StartsWith('@')) JudgeFound(text[1..], step.PlaceOf("values"));
    }

    private void JudgeFields(Entity entity, IEnumerable<string> keys, Func<string, Location> placeOf)
    {
        var known = entity.Fields.Select(field => field.Key).ToList();
        foreach (var key in keys.Except(known)) Tell(placeOf(key), new("problem.no_field", entity.Key, key), Spelling.Suggest(key, known));
    }

    // `service.code=PROJECT`
    private Entity? JudgeFound(string path, Location at)
    {
        var (dot, sign) = (path.IndexOf('.', StringComparison.Ordinal), path.IndexOf('=', StringComparison.Ordinal));
        if (dot < 0 || sign < dot)
        {
            problems.Add(new(at, new("problem.scenario.found", path)));
            return null;
        }
        var entity = EntityOf(path[..dot], at);
        if (entity is not null) JudgeFields(entity, [path[(dot + 1)..sign]], _ => at);
        return entity;
    }

    private void JudgePage(string address, Location at)
    {
        var path = PagePath.Segments(address.Split('?')[0]).Select(part => part.StartsWith('$') ? "0" : part).ToArray();
        var pages = solution.Pages.Values.Where(page => page.Definition.Path is not null).ToList();
        if (kinds.KeptWords.Contains(path[0])
            || pages.Exists(page => PagePath.Match(PagePath.Segments(page.Definition.Path), path).IsMatch)) return;
        Tell(at, new("problem.page.no_address", address), Spelling.Suggest(address, pages.Select(page => page.Definition.Path)));
    }

    private IEnumerable<string> Given() => step.Values.Values
        .Concat(step.Rows.Values.SelectMany(rows => rows.SelectMany(row => row.Values))).OfType<TextNode>().Select(node => node.Text);

    private IEnumerable<string> Named() => step.Actions
        .Where(action => action.Key is not ("create" or "list" or "post" or "pass" or "upload" or "download" or "page" or "job" or "later"))
        .Select(action => action.Value).Concat(step.Of is { } of ? [of] : []);

    private Entity? EntityOf(string key, Location at)
    {
        if (solution.Entities.TryGetValue(key, out var entity)) return entity;
        Tell(at, new("problem.no.entity", key), Spelling.Suggest(key, solution.Entities.Keys));
        return null;
    }

    private Entity? RecordOf(string? name, Location at)
    {
        if (name is ['@', .. var path]) return JudgeFound(path, at);
        if (name is not null && records.TryGetValue(name, out var entity)) return entity;
        problems.Add(name is null ? new(step.At, new("problem.missing", "of"))
            : new(at, new("problem.scenario.no_record", name), Spelling.Suggest(name, records.Keys)));
        return null;
    }

    private void JudgeLogin(string login, Location at)
    {
        if (login != Role.Guest && !demo.People.ContainsKey(login))
            problems.Add(new(at, new("problem.demo.no_login", login), Spelling.Suggest(login, demo.People.Keys)));
    }

    private void Tell(Location at, Message message, Message? suggestion) =>
        (step.Expect >= Refused ? warnings : problems).Add(new(at, message, suggestion));

    [GeneratedRegex(@"\$\w+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RecordName();
}
