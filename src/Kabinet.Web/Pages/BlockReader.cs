using Kabinet.Engine.Definitions;

namespace Kabinet.Web.Pages;

/// <summary>Reads the blocks of a page, one after another: one reader per kind of block.</summary>
internal static class BlockReader
{
    public static async ValueTask<IReadOnlyList<BlockView>> Read(PageContext page, IEnumerable<Block> blocks)
    {
        var views = new List<BlockView>();
        foreach (var block in blocks.Where(page.Shows))
            views.Add(page.Opens(block) ? await Read(page, block) : View(page, block, "Lazy/Lazy", LazyView.Of(page, block)));
        return views;
    }

    public static async ValueTask<BlockView> Read(PageContext page, Block block) => block switch
    {
        AccountBlock account => View(page, block, "People/Account", await AccountReader.Read(page, account)),
        BackgroundBlock => View(page, block, "Background/Background", await BackgroundReader.Read(page)),
        BoardBlock board => View(page, block, "Board/Board", await BoardReader.Read(page, board)),
        FilesBlock files => View(page, block, "Files/Files", await FilesReader.Read(page, files)),
        FormBlock form => View(page, block, "Form/Form", await FormReader.Read(page, form)),
        GridBlock { Of: not null, Definition.Inline: true } lines => View(page, block, "Inline/Inline", await InlineReader.Read(page, lines)),
        GridBlock grid => View(page, block, "Grid/Grid", await GridReader.Read(page, grid)),
        HistoryBlock history => View(page, block, "History/History", await HistoryReader.Read(page, history)),
        InvitationBlock invitation => View(page, block, "People/Invitation", await InvitationReader.Read(page, invitation)),
        LettersBlock => View(page, block, "People/Letters", await LettersReader.Read(page)),
        MetricsBlock metrics => View(page, block, "Metrics/Metrics", await MetricsReader.Read(page, metrics)),
        PeopleBlock people => View(page, block, "People/People", await PeopleReader.Read(page, people)),
        RecordBlock record => View(page, block, "Record/Record", await RecordReader.Read(page, record)),
        TextBlock text => View(page, block, "Text/Text", new TextView(Markdown.Html(page.Request.Say(text.Text)))),
        WaitingBlock waiting => View(page, block, "Waiting/Waiting", await WaitingReader.Read(page, waiting)),
        _ => throw new NotSupportedException($"No view for {block.GetType().Name}"),
    };

    private static BlockView View(PageContext page, Block block, string view, object model) =>
        new(block.Key, block.Title?.In(page.Request.Language), $"/Views/Blocks/{view}.cshtml", model);
}
