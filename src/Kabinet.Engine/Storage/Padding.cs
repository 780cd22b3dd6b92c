namespace Kabinet.Engine.Storage;

/// <summary>
/// Lists of values that a statement is asked with. Their places are doubled and the last value fills those left over, so that few
/// statements serve lists of any length.
/// </summary>
internal static class Padding
{
    /// <summary>The list at 1, 2, 4, 8 … places; an empty one stays so.</summary>
    public static T[] Pad<T>(IReadOnlyList<T> values)
    {
        if (values.Count == 0) return [];
        var places = 1;
        while (places < values.Count) places *= 2;
        var padded = new T[places];
        for (var i = 0; i < places; i++) padded[i] = values[Math.Min(i, values.Count - 1)];
        return padded;
    }

    /// <summary>The parameters of a list in a statement: <c>@p3, @p4</c>.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="first">Number of the first.</param>
    public static string Places(int count, int first = 0) =>
        string.Join(", ", Enumerable.Range(first, count).Select(place => $"@p{place}"));
}
