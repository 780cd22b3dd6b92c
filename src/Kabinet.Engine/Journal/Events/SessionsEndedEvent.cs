namespace Kabinet.Engine.Journal.Events;

/// <summary>All sessions of a person were ended by another.</summary>
internal sealed class SessionsEndedEvent : AccountEvent
{
    public override string Key => "SessionsEnded";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.sessions_ended");
}
