using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Linking;

/// <summary>A kind of block: the value of <c>block:</c> that names it, what may be written under it, how that is linked and checked.</summary>
internal abstract class BlockKind
{
    /// <summary>The value of <c>block:</c>.</summary>
    public abstract string Key { get; }
    /// <summary>The record of what may be written.</summary>
    public abstract Type Definition { get; }
    /// <summary>Whether <c>lazy: true</c> may be written.</summary>
    public virtual bool MayBeLazy => false;

    /// <summary>The linked block; null where what it depends on could not be made out or is told as a problem.</summary>
    public abstract Block? Link(BlockFrame frame, BlockDefinition definition, BlockLinking linking);

    /// <summary>Checks what can be judged only when all pages stand: links between them, readers that are shown nothing.</summary>
    public virtual void Check(Block block, PageChecks checks, IReadOnlySet<string> roles) { }
}

/// <summary>A kind of block with its two records.</summary>
/// <typeparam name="TDefinition">What is written.</typeparam>
/// <typeparam name="TBlock">What runs.</typeparam>
internal abstract class BlockKind<TDefinition, TBlock> : BlockKind where TDefinition : BlockDefinition where TBlock : Block
{
    public sealed override Type Definition => typeof(TDefinition);

    public sealed override Block? Link(BlockFrame frame, BlockDefinition definition, BlockLinking linking) => Link(frame, (TDefinition)definition, linking);

    public sealed override void Check(Block block, PageChecks checks, IReadOnlySet<string> roles) => Check((TBlock)block, checks, roles);

    protected abstract TBlock? Link(BlockFrame frame, TDefinition definition, BlockLinking linking);

    protected virtual void Check(TBlock block, PageChecks checks, IReadOnlySet<string> roles) { }
}
