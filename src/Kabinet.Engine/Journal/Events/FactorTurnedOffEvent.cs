namespace Kabinet.Engine.Journal.Events;

/// <summary>A person turned his second factor off.</summary>
internal sealed class FactorTurnedOffEvent : AccountEvent
{
    public override string Key => "FactorTurnedOff";

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.factor_off");
}
