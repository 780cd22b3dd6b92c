using System.Globalization;
using MimeKit;
using MimeKit.Utils;

namespace Kabinet.Engine.Mail.Smtp;

/// <summary>A letter as a message of SMTP: a text and an HTML part.</summary>
internal static class SmtpMessage
{
    /// <summary>The message; null where the receiver is no address.</summary>
    public static MimeMessage? Of(OutgoingLetter letter, MailServer server)
    {
        if (!MailboxAddress.TryParse(letter.Receiver, out var receiver)) return null;
        var sender = MailboxAddress.Parse(server.From);
        if (string.IsNullOrEmpty(sender.Name)) sender.Name = letter.Sender;
        var message = new MimeMessage { Subject = letter.Subject, Date = new(letter.At, TimeSpan.Zero), MessageId = IdOf(letter, sender) };
        message.From.Add(sender);
        message.To.Add(receiver);
        // Programs that answer letters by themselves leave these alone.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body = new BodyBuilder { TextBody = letter.Text, HtmlBody = letter.Html }.ToMessageBody();
        return message;
    }

    /// <summary>
    /// The same at every attempt: where an attempt ended between the letter and the answer to it, mail programs show the two as one.
    /// </summary>
    private static string IdOf(OutgoingLetter letter, MailboxAddress sender) =>
        string.Create(CultureInfo.InvariantCulture, $"{letter.Id}.{letter.At.Ticks:x}@{sender.Domain}");
}
