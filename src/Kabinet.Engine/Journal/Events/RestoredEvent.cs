namespace Kabinet.Engine.Journal.Events;

/// <summary>A record was taken back from the trash.</summary>
internal sealed class RestoredEvent : EventKind
{
    public override string Key => "Restored";

    public override EventPhrase Tell(EventTelling telling) =>
        telling.OfPart("history.part_restored") ?? telling.OfRecord("history.restored");
}
