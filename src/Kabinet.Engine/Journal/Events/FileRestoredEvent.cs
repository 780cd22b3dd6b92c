namespace Kabinet.Engine.Journal.Events;

/// <summary>A removed file was taken back.</summary>
internal sealed class FileRestoredEvent : EventKind
{
    public override string Key => "FileRestored";
    public override EventTab Tab => EventTab.Files;

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.file_restored", telling.Told.Subject);
}
