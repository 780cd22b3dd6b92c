namespace Kabinet.Engine.Journal.Events;

/// <summary>Fields changed.</summary>
internal sealed class UpdatedEvent : EventKind
{
    public override string Key => "Updated";

    internal override bool IsItsChanges => true;

    public override EventPhrase Tell(EventTelling telling) =>
        telling.OfPart("history.part_changed") ?? EventTelling.Say("history.changed", telling.Told.Changes.Count);
}
