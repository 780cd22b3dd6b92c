namespace Kabinet.Engine.Journal.Events;

/// <summary>A person added a passkey.</summary>
internal sealed class PasskeyAddedEvent : AccountEvent
{
    public override string Key => "PasskeyAdded";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.passkey_added", telling.Told.Subject);
}
