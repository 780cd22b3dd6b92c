using System.Globalization;

namespace Kabinet.Engine.Outbox;

/// <summary>Serializes changes as one line for other nodes: <c>node|request,42|request,42,7</c>.</summary>
internal static class ChangeText
{
    /// <summary>
    /// Maximum number of changes in one message. PostgreSQL allows 8,000 bytes; a key has at most 41 characters, a number 20 digits.
    /// </summary>
    public const int MostChanges = 80;

    public static string Write(Guid node, IEnumerable<Change> changes) =>
        string.Join('|', changes.Select(change => change.Receiver is { } receiver ? $"{change.Entity},{change.Id},{receiver}"
            : $"{change.Entity},{change.Id}").Prepend(node.ToString("N")));

    public static bool TryRead(string text, out Guid node, out IReadOnlyList<Change> changes)
    {
        var parts = text.Split('|');
        changes = [.. parts.Skip(1).Select(Read).OfType<Change>()];
        return Guid.TryParseExact(parts[0], "N", out node);
    }

    private static Change? Read(string text)
    {
        var parts = text.Split(',');
        if (parts.Length < 2 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        if (parts.Length == 2) return new(parts[0], id);
        return long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var receiver) ? new(parts[0], id, receiver)
            : null;
    }
}
