using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Web.Site;

/// <summary>What a page listens to: entities whose records it lists, the one record it shows.</summary>
internal static class Topics
{
    public static IEnumerable<string> Of(Page page, string path)
    {
        var listed = page.AllBlocks.SelectMany(block => block.Topics).Select(entity => entity.Key);
        return (page.RecordBlock?.OwnRecord is { } shown ? listed.Append($"{shown.Key}:{IdIn(path)}") : listed)
            .Distinct(StringComparer.Ordinal);
    }

    private static string? IdIn(string path) =>
        path.Split('/').LastOrDefault(segment => segment.Length > 0 && segment.All(char.IsAsciiDigit));
}
