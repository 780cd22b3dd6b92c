using Kabinet.Engine.Commands;

namespace Kabinet.Web.Api;

/// <summary>
/// Rows that a change of their owner brings: without <c>id</c> a new one, with it a change of that one, from <c>_version</c> if it is sent,
/// and with <c>_delete</c> its removal. Rows that are not sent stay as they are.
/// </summary>
internal static class SentParts
{
    private const string Id = "id", Version = "_version", Delete = "_delete";

    /// <summary>The rows by collection; the second value is the place of a row that is not understood.</summary>
    public static (IReadOnlyDictionary<string, IReadOnlyList<GivenPart>> Rows, string? Wrong) Of(
        IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> sent)
    {
        var rows = new Dictionary<string, IReadOnlyList<GivenPart>>(StringComparer.Ordinal);
        foreach (var (key, parts) in sent)
        {
            var given = new List<GivenPart>(parts.Count);
            foreach (var part in parts)
                if (Of(part) is { } read) given.Add(read);
                else return (rows, $"{key}.{given.Count}");
            rows[key] = given;
        }
        return (rows, null);
    }

    private static GivenPart? Of(IReadOnlyDictionary<string, object?> part)
    {
        var (id, version, delete) = (part.GetValueOrDefault(Id), part.GetValueOrDefault(Version), part.GetValueOrDefault(Delete));
        if (id is not (null or long) || version is not (null or >= 1L and <= int.MaxValue) || delete is not (null or bool)
            || id is null && (version is not null || delete is true)) return null;
        return new((long?)id, (int?)(long?)version, part.Where(pair => pair.Key is not (Id or Version or Delete)).ToDictionary(),
            Removed: delete is true);
    }
}
