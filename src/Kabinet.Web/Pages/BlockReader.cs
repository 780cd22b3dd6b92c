using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Web.Request;

namespace Kabinet.Web.Pages;

/// <summary>Reads the blocks of one kind for a page, under the reader's rights, and says what they need of the page's record.</summary>
internal abstract class BlockReader
{
    /// <summary>The blocks it reads.</summary>
    public abstract Type Block { get; }

    /// <summary>The view and its model.</summary>
    public abstract ValueTask<BlockContent> Read(PageContext page, Block block);

    /// <summary>Fields of the page's record that the block shows.</summary>
    public virtual IReadOnlyList<FieldPath> Columns(Block block) => [];

    /// <summary>What the block asks of the page's record besides its own <c>when</c>: whether rows may be added to it.</summary>
    public virtual IEnumerable<Expression> Conditions(RequestContext request, Block block) => [];

    /// <summary>The blocks in it that the address opens. What stands on closed tabs costs nothing.</summary>
    public virtual IReadOnlyList<Block> Open(RequestContext request, IQueryCollection query, Block block) => [];

    /// <summary>How much in it the reader has not seen yet; the tab that it stands in says so.</summary>
    public virtual ValueTask<int> Unseen(PageContext page, Block block) => new(0);

    /// <summary>About as many lines as a lazy block will have, so that nothing moves when it comes.</summary>
    public virtual int Lines(Block block) => 2;
}

/// <summary>Reads the blocks of one kind.</summary>
internal abstract class BlockReader<TBlock> : BlockReader where TBlock : Block
{
    public sealed override Type Block => typeof(TBlock);

    public sealed override ValueTask<BlockContent> Read(PageContext page, Block block) => Read(page, (TBlock)block);

    public sealed override IReadOnlyList<FieldPath> Columns(Block block) => Columns((TBlock)block);

    public sealed override IEnumerable<Expression> Conditions(RequestContext request, Block block) => Conditions(request, (TBlock)block);

    public sealed override IReadOnlyList<Block> Open(RequestContext request, IQueryCollection query, Block block) =>
        Open(request, query, (TBlock)block);

    public sealed override int Lines(Block block) => Lines((TBlock)block);

    protected abstract ValueTask<BlockContent> Read(PageContext page, TBlock block);

    protected virtual IReadOnlyList<FieldPath> Columns(TBlock block) => [];

    protected virtual IEnumerable<Expression> Conditions(RequestContext request, TBlock block) => [];

    protected virtual IReadOnlyList<Block> Open(RequestContext request, IQueryCollection query, TBlock block) => [];

    protected virtual int Lines(TBlock block) => 2;
}

/// <summary>What a block shows.</summary>
/// <param name="View">Path of its view.</param>
/// <param name="Model">What the view draws.</param>
/// <param name="PageTitle">Title of the page where the block gives it one.</param>
internal sealed record BlockContent(string View, object Model, string? PageTitle = null);

/// <summary>A block ready to be drawn under its heading.</summary>
internal sealed record BlockView(string Key, string? Title, BlockContent Content)
{
    public string View => Content.View;
    public object Model => Content.Model;
}
