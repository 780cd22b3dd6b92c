using Kabinet.Engine.Mail;

namespace Kabinet.Engine.Notices.Channels;

/// <summary>
/// The registry of channels of the background worker, in alphabetical order. The bell is not among them: it runs inside the command.
/// </summary>
internal static class NoticeChannels
{
    public static IReadOnlyList<INoticeChannel> Of(MailBox mail, LetterWriting writing) =>
    [
        new MailChannel(mail, writing),
    ];
}
