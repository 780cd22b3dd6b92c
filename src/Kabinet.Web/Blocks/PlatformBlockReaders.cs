using Kabinet.Web.Pages;

namespace Kabinet.Web.Blocks;

/// <summary>The readers of the platform's blocks, in alphabetical order: the registry.</summary>
internal static class PlatformBlockReaders
{
    public static void AddBlocks(this IServiceCollection services)
    {
        foreach (var reader in All) services.AddSingleton(reader);
        foreach (var icon in EventIcons.Platform) services.AddSingleton(icon);
        services.AddSingleton<EventIcons>();
        services.AddSingleton<BlockReaders>();
        services.AddSingleton<PageReader>();
    }

    private static readonly BlockReader[] All =
    [
        new AccountBlockReader(),
        new BackgroundBlockReader(),
        new BoardBlockReader(),
        new FilesBlockReader(),
        new FormBlockReader(),
        new GridBlockReader(),
        new HistoryBlockReader(),
        new InboxBlockReader(),
        new InvitationBlockReader(),
        new LetterTemplatesBlockReader(),
        new LettersBlockReader(),
        new MailServerBlockReader(),
        new MetricsBlockReader(),
        new PeopleBlockReader(),
        new RecordBlockReader(),
        new SimilarBlockReader(),
        new TextBlockReader(),
        new ThreadsBlockReader(),
        new WaitingBlockReader(),
    ];
}
