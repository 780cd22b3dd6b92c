namespace Kabinet.Engine.Journal.Events;

/// <summary>A record was moved to the trash.</summary>
internal sealed class DeletedEvent : EventKind
{
    public override string Key => "Deleted";

    public override EventPhrase Tell(EventTelling telling) => telling.OfPart("history.part_removed") ?? telling.OfRecord("history.deleted");
}
