namespace Kabinet.Engine.Journal.Events;

/// <summary>A file was added.</summary>
internal sealed class FileAddedEvent : EventKind
{
    public override string Key => "FileAdded";
    public override EventTab Tab => EventTab.Files;

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.file_added", telling.Told.Subject);
}
