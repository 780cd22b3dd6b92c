namespace Kabinet.Engine.Notices.Channels;

/// <summary>
/// The registry of channels of the background worker, in alphabetical order. The bell is not among them: it runs inside the command.
/// </summary>
internal static class NoticeChannels
{
    public static IReadOnlyList<INoticeChannel> Of(ILetterbox letters, Uri? address) =>
    [
        new MailChannel(letters, address),
    ];
}
