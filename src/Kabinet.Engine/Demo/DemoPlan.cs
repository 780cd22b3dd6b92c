using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Demo;

/// <summary>Orders the steps of all stories by time. The same seed gives the same order.</summary>
internal sealed class DemoPlan(IReadOnlyList<DemoDefinition> files, DateTime start, TimeZoneInfo zone)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(7);
    private readonly int seed = files.Select(file => file.Seed).FirstOrDefault(seed => seed != 1, 1);
    private readonly IReadOnlyList<int> hours = files.Select(file => file.Hours).FirstOrDefault(hours => hours.Count == 2, [0, 24]);
    private readonly Dictionary<string, DemoTemplateDefinition> templates = files.SelectMany(file => file.Templates)
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Every step of every story, by time.</summary>
    public IReadOnlyList<DemoMoment> Moments() =>
        [.. files.SelectMany(file => file.Stories).SelectMany((story, index) =>
            Tell(new(story, TemplateOf(story), new Random(seed * 7919 + index)))).OrderBy(moment => moment.At)];

    private DemoTemplateDefinition TemplateOf(DemoStoryDefinition story) =>
        templates.TryGetValue(story.Tell, out var template) ? template
            : throw Wrong(story.PlaceOf("tell"), new("problem.demo.no_template", story.Tell), Spelling.Suggest(story.Tell, templates.Keys));

    private List<DemoMoment> Tell(DemoStory story)
    {
        var steps = StepsOf(story);
        var offsets = Offsets(steps, story.Random);
        var begin = start.AddDays(-(double)story.Definition.Ago);
        var room = TimeSpan.FromDays((double)(story.Definition.Ago - (story.Definition.Last ?? 0)));
        var scale = offsets[^1] > TimeSpan.Zero && (story.Definition.Last is not null || offsets[^1] > room) ? room / offsets[^1] : 1;
        var moments = new List<DemoMoment>(steps.Count);
        var at = DateTime.MinValue;
        for (var i = 0; i < steps.Count; i++)
        {
            at = Between(WorkingTime(begin + offsets[i] * scale, story.Random), at + Pause / 2, start - Pause * (steps.Count - i));
            moments.Add(new(story, steps[i], at));
        }
        return moments;
    }

    private static List<DemoStepDefinition> StepsOf(DemoStory story)
    {
        var (definition, template) = (story.Definition, story.Template);
        var way = template.Steps.Where(step => (step.Only is null || definition.Via.Contains(step.Only))
            && (step.Unless is null || !definition.Via.Contains(step.Unless))).ToList();
        var stop = definition.Until is null ? way.Count - 1 : way.FindIndex(step => step.Reach == definition.Until);
        if (stop < 0) throw Wrong(definition.PlaceOf("until"), new("problem.demo.no_reach", definition.Tell, definition.Until!),
            Spelling.Suggest(definition.Until!, way.Select(step => step.Reach).OfType<string>()));
        var steps = way.Take(stop + 1).ToList();
        if (definition.Then is { } ending)
            steps.AddRange(template.Endings.TryGetValue(ending, out var last) ? last
                : throw Wrong(definition.PlaceOf("then"), new("problem.demo.no_ending", definition.Tell, ending),
                Spelling.Suggest(ending, template.Endings.Keys)));
        return steps;
    }

    private static List<TimeSpan> Offsets(List<DemoStepDefinition> steps, Random random)
    {
        var (offsets, passed) = (new List<TimeSpan>(steps.Count), TimeSpan.Zero);
        foreach (var step in steps)
        {
            if (offsets.Count > 0) passed += TimeSpan.FromHours((double)step.Hours * (0.6 + 0.8 * random.NextDouble()));
            offsets.Add(passed);
        }
        return offsets;
    }

    private DateTime WorkingTime(DateTime utc, Random random)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
        if (local.Hour < hours[0] || local.Hour >= hours[1])
            local = local.Date.AddMinutes(hours[0] * 60 + random.Next((hours[1] - hours[0]) * 60));
        local = local.AddDays(local.DayOfWeek switch { DayOfWeek.Saturday => -1, DayOfWeek.Sunday => -2, _ => 0 });
        local = DateTime.SpecifyKind(local.AddTicks(-(local.Ticks % TimeSpan.TicksPerSecond)), DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
    }

    private static DateTime Between(DateTime at, DateTime earliest, DateTime latest) =>
        at < earliest ? earliest : at > latest && latest > earliest ? latest : at;

    private static SolutionException Wrong(Location at, Message message, Message? suggestion) => new([new(at, message, suggestion)]);
}

/// <summary>A story being played.</summary>
internal sealed class DemoStory(DemoStoryDefinition definition, DemoTemplateDefinition template, Random random)
{
    public DemoStoryDefinition Definition { get; } = definition;
    public DemoTemplateDefinition Template { get; } = template;
    public Random Random { get; } = random;
    /// <summary>Id of the story's record; zero until it is created.</summary>
    public long Id { get; set; }

    /// <summary>A value of the story, or the template's default; null when there is neither.</summary>
    public Node? Find(string name) => Definition.With.GetValueOrDefault(name) ?? Template.Defaults.GetValueOrDefault(name);
}

/// <summary>One step with its time.</summary>
internal sealed record DemoMoment(DemoStory Story, DemoStepDefinition Step, DateTime At);
