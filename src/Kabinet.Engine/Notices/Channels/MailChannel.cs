using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices.Channels;

/// <summary>
/// The e-mail channel: queues a letter for each receiver with an e-mail address. The letter is queued in the transaction that marks the
/// delivery as done, so it is never queued twice.
/// </summary>
internal sealed class MailChannel(ILetterbox letters, Uri? address) : INoticeChannel
{
    private const string NoticesPath = "/notices";

    public string Name => "mail";

    public bool Reaches(NoticeReceiver receiver) => receiver.Email is not null;

    public ValueTask<Func<Transaction, ValueTask>?> Carry(CarriedNotice notice, CancellationToken cancellation)
    {
        var letter = new NoticeLetter(notice.Receiver.Actor.UserId!.Value, notice.Receiver.Email!, notice.Item.Title, Body(notice));
        return new(transaction => letters.Put(transaction, letter, cancellation));
    }

    private string Body(CarriedNotice notice)
    {
        var text = string.Join('\n', notice.Item.Several.Select(item => item.Text).Prepend(notice.Item.Text));
        if (address is null) return text;
        var all = $"{address.AbsoluteUri.TrimEnd('/')}{NoticesPath}";
        return Texts.Say("notices.letter", notice.Receiver.Actor.Language, text, all);
    }
}

/// <summary>The queue of e-mails to send.</summary>
internal interface ILetterbox
{
    /// <summary>Adds a letter to the queue, in the caller's transaction.</summary>
    ValueTask Put(Transaction transaction, NoticeLetter letter, CancellationToken cancellation);
}

/// <summary>The e-mail of a notice.</summary>
/// <param name="User">Id of the receiver.</param>
/// <param name="Address">E-mail address.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Body">Text.</param>
internal sealed record NoticeLetter(long User, string Address, string Subject, string Body);
