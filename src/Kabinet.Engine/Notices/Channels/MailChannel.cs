using System.Globalization;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Notices.Channels;

/// <summary>
/// The e-mail channel: puts a letter for each receiver with an e-mail address. The letter is put in the transaction that marks the
/// delivery as done, so it is never put twice.
/// </summary>
internal sealed class MailChannel(MailBox mail, LetterWriting writing) : INoticeChannel
{
    private const string NoticesPath = "/notices";

    public string Name => "mail";

    public bool Reaches(NoticeReceiver receiver) => receiver.Email is not null;

    public ValueTask<Func<Transaction, ValueTask>?> Carry(CarriedNotice notice, CancellationToken cancellation) =>
        new(async transaction =>
        {
            var letter = await writing.Write(transaction, notice.Receiver.Actor.Solution, Draft(notice), cancellation);
            await mail.Put(transaction, letter with { Notice = notice.Item.Id }, cancellation);
        });

    private LetterDraft Draft(CarriedNotice notice)
    {
        var (actor, item) = (notice.Receiver.Actor, notice.Item);
        var known = item.Several.Count == 0 ? actor.Solution.Notices.GetValueOrDefault(item.Kind) : null;
        // One letter about several records has no values of its own, and neither has a notice whose definition is gone.
        return new(known is null ? LetterKinds.Frame : LetterKinds.Of(known), notice.Receiver.Email!, actor.Language, place => place switch
        {
            LetterPlaces.NoticeTitle => item.Title,
            LetterPlaces.NoticeText => string.Join('\n', item.Several.Select(each => each.Text).Prepend(item.Text)),
            LetterPlaces.NoticeRecord => item.Several.Count == 0 ? item.Record : "",
            LetterPlaces.NoticeLink => writing.Link(item.Several.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"{NoticesPath}/{item.Id}") : NoticesPath),
            _ => item.Value(place),
        })
        { User = actor.UserId };
    }
}
