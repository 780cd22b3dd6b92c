using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>One letter.</summary>
internal sealed record Letter(string Receiver, string Subject, string Body)
{
    /// <summary>Whose address it is.</summary>
    public long? User { get; init; }
    /// <summary>It tells a one-time password.</summary>
    public bool TellsPassword { get; init; }
}

/// <summary>Every letter lands here in the transaction of what it tells about; nothing is lost while there is no mail server.</summary>
internal sealed class MailLog(TimeProvider clock) : ILetterbox
{
    ValueTask ILetterbox.Put(Transaction transaction, NoticeLetter letter, CancellationToken cancellation) =>
        Put(transaction, new(letter.Address, letter.Subject, letter.Body) { User = letter.User }, cancellation);

    public async ValueTask Put(Transaction transaction, Letter letter, CancellationToken cancellation) =>
        await transaction.Execute(new(PeopleStatements.AddMail, clock.GetUtcNow().UtcDateTime, letter.Receiver, letter.Subject, letter.Body, letter.User, letter.TellsPassword), cancellation);
}
