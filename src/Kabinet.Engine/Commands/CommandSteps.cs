using Kabinet.Engine.Commands.Effects;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Commands;

/// <summary>Steps of a command that other modules implement; the composition root passes them in.</summary>
/// <param name="Authority">Checks every event before it is journalled.</param>
/// <param name="Notification">Sends the notices of an event.</param>
/// <param name="Invitation">Creates people.</param>
/// <param name="Files">Stores files.</param>
internal sealed record CommandSteps(IAuthority Authority, INotification Notification, IInvitation Invitation, IFileStoring Files);

/// <summary>Checks what row and column grants cannot express: who may change whom.</summary>
internal interface IAuthority
{
    /// <summary>Checks an event whose rows are written but not yet journalled or committed.</summary>
    /// <exception cref="RefusedException">The actor has no authority for the event.</exception>
    ValueTask Judge(CommandRun run, EventEntry entry);
}

/// <summary>Stores received files in the transaction of the command that brings them.</summary>
internal interface IFileStoring
{
    /// <summary>Writes the row of a file and journals it. Who may add it was judged before.</summary>
    /// <returns>The row.</returns>
    /// <exception cref="RefusedException">The record has too many files.</exception>
    ValueTask<RecordRow> Store(CommandRun run, Entity entity, long id, GivenFile file);
}

/// <summary>Sends notices in the transaction of their event.</summary>
internal interface INotification
{
    /// <summary>Sends the notices of one journalled event of a record.</summary>
    ValueTask Send(CommandRun run, IReadOnlyList<Notice> notices, long record, long eventId);
}
