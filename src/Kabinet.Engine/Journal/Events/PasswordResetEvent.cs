namespace Kabinet.Engine.Journal.Events;

/// <summary>A person was given a new one-time password.</summary>
internal sealed class PasswordResetEvent : AccountEvent
{
    public override string Key => "PasswordReset";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.password_reset");
}
