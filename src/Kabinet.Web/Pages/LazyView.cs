using Kabinet.Engine.Model;
using Kabinet.Web.Site;

namespace Kabinet.Web.Pages;

/// <summary>The place of a block that is read when it comes into sight.</summary>
/// <param name="FrameId">Id of the frame that fetches it.</param>
/// <param name="Href">Where the frame fetches it: the address of the page itself.</param>
/// <param name="OpenHref">The page with the block read, for whoever has no scripts.</param>
/// <param name="Lines">About as many lines as it will have, so that nothing moves when it comes.</param>
internal sealed record LazyView(string FrameId, string Href, string OpenHref, int Lines)
{
    private const string Prefix = "lazy-";

    public static LazyView Of(PageContext page, Block block, int lines)
    {
        var address = PageAddress.Of(page.Path, page.Query);
        return new(FrameOf(block.Key), address.ToString(),
            address.With(PageContext.OpenKey, [.. address.All(PageContext.OpenKey), block.Key]).ToString(), lines);
    }

    public static string FrameOf(string blockKey) => Prefix + blockKey;

    /// <summary>Key of the block whose frame asks; null where a whole page is asked for.</summary>
    public static string? BlockAsked(HttpRequest request) =>
        request.Headers["Turbo-Frame"].ToString() is { } frame && frame.StartsWith(Prefix, StringComparison.Ordinal)
            ? frame[Prefix.Length..] : null;
}
