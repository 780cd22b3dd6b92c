namespace Kabinet.Engine.Journal.Events;

/// <summary>A person turned his second factor on.</summary>
internal sealed class FactorTurnedOnEvent : AccountEvent
{
    public override string Key => "FactorTurnedOn";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.factor_on");
}
