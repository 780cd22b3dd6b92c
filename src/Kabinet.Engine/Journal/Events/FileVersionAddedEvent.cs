namespace Kabinet.Engine.Journal.Events;

/// <summary>A new version of a file was added.</summary>
internal sealed class FileVersionAddedEvent : EventKind
{
    public override string Key => "FileVersionAdded";
    public override EventTab Tab => EventTab.Files;

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.file_version_added", telling.Told.Subject);
}
