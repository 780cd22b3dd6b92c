using Kabinet.Engine.Journal;
using Kabinet.Engine.Outcomes;

namespace Kabinet.Engine.Commands;

/// <summary>An event that passed the authority check. The journal accepts only this type, and only <see cref="Of"/> creates it.</summary>
internal sealed class AuthorisedEvent
{
    private AuthorisedEvent(EventEntry entry) => Entry = entry;

    public EventEntry Entry { get; }

    /// <summary>Runs the authority check.</summary>
    /// <exception cref="RefusedException">The actor has no authority for the event.</exception>
    public static async ValueTask<AuthorisedEvent> Of(CommandRun run, IAuthority authority, EventEntry entry)
    {
        await authority.Judge(run, entry);
        return new(entry);
    }
}
