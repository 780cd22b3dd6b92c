namespace Kabinet.Engine.Journal.Events;

/// <summary>A person removed a passkey.</summary>
internal sealed class PasskeyRemovedEvent : AccountEvent
{
    public override string Key => "PasskeyRemoved";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.passkey_removed", telling.Told.Subject);
}
