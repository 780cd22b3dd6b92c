using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pages;

/// <summary>A page ready to be drawn.</summary>
internal sealed record PageView(Page Page, string Title, string? Lead, IReadOnlyList<BlockView> Blocks)
{
    /// <summary>The page of one record has its own head.</summary>
    public bool IsOfRecord => Page.RecordBlock is not null;
}

/// <summary>Where a page was asked for.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Query">Its state: filters, order, tab.</param>
/// <param name="Id">The record, where the address has one.</param>
internal sealed record PageAsked(string Path, IQueryCollection Query, long? Id);

/// <summary>Reads a page: its record once, under the reader's rights and with all the conditions of its blocks, then the blocks.</summary>
internal sealed class PageReader(BlockReaders readers)
{
    /// <summary>The page; null where its record does not exist for the reader.</summary>
    public async ValueTask<PageView?> Read(RequestContext request, Page page, PageAsked asked, Rejected? rejected = null)
    {
        if (await Open(request, page, asked) is not { } context) return null;
        var blocks = await readers.Read(context with { Rejected = rejected }, page.Blocks);
        var title = blocks.Select(block => block.Content.PageTitle).FirstOrDefault(title => title is not null);
        return new(page, title ?? page.Definition.Title.In(request.Language), page.Definition.Lead?.In(request.Language), blocks);
    }

    /// <summary>One lazy block of the page as it comes into sight; null where the reader has no such block there.</summary>
    public async ValueTask<BlockView?> ReadBlock(RequestContext request, Page page, PageAsked asked, string key)
    {
        var found = await Find(request, page, asked, key);
        return found is ({ } context, { IsLazy: true } block) ? await readers.Read(context, block) : null;
    }

    /// <summary>A block as it stands on its page, with what it knows there; null where the reader has no such block.</summary>
    public async ValueTask<(PageContext Context, Block Block)?> Find(RequestContext request, Page page, PageAsked asked, string key)
    {
        if (await Open(request, page, asked) is not { } context) return null;
        var open = readers.Open(request, asked.Query, page.Blocks.Where(context.Shows));
        var block = open.FirstOrDefault(block => block.Key == key && context.Shows(block));
        return block is null ? null : (context, block);
    }

    private async ValueTask<PageContext?> Open(RequestContext request, Page page, PageAsked asked)
    {
        var context = new PageContext(request, page, asked.Path, asked.Query, null, readers);
        if (page.RecordBlock is not { OwnRecord: { } entity } block) return context;
        if (asked.Id is not { } id) return null;
        var conditions = readers.Conditions(request, readers.Open(request, asked.Query, page.Blocks)).Distinct().ToList();
        var found = await request.Engine.Records.Find(request.Actor, entity, id, readers.Columns(block), conditions, request.Cancellation);
        return found is null ? null
            : context with { Found = found, Holding = conditions.Where((_, index) => found.Conditions[index]).ToHashSet() };
    }
}
