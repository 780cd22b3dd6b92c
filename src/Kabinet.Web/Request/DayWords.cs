using System.Globalization;
using Kabinet.Engine.Words;

namespace Kabinet.Web.Request;

/// <summary>Days and moments as people say them: «завтра», «вчера в 14:20», «3 дек», and the year only where it is another.</summary>
internal sealed class DayWords(string language, CultureInfo culture, TimeZoneInfo zone, DateTime now)
{
    /// <summary>The present day in the zone of the solution.</summary>
    public DateOnly Today { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone));

    public string Say(DateOnly day) => (day.DayNumber - Today.DayNumber) switch
    {
        0 => Texts.Say("day.today", language),
        1 => Texts.Say("day.tomorrow", language),
        -1 => Texts.Say("day.yesterday", language),
        _ => Short(day),
    };

    public string Say(DateTime moment)
    {
        var minutes = (int)(now - moment).TotalMinutes;
        if (minutes is >= 0 and < 1) return Texts.Say("day.now", language);
        if (minutes is > 0 and < 60) return Texts.Say("day.minutes_ago", language, minutes);
        var local = TimeZoneInfo.ConvertTimeFromUtc(moment, zone);
        var day = DateOnly.FromDateTime(local);
        var near = Math.Abs(day.DayNumber - Today.DayNumber) <= 1;
        return near ? Texts.Say("day.at", language, Say(day), Time(moment)) : Short(day);
    }

    /// <summary>How long a day has been over whose work is not done: the words say what the colour says.</summary>
    public string Late(DateOnly day) => Today.DayNumber - day.DayNumber is > 0 and var days ? Texts.Say("day.past", language, days)
        : Texts.Say("day.past_today", language, Say(day));

    /// <summary>How long a moment has been over.</summary>
    public string Late(DateTime moment) => DaysSince(moment) is > 0 and var days ? Texts.Say("day.past", language, days)
        : Texts.Say("day.past_today", language, Say(moment));

    /// <summary>The time of the day alone, where the day stands above it.</summary>
    public string Time(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, zone).ToString("H:mm", CultureInfo.InvariantCulture);

    /// <summary>The exact value, for the title of the word.</summary>
    public string Exact(DateOnly day) => day.ToString("D", culture);

    /// <summary>The exact moment in the zone of the solution.</summary>
    public string Exact(DateTime moment) => TimeZoneInfo.ConvertTimeFromUtc(moment, zone).ToString("f", culture);

    /// <summary>Whole days since a moment.</summary>
    public int DaysSince(DateTime moment) => Math.Max(0, (int)(now - moment).TotalDays);

    private string Short(DateOnly day)
    {
        var month = Texts.Month(day.Month, language);
        return day.Year == Today.Year ? $"{day.Day}\u00a0{month}" : $"{day.Day}\u00a0{month}\u00a0{day.Year}";
    }
}
