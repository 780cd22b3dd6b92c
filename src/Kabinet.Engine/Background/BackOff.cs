namespace Kabinet.Engine.Background;

/// <summary>Pauses between attempts: half a minute, then twice as long each time, an hour at most.</summary>
internal static class BackOff
{
    /// <summary>Attempts of a delivery before it is given up, some two hours after the first.</summary>
    public const int MostAttempts = 10;
    private const int LongestPower = 7;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static TimeSpan After(int attempts) => attempts > LongestPower ? Longest : First * Math.Pow(2, Math.Max(attempts - 1, 0));
}
