namespace Kabinet.Engine.Background;

/// <summary>Pauses between attempts: half a minute, doubled each time, at most an hour.</summary>
internal static class BackOff
{
    /// <summary>Attempts before a delivery is given up, about two hours after the first.</summary>
    public const int MostAttempts = 10;
    private const int LongestPower = 7;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan After(int attempts) => attempts > LongestPower ? Longest : First * Math.Pow(2, Math.Max(attempts - 1, 0));
}
