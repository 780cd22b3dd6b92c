namespace Kabinet.Engine.Journal.Events;

/// <summary>The kind of document of a file was changed.</summary>
internal sealed class FileSortedEvent : EventKind
{
    public override string Key => "FileSorted";
    public override EventTab Tab => EventTab.Files;

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.file_sorted", telling.Told.Subject);
}
