using System.Globalization;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Background;

/// <summary>What a job or a timed transition has last done to a record.</summary>
/// <param name="Value">The value of <see cref="TimedWork.Once"/> then, as text.</param>
/// <param name="Run">The run; 0 if it is not in the log.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Tries">Failed attempts in a row; 0 if the last attempt succeeded.</param>
internal sealed record JobMark(string Value, long Run, DateTime At, int Tries)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);
    private const int LongestPower = 6;

    /// <summary>Whether the record is left alone now. A clock that was set back is no reason to deal with it once more.</summary>
    /// <param name="work">The work.</param>
    /// <param name="run">The running run.</param>
    /// <param name="value">The present value of <see cref="TimedWork.Once"/>.</param>
    /// <param name="now">Now, UTC.</param>
    public bool Settles(TimedWork work, long run, string value, DateTime now)
    {
        if (run != 0 && Run == run) return true;
        var isSame = work.Once is null || Value == value;
        if (Tries > 0) return work.IsTimed && isSame && IsWithin(PauseAfter(Tries), now);
        return work.Again is { } again ? isSame && IsWithin(again, now) : work.Once is not null && isSame;
    }

    /// <summary>The value of an expression as text.</summary>
    public static string TextOf(object? value) => value switch
    {
        null => "",
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private bool IsWithin(TimeSpan time, DateTime now) => (now - At).Duration() < time;

    private static TimeSpan PauseAfter(int tries) =>
        tries > LongestPower ? LongestPause : FirstPause * Math.Pow(2, tries - 1);
}
