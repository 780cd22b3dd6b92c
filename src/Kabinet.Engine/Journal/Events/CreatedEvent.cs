namespace Kabinet.Engine.Journal.Events;

/// <summary>A record was made.</summary>
internal sealed class CreatedEvent : EventKind
{
    public override string Key => "Created";
    // What it was made with stands on the record.
    public override bool ListsChanges => false;

    public override EventPhrase Tell(EventTelling telling) => telling.OfPart("history.part_added") ?? telling.OfRecord("history.created");
}
