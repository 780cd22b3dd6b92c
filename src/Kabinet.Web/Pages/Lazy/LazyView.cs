using Kabinet.Engine.Model;

namespace Kabinet.Web.Pages;

/// <summary>The place of a block that is read when it comes into sight.</summary>
/// <param name="FrameId">Id of the frame that fetches it.</param>
/// <param name="Href">Where the frame fetches it: the address of the page itself.</param>
/// <param name="OpenHref">The page with the block read, for whoever has no scripts.</param>
/// <param name="Lines">About as many lines as it will have, so that nothing moves when it comes.</param>
internal sealed record LazyView(string FrameId, string Href, string OpenHref, int Lines)
{
    private const string Prefix = "lazy-";
    private const int MostLines = 10, LinesOfGroup = 4, LinesOfHistory = 6;

    public static LazyView Of(PageContext page, Block block)
    {
        var address = PageAddress.Of(page.Path, page.Query);
        return new(FrameOf(block.Key), address.ToString(), address.With(PageContext.OpenKey, [.. address.All(PageContext.OpenKey), block.Key]).ToString(), LinesOf(block));
    }

    public static string FrameOf(string blockKey) => Prefix + blockKey;

    /// <summary>Key of the block whose frame asks; null where a whole page is asked for.</summary>
    public static string? BlockAsked(HttpRequest request) =>
        request.Headers["Turbo-Frame"].ToString() is { } frame && frame.StartsWith(Prefix, StringComparison.Ordinal) ? frame[Prefix.Length..] : null;

    private static int LinesOf(Block block) => block switch
    {
        FilesBlock files => Math.Max(files.Groups.Count, 1) * LinesOfGroup,
        GridBlock grid => Math.Min(grid.Definition.Limit, MostLines),
        HistoryBlock => LinesOfHistory,
        WaitingBlock waiting => waiting.Groups.Count * 2,
        _ => 2,
    };
}
