using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices.Channels;

/// <summary>
/// Letters: a notice becomes one for whoever has an e-mail. The letter is put down in the transaction that ends the delivery, so there
/// are never two.
/// </summary>
internal sealed class MailChannel(ILetterbox letters, Uri? address) : INoticeChannel
{
    private const string NoticesPath = "/notices";

    public string Name => "mail";

    public bool Reaches(NoticeReceiver receiver) => receiver.Email is not null;

    public ValueTask<Func<Transaction, ValueTask>?> Carry(CarriedNotice notice, CancellationToken cancellation)
    {
        var letter = new NoticeLetter(notice.Receiver.Actor.UserId!.Value, notice.Receiver.Email!, notice.Title, Body(notice));
        return new(transaction => letters.Put(transaction, letter, cancellation));
    }

    private string Body(CarriedNotice notice)
    {
        if (address is null) return notice.Item.Text;
        var all = $"{address.AbsoluteUri.TrimEnd('/')}{NoticesPath}";
        return Texts.Say("notices.letter", notice.Receiver.Actor.Language, notice.Item.Text, all);
    }
}

/// <summary>Where letters to people are put.</summary>
internal interface ILetterbox
{
    /// <summary>Puts a letter in the caller's transaction.</summary>
    ValueTask Put(Transaction transaction, NoticeLetter letter, CancellationToken cancellation);
}

/// <summary>A letter that tells a notice.</summary>
/// <param name="User">Whose address it is.</param>
/// <param name="Address">The address.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Body">Text.</param>
internal sealed record NoticeLetter(long User, string Address, string Subject, string Body);
