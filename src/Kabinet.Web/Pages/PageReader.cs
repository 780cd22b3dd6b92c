using Kabinet.Engine.Definitions;
using Kabinet.Engine.Expressions;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pages;

/// <summary>A page ready to be drawn.</summary>
internal sealed record PageView(Page Page, string Title, string? Lead, IReadOnlyList<BlockView> Blocks)
{
    /// <summary>The page of one record has its own head.</summary>
    public bool IsOfRecord => Page.Record is not null;
}

/// <summary>Reads a page: its record once, under the reader's rights and with all the conditions of its blocks, then the blocks.</summary>
internal static class PageReader
{
    /// <summary>The page; null where its record does not exist for the reader.</summary>
    public static async ValueTask<PageView?> Read(RequestContext request, Page page, string path, IQueryCollection query, long? id, Rejected? rejected = null)
    {
        var context = await Open(request, page, path, query, id);
        if (context is null) return null;
        context = context with { Rejected = rejected };
        var blocks = await BlockReader.Read(context, page.Blocks);
        var record = blocks.Select(block => block.Model).OfType<RecordView>().FirstOrDefault();
        return new(page, record?.Title ?? page.Definition.Title.In(request.Language), page.Definition.Lead?.In(request.Language), blocks);
    }

    /// <summary>One lazy block of the page as it comes into sight; null where the reader has no such block there.</summary>
    public static async ValueTask<BlockView?> ReadBlock(RequestContext request, Page page, string path, IQueryCollection query, long? id, string key)
    {
        var found = await Find(request, (page, id), path, query, key);
        return found is ({ } context, { IsLazy: true } block) ? await BlockReader.Read(context, block) : null;
    }

    /// <summary>A block as it stands on its page, with what it knows there; null where the reader has no such block.</summary>
    public static async ValueTask<(PageContext Context, Block Block)?> Find(
        RequestContext request, (Page Page, long? Id) found, string path, IQueryCollection query, string key)
    {
        if (await Open(request, found.Page, path, query, found.Id) is not { } context) return null;
        var block = found.Page.Blocks.Where(context.Shows)
            .SelectMany(block => block is RecordBlock record ? RecordReader.BlocksOf(request, query, record) : [block])
            .FirstOrDefault(block => block.Key == key && context.Shows(block));
        return block is null ? null : (context, block);
    }

    private static async ValueTask<PageContext?> Open(RequestContext request, Page page, string path, IQueryCollection query, long? id)
    {
        if (page.Record is not { } block) return new(request, page, path, query, null);
        if (id is null) return null;
        var conditions = Conditions(request, query, page.Blocks).Distinct().ToList();
        var found = await request.Engine.Records.Find(request.Actor, block.Entity, id.Value, RecordReader.Columns(block), conditions, request.Cancellation);
        return found is null ? null : new(request, page, path, query, found) { Holding = conditions.Where((_, index) => found.Conditions[index]).ToHashSet() };
    }

    // What blocks ask of the record besides their own "when": whether rows may be added to it.
    private static IEnumerable<Expression> Conditions(RequestContext request, IQueryCollection query, IEnumerable<Block> blocks) => blocks.SelectMany(block =>
        (block.When is null ? [] : new[] { block.When }).Concat(block switch
        {
            RecordBlock record => Conditions(request, query, RecordReader.BlocksOf(request, query, record)),
            GridBlock { Of: not null, Definition.Inline: true } grid => [InlineReader.MayAdd(request, grid)],
            _ => [],
        }));
}
