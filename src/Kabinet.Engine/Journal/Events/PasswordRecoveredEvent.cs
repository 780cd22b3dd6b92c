namespace Kabinet.Engine.Journal.Events;

/// <summary>A person chose a new password by a link in a letter.</summary>
internal sealed class PasswordRecoveredEvent : AccountEvent
{
    public override string Key => "PasswordRecovered";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.password_recovered");
}
