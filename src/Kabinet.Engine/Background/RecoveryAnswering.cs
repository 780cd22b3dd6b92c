using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Engine.Background;

/// <summary>Answers one request for a new password with a letter, or with nothing where there is no such account.</summary>
internal sealed class RecoveryAnswering(CurrentSolution current, PasswordRecovery recovery) : IWork
{
    public string Kind => PasswordRecovery.Work;

    public TimeSpan? PauseAfter(int attempts) => attempts < BackOff.MostAttempts ? BackOff.After(attempts) : null;

    public async ValueTask<WorkEnd> Do(WorkItem item, CancellationToken cancellation) =>
        new WorkEnd.Done(await recovery.Answer(current.Value, item.Subject, cancellation));
}
