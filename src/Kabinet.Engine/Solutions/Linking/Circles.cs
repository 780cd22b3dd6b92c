namespace Kabinet.Engine.Solutions.Linking;

/// <summary>Finds ways that lead back to where they begin.</summary>
internal static class Circles
{
    /// <summary>The way from something back to itself, both ends included; null if there is none.</summary>
    /// <param name="start">Where the way begins and ends.</param>
    /// <param name="next">What each leads to.</param>
    public static IEnumerable<T>? Through<T>(T start, Func<T, IEnumerable<T>> next) where T : class => Way(start, start, next, []);

    private static IEnumerable<T>? Way<T>(T from, T to, Func<T, IEnumerable<T>> next, HashSet<T> seen) where T : class
    {
        foreach (var other in next(from))
            if (other == to) return [from, to];
            else if (seen.Add(other) && Way(other, to, next, seen) is { } rest) return rest.Prepend(from);
        return null;
    }
}
