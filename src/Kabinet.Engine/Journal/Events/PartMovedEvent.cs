using Kabinet.Engine.Words;

namespace Kabinet.Engine.Journal.Events;

/// <summary>A transition of a part was taken; journalled on its owner.</summary>
internal sealed class PartMovedEvent : EventKind
{
    public override string Key => "PartMoved";

    public override EventPhrase Tell(EventTelling telling)
    {
        var (told, lifecycle) = (telling.Told, telling.Told.Part?.Lifecycle);
        if (told.To is { } to && lifecycle?.States.GetValueOrDefault(to) is { } state)
            return telling.OfPart("history.part_moved", state.Definition.Title)
                ?? EventTelling.Say("history.moved", state.Definition.Title);
        return telling.OfPart("history.part_changed") ?? EventTelling.Say("history.did",
            lifecycle?.Transitions.GetValueOrDefault(told.Transition ?? "")?.Definition.Title ?? LocalizedText.Same(told.Transition ?? ""));
    }
}
