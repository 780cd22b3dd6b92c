using Kabinet.Engine.Words;

namespace Kabinet.Engine.Journal.Events;

/// <summary>A transition was taken.</summary>
internal sealed class TransitionEvent : EventKind
{
    public override string Key => "Transition";
    public override EventTab Tab => EventTab.Statuses;

    internal override bool Shows(EventVisibility sight, StoredEvent stored) => sight.SeesStatus;

    public override EventPhrase Tell(EventTelling telling)
    {
        var (told, lifecycle) = (telling.Told, telling.Entity.Lifecycle);
        if (told.To is { } to && to != told.From && lifecycle?.States.GetValueOrDefault(to) is { } state)
            return EventTelling.Say("history.moved", state.Definition.Title);
        var key = told.Transition ?? "";
        return EventTelling.Say("history.did", lifecycle?.Transitions.GetValueOrDefault(key)?.Definition.Title ?? LocalizedText.Same(key));
    }
}
