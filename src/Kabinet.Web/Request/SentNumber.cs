using System.Globalization;

namespace Kabinet.Web.Request;

/// <summary>Reads whole numbers (ids, places in a list) that came with an address or a form.</summary>
internal static class SentNumber
{
    /// <summary>The number that a text is, written in digits alone; null if it is none.</summary>
    public static long? Of(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
