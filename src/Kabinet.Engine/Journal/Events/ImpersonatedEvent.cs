namespace Kabinet.Engine.Journal.Events;

/// <summary>A person signed in as another.</summary>
internal sealed class ImpersonatedEvent : EventKind
{
    public override string Key => "Impersonated";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.impersonated");
}
