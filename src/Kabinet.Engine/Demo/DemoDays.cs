using System.Globalization;
using System.Text.RegularExpressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Demo;

/// <summary>
/// Exact days of a demo: <c>2026-10-01</c>, <c>today-14</c>, and for a step <c>+2</c>, days after the first day of its story.
/// </summary>
/// <param name="today">The day of the first start, in the time zone of the solution.</param>
internal sealed partial class DemoDays(DateOnly today)
{
    // In the middle of the calendar: no number of days leads out of it.
    private static readonly DemoDays Any = new(new(2000, 1, 1));
    private readonly DateOnly today = today;

    /// <summary>The day that is written.</summary>
    /// <param name="said">The text.</param>
    /// <param name="at">Its place.</param>
    /// <param name="first">First day of the story; null where the text is of the story itself.</param>
    /// <exception cref="SolutionException">It is no day, or one that has not come.</exception>
    public DateOnly Of(string said, Location at, DateOnly? first)
    {
        var day = Read(said, first) ?? throw new SolutionException([new(at, new("problem.demo.day", said), new("problem.hint.day"))]);
        return day <= today ? day : throw new SolutionException([new(at, new("problem.demo.future", said))]);
    }

    /// <summary>True if a text is a day: of a story, or of one of its steps.</summary>
    public static bool Understands(string said, bool ofStep) => Any.Read(said, ofStep ? Any.today : null) is not null;

    private DateOnly? Read(string said, DateOnly? first)
    {
        if (DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        var match = Pattern().Match(said);
        if (!match.Success) return null;
        var days = match.Groups["days"] is { Success: true, Value: var text } ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        return match.Groups["today"].Success ? today.AddDays(days) : first?.AddDays(days);
    }

    [GeneratedRegex(@"^((?<today>today)(?<days>[+-]\d{1,4})?|(?<days>\+\d{1,4}))$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
