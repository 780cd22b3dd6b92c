using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Kabinet.Web.Request;

/// <summary>
/// Entity tags of the API. That of a record begins with its version, <c>"7-0a1b…"</c>: a change needs the version alone, a reader who
/// compares answers needs the rest, which differs by what he may see.
/// </summary>
internal static class Preconditions
{
    private const int DigestBytes = 12;

    /// <summary>The tag of an answer; with a version where it is a record.</summary>
    public static string TagOf(ReadOnlySpan<byte> answer, int? version = null)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(answer, digest);
        var text = Convert.ToHexStringLower(digest[..DigestBytes]);
        return version is { } known ? string.Create(CultureInfo.InvariantCulture, $"\"{known}-{text}\"") : $"\"{text}\"";
    }

    /// <summary>Whether the reader has this answer already.</summary>
    public static bool Has(HttpRequest request, string tag) =>
        request.GetTypedHeaders().IfNoneMatch is { Count: > 0 } known
        && known.Any(had => had.Equals(EntityTagHeaderValue.Any) || had.Compare(new(tag), useStrongComparison: false));

    /// <summary>
    /// The versions that a change is meant for, by <c>If-Match</c>; null where it is meant for any. A header that names no version of ours
    /// is meant for none. Proxies that compress answers mark tags as weak; the version in them is as good.
    /// </summary>
    public static IReadOnlyList<int>? Versions(HttpRequest request)
    {
        if (request.Headers.IfMatch is not { Count: > 0 } header) return null;
        if (!EntityTagHeaderValue.TryParseList(header, out var tags)) return [];
        if (tags.Contains(EntityTagHeaderValue.Any)) return null;
        return [.. tags.Select(VersionOf)];
    }

    private static int VersionOf(EntityTagHeaderValue tag) =>
        int.TryParse(tag.Tag.ToString().Trim('"').Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
            : -1;
}
