using Kabinet.Engine.Access;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Notices.Channels;

/// <summary>
/// A channel that delivers notices outside the cabinet, after the commit. Each has one file and one line in <see cref="NoticeChannels"/>.
/// The bell inside the cabinet does not use the background worker: see <see cref="BellChannel"/>.
/// </summary>
internal interface INoticeChannel
{
    /// <summary>Key of the channel. Pending and failed deliveries are stored under it.</summary>
    string Name { get; }

    /// <summary>True if it waits for another machine; its deliveries then delay nothing else.</summary>
    bool IsSlow => false;

    /// <summary>True if the channel can reach the person, for example if there is an e-mail address.</summary>
    bool Reaches(NoticeReceiver receiver);

    /// <summary>
    /// Delivers a notice, outside any transaction. The returned function, if any, runs in the transaction that marks the delivery as done.
    /// If the process stops before that transaction commits, the delivery is repeated. Work done directly in this method must therefore be
    /// idempotent.
    /// </summary>
    ValueTask<Func<Transaction, ValueTask>?> Carry(CarriedNotice notice, CancellationToken cancellation);
}

/// <summary>The receiver of a notice.</summary>
/// <param name="Actor">The receiver with current rights, used to render the notice.</param>
/// <param name="Email">E-mail address; null if there is none.</param>
internal sealed record NoticeReceiver(Actor Actor, string? Email);

/// <summary>A notice to deliver.</summary>
/// <param name="Receiver">The receiver.</param>
/// <param name="Item">The notice as the bell shows it, in the receiver's language.</param>
internal sealed record CarriedNotice(NoticeReceiver Receiver, BellItem Item);
