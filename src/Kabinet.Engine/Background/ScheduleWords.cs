using System.Globalization;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Background;

/// <summary>Says in words how often a job runs.</summary>
internal static class ScheduleWords
{
    private const string Any = "*";

    /// <summary>An interval: each hour, every six hours, every day.</summary>
    public static Message Of(TimeSpan every) => every switch
    {
        { TotalDays: 1 } => new("background.every_day"),
        { TotalHours: 1 } => new("background.every_hour"),
        { TotalMinutes: 1 } => new("background.every_minute"),
        { TotalDays: > 1 } => new("background.every_days", (int)every.TotalDays),
        { TotalHours: > 1 } => new("background.every_hours", (int)every.TotalHours),
        _ => new("background.every_minutes", (int)every.TotalMinutes),
    };

    /// <summary>A schedule: on working days at 9:00. A schedule that is none of the usual ones is said in the words of cron.</summary>
    public static Message Of(Schedule schedule)
    {
        var words = Schedule.WordsOf(schedule.Text);
        return words.Length == 5 ? Of(words[0], words[1], words[2..]) ?? new("background.by_cron", schedule.Text)
            : new("background.by_cron", schedule.Text);
    }

    private static Message? Of(string minute, string hour, string[] days)
    {
        if (days is [Any, Any, Any] && Step(minute) is { } minutes && hour == Any) return Of(TimeSpan.FromMinutes(minutes));
        if (Whole(minute) is not { } past || past > 59) return null;
        if (days is [Any, Any, Any] && Step(hour) is { } hours && past == 0) return Of(TimeSpan.FromHours(hours));
        if (Whole(hour) is not { } at) return null;
        var time = string.Create(CultureInfo.InvariantCulture, $"{at}:{past:00}");
        return days switch
        {
            [Any, Any, Any] => new("background.daily", time),
            [Any, Any, "1-5" or "MON-FRI"] => new("background.working_days", time),
            [Any, Any, "0,6" or "6,0" or "6,7" or "6-7" or "SAT,SUN"] => new("background.days_off", time),
            ["L", Any, Any] => new("background.month_end", time),
            [var day, Any, Any] when Whole(day) is { } of => new("background.monthly", of, time),
            [Any, Any, var day] when Weekday(day) is { } name => new("background.weekly", name, time),
            _ => null,
        };
    }

    /// <summary>The step of <c>*/5</c>; 1 for <c>*</c>.</summary>
    private static int? Step(string word) =>
        word == Any ? 1 : word.StartsWith("*/", StringComparison.Ordinal) ? Whole(word[2..]) : null;

    private static int? Whole(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static LocalizedText? Weekday(string word) =>
        Whole(word) is { } day and <= 7 ? Texts.Catalogue[$"background.weekday_{(day == 0 ? 7 : day)}"] : null;
}
