using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>Files of the page's record, by file group.</summary>
public sealed record FilesBlockDefinition : BlockDefinition
{
    /// <summary>File groups in order. Default: all that the user may read.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];
}

/// <summary>A linked files block. No groups mean all groups.</summary>
public sealed record FilesBlock(BlockFrame Frame, IReadOnlyList<FileGroup> Groups) : Block(Frame);

/// <summary><c>block: files</c>.</summary>
internal sealed class FilesBlockKind : BlockKind<FilesBlockDefinition, FilesBlock>
{
    public override string Key => "files";
    public override bool MayBeLazy => true;

    protected override FilesBlock? Link(BlockFrame frame, FilesBlockDefinition block, BlockLinking linking)
    {
        if (linking.OfRecord(block) is not { } entity) return null;
        var draft = linking.Draft;
        if (entity.FileGroups.Count == 0 && entity.Definition.KnowsAll("files"))
            draft.Refuse(block.At, new("problem.block.no_files", entity.Key));
        return new(frame, [.. block.Groups.Select(group => draft.FileGroupOf(entity, group, block.PlaceOf("groups", group)))
            .OfType<FileGroup>()]);
    }
}
