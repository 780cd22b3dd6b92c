using Kabinet.Engine.Journal;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Commands;

/// <summary>An event that the authority has let pass. The journal takes nothing else, and there is no other way to make one.</summary>
internal sealed class AuthorisedEvent
{
    private AuthorisedEvent(EventEntry entry) => Entry = entry;

    public EventEntry Entry { get; }

    /// <summary>Asks the authority of a command.</summary>
    /// <exception cref="RefusedException">The actor has no authority for the event.</exception>
    public static async ValueTask<AuthorisedEvent> Of(CommandRun run, IAuthority authority, EventEntry entry)
    {
        await authority.Judge(run, entry);
        return new(entry);
    }
}
