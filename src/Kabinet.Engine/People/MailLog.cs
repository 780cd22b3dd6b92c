using Kabinet.Engine.Notices.Channels;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>One letter.</summary>
internal sealed record Letter(string Receiver, string Subject, string Body)
{
    /// <summary>Person with this address; null when there is none.</summary>
    public long? User { get; init; }
    /// <summary>Whether it holds a one-time password.</summary>
    public bool TellsPassword { get; init; }
}

/// <summary>Stores every letter in the transaction of its cause; nothing is lost while there is no mail server.</summary>
internal sealed class MailLog(TimeProvider clock) : ILetterbox
{
    ValueTask ILetterbox.Put(Transaction transaction, NoticeLetter letter, CancellationToken cancellation) =>
        Put(transaction, new(letter.Address, letter.Subject, letter.Body) { User = letter.User }, cancellation);

    public async ValueTask Put(Transaction transaction, Letter letter, CancellationToken cancellation) =>
        await transaction.Execute(new(PeopleStatements.AddMail, clock.GetUtcNow().UtcDateTime, letter.Receiver, letter.Subject, letter.Body,
            letter.User, letter.TellsPassword), cancellation);
}
