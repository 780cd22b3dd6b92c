using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>A kind of block: its key, its definition, how it is linked and checked.</summary>
internal abstract class BlockKind
{
    /// <summary>The value of <c>block:</c> that selects the kind.</summary>
    public abstract string Key { get; }
    /// <summary>Type of its definition.</summary>
    public abstract Type Definition { get; }
    /// <summary>True if the block supports <c>lazy: true</c>.</summary>
    public virtual bool MayBeLazy => false;

    /// <summary>Links a block. Null if something it depends on is unparsed or has been reported as a problem.</summary>
    public abstract Block? Link(BlockFrame frame, BlockDefinition definition, BlockLinking linking);

    /// <summary>Checks that need all linked pages: links between pages, roles that see nothing in the block.</summary>
    public virtual void Check(Block block, PageChecks checks, IReadOnlySet<string> roles) { }
}

/// <summary>A kind of block with its definition type and its linked type.</summary>
/// <typeparam name="TDefinition">Type of the definition.</typeparam>
/// <typeparam name="TBlock">Type of the linked block.</typeparam>
internal abstract class BlockKind<TDefinition, TBlock> : BlockKind where TDefinition : BlockDefinition where TBlock : Block
{
    public sealed override Type Definition => typeof(TDefinition);

    public sealed override Block? Link(BlockFrame frame, BlockDefinition definition, BlockLinking linking) =>
        Link(frame, (TDefinition)definition, linking);

    public sealed override void Check(Block block, PageChecks checks, IReadOnlySet<string> roles) => Check((TBlock)block, checks, roles);

    protected abstract TBlock? Link(BlockFrame frame, TDefinition definition, BlockLinking linking);

    protected virtual void Check(TBlock block, PageChecks checks, IReadOnlySet<string> roles) { }
}
