using Kabinet.Engine.Solutions.Linking;

namespace Kabinet.Engine.Blocks;

/// <summary>The registry of block kinds, in alphabetical order.</summary>
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
        new InboxBlockKind(),
        new InvitationBlockKind(),
        new LetterTemplatesBlockKind(),
        new LettersBlockKind(),
        new MailServerBlockKind(),
        new MetricsBlockKind(),
        new PeopleBlockKind(),
        new RecordBlockKind(),
        new SimilarBlockKind(),
        new TextBlockKind(),
        new ThreadsBlockKind(),
        new WaitingBlockKind(),
    ];
}
