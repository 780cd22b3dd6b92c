using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pages;

/// <summary>The readers of all kinds of blocks, found by the block.</summary>
internal sealed class BlockReaders(IEnumerable<BlockReader> readers)
{
    private readonly Dictionary<Type, BlockReader> byBlock = readers.ToDictionary(reader => reader.Block);

    /// <summary>Reads blocks one after another; those that the reader does not have are left out, lazy ones keep their place.</summary>
    public async ValueTask<IReadOnlyList<BlockView>> Read(PageContext page, IEnumerable<Block> blocks)
    {
        var views = new List<BlockView>();
        foreach (var block in blocks.Where(page.Shows)) views.Add(page.Opens(block) ? await Read(page, block) : Place(page, block));
        return views;
    }

    /// <summary>Reads one block, lazy or not.</summary>
    public async ValueTask<BlockView> Read(PageContext page, Block block) =>
        View(page, block, await byBlock[block.GetType()].Read(page, block));

    /// <summary>The blocks, and of those that hold others the ones that the address opens.</summary>
    public IEnumerable<Block> Open(RequestContext request, IQueryCollection query, IEnumerable<Block> blocks) =>
        blocks.SelectMany(block => Open(request, query, byBlock[block.GetType()].Open(request, query, block)).Prepend(block));

    /// <summary>What open blocks ask of the page's record.</summary>
    public IEnumerable<Expression> Conditions(RequestContext request, IEnumerable<Block> open) =>
        open.SelectMany(block => byBlock[block.GetType()].Conditions(request, block).Concat(block.When is { } when ? [when] : []));

    /// <summary>How much in blocks the reader has not seen yet.</summary>
    public async ValueTask<int> Unseen(PageContext page, IEnumerable<Block> blocks)
    {
        var unseen = 0;
        foreach (var block in blocks) unseen += await byBlock[block.GetType()].Unseen(page, block);
        return unseen;
    }

    /// <summary>Fields of the page's record that a block shows.</summary>
    public IReadOnlyList<FieldPath> Columns(Block block) => byBlock[block.GetType()].Columns(block);

    private BlockView Place(PageContext page, Block block) =>
        View(page, block, new("/Pages/Lazy.cshtml", LazyView.Of(page, block, byBlock[block.GetType()].Lines(block))));

    private static BlockView View(PageContext page, Block block, BlockContent content) =>
        new(block.Key, block.Title?.In(page.Request.Language), content);
}
