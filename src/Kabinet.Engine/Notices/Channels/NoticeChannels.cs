namespace Kabinet.Engine.Notices.Channels;

/// <summary>
/// The channels that the worker carries notices by, in alphabetical order: one line each. The bell is not among them, since it does not
/// wait.
/// </summary>
internal static class NoticeChannels
{
    public static IReadOnlyList<INoticeChannel> Of(ILetterbox letters, Uri? address) =>
    [
        new MailChannel(letters, address),
    ];
}
