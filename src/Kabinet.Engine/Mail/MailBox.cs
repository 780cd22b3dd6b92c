using Kabinet.Engine.Expressions;
using Kabinet.Engine.Outbox;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Mail;

/// <summary>
/// Takes every letter in the transaction of its cause, and queues it there where a mail server is connected. Without one the letter is
/// kept, so that nothing is lost.
/// </summary>
internal sealed class MailBox(TimeProvider clock, WorkAdding work, bool sends)
{
    /// <summary>Kind of the work that sends a letter.</summary>
    public const string Work = "letter";

    /// <returns>Id of the letter.</returns>
    public async ValueTask<long> Put(Transaction transaction, Letter letter, CancellationToken cancellation)
    {
        var add = MailStatements.Add(letter, clock.GetUtcNow().UtcDateTime, sends);
        var id = (long)(await transaction.Scalar(add, DataType.Whole, cancellation))!;
        if (sends) await work.Add(transaction, Work, id, cancellation);
        return id;
    }

    /// <summary>Queues a letter again that is not waiting.</summary>
    /// <returns>False where it waits.</returns>
    public async ValueTask<bool> Again(Transaction transaction, long letter, CancellationToken cancellation)
    {
        if (await transaction.Execute(MailStatements.Again(letter), cancellation) == 0) return false;
        await transaction.Execute(MailStatements.ForgetWork(letter), cancellation);
        await work.Add(transaction, Work, letter, cancellation);
        return true;
    }
}
