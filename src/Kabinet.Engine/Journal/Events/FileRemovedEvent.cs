namespace Kabinet.Engine.Journal.Events;

/// <summary>A file was removed.</summary>
internal sealed class FileRemovedEvent : EventKind
{
    public override string Key => "FileRemoved";
    public override EventTab Tab => EventTab.Files;

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.file_removed", telling.Told.Subject);
}
