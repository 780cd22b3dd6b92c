using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Solutions.Yaml;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Demo;

/// <summary>Orders the steps of all stories by time. The same seed gives the same order.</summary>
internal sealed class DemoPlan(IReadOnlyList<DemoDefinition> files, DateTime start, TimeZoneInfo zone)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(7);
    private readonly int seed = files.Select(file => file.Seed).FirstOrDefault(seed => seed != 1, 1);
    private readonly IReadOnlyList<int> hours = files.Select(file => file.Hours).FirstOrDefault(hours => hours.Count == 2, [0, 24]);
    private readonly DemoDays days =
        new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(start, DateTimeKind.Utc), zone)));
    private readonly Dictionary<string, DemoTemplateDefinition> templates = files.SelectMany(file => file.Templates)
        .DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Every step of every story, by time.</summary>
    public IReadOnlyList<DemoMoment> Moments() =>
        [.. files.SelectMany(file => file.Stories).SelectMany((story, index) =>
            Tell(new(story, TemplateOf(story), seed * 7919 + index))).OrderBy(moment => moment.At)];

    private DemoTemplateDefinition TemplateOf(DemoStoryDefinition story) =>
        templates.TryGetValue(story.Tell, out var template) ? template
            : throw Wrong(story.PlaceOf("tell"), new("problem.demo.no_template", story.Tell), Spelling.Suggest(story.Tell, templates.Keys));

    /// <summary>The steps of a story with their times.</summary>
    /// <exception cref="SolutionException">A step lies in the future, or before the step before.</exception>
    public List<DemoMoment> Tell(DemoStory story)
    {
        var steps = StepsOf(story);
        var offsets = Offsets(steps, story.Random);
        var begin = Begin(story);
        var first = DayOf(begin);
        var scale = steps.Exists(step => step.On is not null) ? 1 : Scale(story, begin, offsets[^1]);
        var moments = new List<DemoMoment>(steps.Count);
        var (at, since) = (DateTime.MinValue, (At: begin, Offset: TimeSpan.Zero));
        for (var i = 0; i < steps.Count; i++)
        {
            var on = steps[i].On is { } said ? days.Of(said, steps[i].PlaceOf("on"), first)
                : i == 0 && story.Definition.On is not null ? first : (DateOnly?)null;
            if (on < DayOf(at)) throw Wrong(steps[i].PlaceOf("on"), new("problem.demo.backwards", story.Called, steps[i].On!), null);
            var wanted = on is { } day ? OnDay(day, story.Random)
                : WorkingTime(since.At + (offsets[i] - since.Offset) * scale, story.Random);
            at = Between(wanted, at + Pause / 2, start - Pause * (steps.Count - i));
            if (on is not null) since = (at, offsets[i]);
            moments.Add(new(story, steps[i], at));
        }
        return moments;
    }

    private DateTime Begin(DemoStory story) => story.Definition switch
    {
        { On: { } on, Ago: null } => Utc(days.Of(on, story.Definition.PlaceOf("on"), null).ToDateTime(new(hours[0], 0))),
        { On: null, Ago: { } ago } when ago >= 1 && decimal.IsInteger(ago) => OnDay(DayOf(start.AddDays(-(double)ago)), new(story.Seed)),
        { On: null, Ago: { } ago } => start.AddDays(-(double)ago),
        _ => throw Wrong(story.Definition.At, new("problem.demo.when"), null),
    };

    private double Scale(DemoStory story, DateTime begin, TimeSpan whole)
    {
        var room = start.AddDays(-(double)(story.Definition.Last ?? 0)) - begin;
        return whole > TimeSpan.Zero && (story.Definition.Last is not null || whole > room) ? room / whole : 1;
    }

    private DateOnly DayOf(DateTime utc) => utc == DateTime.MinValue ? DateOnly.MinValue
        : DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));

    private DateTime OnDay(DateOnly day, Random random) =>
        Utc(day.ToDateTime(TimeOnly.MinValue).AddMinutes(hours[0] * 60 + random.Next((hours[1] - hours[0]) * 60)));

    /// <summary>The steps that a story plays.</summary>
    /// <exception cref="SolutionException">It stops or ends where its template does not.</exception>
    internal static List<DemoStepDefinition> StepsOf(DemoStory story)
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
        return Utc(local.AddTicks(-(local.Ticks % TimeSpan.TicksPerSecond)));
    }

    private DateTime Utc(DateTime time)
    {
        var local = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
    }

    private static DateTime Between(DateTime at, DateTime earliest, DateTime latest) =>
        at < earliest ? earliest : at > latest && latest > earliest ? latest : at;

    private static SolutionException Wrong(Location at, Message message, Message? suggestion) => new([new(at, message, suggestion)]);
}

/// <summary>A story being played.</summary>
internal sealed class DemoStory(DemoStoryDefinition definition, DemoTemplateDefinition template, int seed)
{
    public DemoStoryDefinition Definition { get; } = definition;
    public DemoTemplateDefinition Template { get; } = template;
    public int Seed { get; } = seed;
    public Random Random { get; } = new(seed);
    /// <summary>Id of the story's record; zero until it is created.</summary>
    public long Id { get; set; }
    /// <summary>The record just before the present step, as the step's person sees it; null where no value is taken from it.</summary>
    public Record? Current { get; set; }

    /// <summary>The story in messages: its name, else its place.</summary>
    public Message Called => Definition.Name is { } name ? new("problem.demo.named", name) : new("problem.demo.story", Definition.At);

    /// <summary>A value of the story, or the template's default; null when there is neither.</summary>
    public Node? Find(string name) => Definition.With.GetValueOrDefault(name) ?? Template.Defaults.GetValueOrDefault(name);
}

/// <summary>One step with its time.</summary>
internal sealed record DemoMoment(DemoStory Story, DemoStepDefinition Step, DateTime At);
