namespace Kabinet.Engine.Journal.Events;

/// <summary>A person changed his own password.</summary>
internal sealed class PasswordChangedEvent : AccountEvent
{
    public override string Key => "PasswordChanged";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.password_changed");
}
