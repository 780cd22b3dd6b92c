namespace Kabinet.Engine.Journal.Events;

/// <summary>A person revoked an API token.</summary>
internal sealed class TokenRevokedEvent : AccountEvent
{
    public override string Key => "TokenRevoked";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.token_revoked", telling.Told.Subject);
}
