using Kabinet.Engine.Model;

namespace Kabinet.Engine.Demo;

/// <summary>Everything that demo files name: people, templates, lists, records. A name that is taken twice is a problem.</summary>
internal sealed class DemoNames
{
    private readonly List<Problem> problems;

    public DemoNames(IReadOnlyList<DemoDefinition> files, List<Problem> problems)
    {
        this.problems = problems;
        foreach (var file in files)
        {
            foreach (var (key, person) in file.People) Add(People, key, person, person.At);
            foreach (var (key, template) in file.Templates) Add(Templates, key, template, template.At);
            foreach (var (key, list) in file.Lists) Add(Lists, key, list, file.PlaceOf("lists", key));
        }
        foreach (var records in files.SelectMany(file => file.Records))
            Records.UnionWith(records.Rows.Keys.Select(name => (records.Entity, name)));
        Records.UnionWith(People.Keys.Select(login => (CoreEntities.User, login)));
        Before = [.. Records];
        foreach (var story in files.SelectMany(file => file.Stories).Where(story => story.Name is not null)) Add(story);
    }

    public Dictionary<string, DemoPersonDefinition> People { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, DemoTemplateDefinition> Templates { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, IReadOnlyList<string>> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>Named records: those of <c>records</c>, people, and the records of named stories.</summary>
    public HashSet<(string Entity, string Name)> Records { get; } = [];

    /// <summary>Those of them that exist before the stories begin.</summary>
    public HashSet<(string Entity, string Name)> Before { get; }

    private void Add(DemoStoryDefinition story)
    {
        if (Templates.TryGetValue(story.Tell, out var template) && !Records.Add((template.Entity, story.Name!)))
            problems.Add(new(story.PlaceOf("name"), new("problem.twice", story.Name!)));
    }

    private void Add<T>(Dictionary<string, T> known, string key, T value, Location at)
    {
        if (!known.TryAdd(key, value)) problems.Add(new(at, new("problem.twice", key)));
    }
}
