namespace Kabinet.Engine.Journal.Events;

/// <summary>
/// An event of a kind that this installation does not have, written by a later version or by a module that is gone. Who may know what of
/// it was its kind's to say: it is told that there was one, by whom and when.
/// </summary>
internal sealed class UnknownEvent(string key) : EventKind
{
    public override string Key => key;

    internal override StoredEvent Known(StoredEvent stored) =>
        stored with { Transition = null, From = null, To = null, Comment = null, Changes = null, Subject = null };

    public override EventPhrase Tell(EventTelling telling) => EventTelling.Say("history.unknown");
}
