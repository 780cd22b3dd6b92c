using Cronos;

namespace Kabinet.Engine.Model;

/// <summary>The times at which a job runs, written in the words of cron and meant in one time zone.</summary>
public sealed class Schedule
{
    private readonly CronExpression cron;
    private readonly TimeZoneInfo zone;

    private Schedule(string text, CronExpression cron, TimeZoneInfo zone) => (Text, this.cron, this.zone) = (text, cron, zone);

    /// <summary>The words, with one space between them.</summary>
    public string Text { get; }

    /// <summary>Identifies the schedule: jobs of equal keys run at the same times.</summary>
    public string Key => $"{Text} {zone.Id}";

    /// <summary>The schedule in five words of cron; null if they are not understood.</summary>
    public static Schedule? Read(string text, TimeZoneInfo zone)
    {
        var words = WordsOf(text);
        return words.Length == Parts.Count && CronExpression.TryParse(string.Join(' ', words), out var cron)
            ? new(string.Join(' ', words), cron, zone) : null;
    }

    /// <summary>The words of a text.</summary>
    public static string[] WordsOf(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Keys of the five words in their order.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["minute", "hour", "day", "month", "weekday"];

    /// <summary>Index of the first word that is not understood by itself; null if each of them is.</summary>
    public static int? WrongPart(IReadOnlyList<string> words)
    {
        for (var part = 0; part < words.Count; part++)
            if (!CronExpression.TryParse(string.Join(' ', Parts.Select((_, place) => place == part ? words[part] : "*")), out _))
                return part;
        return null;
    }

    /// <summary>
    /// The first time after a moment, UTC; null if there is none. A time that a change of clocks skips comes right after the gap, and one
    /// that it repeats comes once.
    /// </summary>
    public DateTime? NextAfter(DateTime utc) => cron.GetNextOccurrence(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);
}
