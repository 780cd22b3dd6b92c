using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.Mail;

/// <summary>Letters: sent, waiting to be sent, or kept while there is no mail server.</summary>
internal static class MailTable
{
    public static readonly Table Table = new("_mail")
    {
        Columns =
        [
            new("at", DataType.DateTime, Required: true), new("receiver", DataType.Text, Required: true),
                new("subject", DataType.Text, Required: true), new("body", DataType.Text, Required: true),
            new("html", DataType.Text), new("language", DataType.Text),
            new("user_id", DataType.Reference(CoreEntities.User)), new("tells_password", DataType.YesNo),
            // The secret is a link, not a password; null in letters of older versions.
            new("tells_link", DataType.YesNo),
            // Null in letters of versions without a mail server.
            new("leaves", DataType.YesNo),
            // Whether its receiver may still see the record is asked again when it leaves.
            new("notice_id", DataType.Whole),
            new("sent_at", DataType.DateTime), new("refused", DataType.YesNo),
            // What the mail server said last.
            new("reply", DataType.Text),
        ],
        Indexes = [new(["receiver", "at"])],
    };
}
