namespace Kabinet.Engine.Journal.Events;

/// <summary>A person made an API token.</summary>
internal sealed class TokenMadeEvent : AccountEvent
{
    public override string Key => "TokenMade";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.token_made", telling.Told.Subject);
}
