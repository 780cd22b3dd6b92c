using Kabinet.Engine.Model;
using Kabinet.Engine.Notices;
using Kabinet.Engine.Notices.Channels;

namespace Kabinet.Engine.Background;

/// <summary>Finds a notice to deliver, as its receiver may read it now.</summary>
internal sealed class NoticeReceivers(CurrentSolution current, People.People people, Bell bell)
{
    /// <returns>Null where the notice is gone, or its receiver may no longer sign in or see the record.</returns>
    public async ValueTask<CarriedNotice?> Find(long notice, CancellationToken cancellation)
    {
        if (await bell.Find(notice, cancellation) is not var (user, stored)) return null;
        if (await people.Know(current.Value, user, cancellation) is not var (actor, person)) return null;
        return await bell.Tell(actor, stored, cancellation) is { } told ? new(new(actor, person.Email), told) : null;
    }
}
