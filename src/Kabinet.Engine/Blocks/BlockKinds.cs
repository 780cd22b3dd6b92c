using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>The kinds of blocks, in alphabetical order: the registry.</summary>
internal static class BlockKinds
{
    public static IReadOnlyList<BlockKind> All { get; } =
    [
        new AccountBlockKind(),
        new BackgroundBlockKind(),
        new BoardBlockKind(),
        new FilesBlockKind(),
        new FormBlockKind(),
        new GridBlockKind(),
        new HistoryBlockKind(),
        new InvitationBlockKind(),
        new LettersBlockKind(),
        new MetricsBlockKind(),
        new PeopleBlockKind(),
        new RecordBlockKind(),
        new TextBlockKind(),
        new WaitingBlockKind(),
    ];
}
