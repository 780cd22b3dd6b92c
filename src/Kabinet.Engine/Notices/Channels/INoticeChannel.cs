using Kabinet.Engine.Access;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Notices.Channels;

/// <summary>
/// One way by which a notice reaches a person outside of the cabinet, after the commit: a file each, and a line in
/// <see cref="NoticeChannels"/>.
/// The bell inside the cabinet does not wait for the worker: see <see cref="BellChannel"/>.
/// </summary>
internal interface INoticeChannel
{
    /// <summary>Key of the channel; deliveries that wait or have failed are kept under it.</summary>
    string Name { get; }

    /// <summary>Whether a person can be reached this way at all (he has an address).</summary>
    bool Reaches(NoticeReceiver receiver);

    /// <summary>
    /// Carries a notice to its receiver, outside of any transaction. What is returned is written in the transaction that ends the
    /// delivery; null for nothing.
    /// A process that dies in between leaves the delivery to be made again: what is done here, and not in that transaction, must bear
    /// being done twice.
    /// </summary>
    ValueTask<Func<Transaction, ValueTask>?> Carry(CarriedNotice notice, CancellationToken cancellation);
}

/// <summary>A person a notice is for.</summary>
/// <param name="Actor">He himself, as he is now: what is said to him is made under his rights.</param>
/// <param name="Email">Address; null where he has none.</param>
internal sealed record NoticeReceiver(Actor Actor, string? Email);

/// <summary>A notice on its way.</summary>
/// <param name="Receiver">Who it is for.</param>
/// <param name="Title">Its kind in his language.</param>
/// <param name="Item">What his bell says of it.</param>
internal sealed record CarriedNotice(NoticeReceiver Receiver, string Title, BellItem Item);
