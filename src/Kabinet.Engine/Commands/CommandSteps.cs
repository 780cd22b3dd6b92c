using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Commands;

/// <summary>The steps of a command that rooms above this one do; whoever puts the rooms together hands them in.</summary>
/// <param name="Authority">Judges every event before it is journalled.</param>
/// <param name="Notification">Sends the notices of an event.</param>
/// <param name="Invitation">Makes people.</param>
internal sealed record CommandSteps(IAuthority Authority, INotification Notification, IInvitation Invitation);

/// <summary>Judges what grants over rows and columns cannot say: who may change whom.</summary>
internal interface IAuthority
{
    /// <summary>Judges an event whose rows are written and not yet journalled or committed.</summary>
    /// <exception cref="RefusedException">The actor has no authority for it.</exception>
    ValueTask Judge(CommandRun run, EventEntry entry);
}

/// <summary>Sends notices in the transaction of the event that they tell of.</summary>
internal interface INotification
{
    /// <summary>Sends the notices of one journalled event of a record.</summary>
    ValueTask Send(CommandRun run, IReadOnlyList<Notice> notices, long record, long eventId);
}
