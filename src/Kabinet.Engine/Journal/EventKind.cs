using Kabinet.Engine.Model;

namespace Kabinet.Engine.Journal;

/// <summary>
/// What happened to a record: the key it is kept under, who is told, in which words, where its history counts it.
/// A file per kind in <c>Events</c> and its lines in the registry, <c>EventKinds.cs</c>.
/// </summary>
public abstract partial class EventKind
{
    /// <summary>
    /// A key that begins so tells of a file: the part of such an event is the group of the file, of others it is an entity.
    /// </summary>
    internal const string OfFiles = "File";

    /// <summary>The key that events are kept under; it stays as it is for ever.</summary>
    public abstract string Key { get; }

    /// <summary>The tab of the history that lists it, besides those of all events, of edits and of comments.</summary>
    public virtual EventTab Tab => EventTab.None;

    /// <summary>Whether the history lists the changed fields below the sentence.</summary>
    public virtual bool ListsChanges => true;

    /// <summary>It tells of a file.</summary>
    public bool IsOfFile => Key.StartsWith(OfFiles, StringComparison.Ordinal);

    /// <summary>What was done, in words.</summary>
    public abstract EventPhrase Tell(EventTelling telling);

    /// <summary>Nothing but changes of fields: whoever sees none of them is told nothing.</summary>
    internal virtual bool IsItsChanges => false;

    /// <summary>
    /// Whether it is told to this reader. The audience of the event, the group of its file and the rights over its part are judged besides,
    /// whatever is said here.
    /// </summary>
    internal virtual bool Shows(EventVisibility sight, StoredEvent stored) => true;

    /// <summary>What the subject of an event about the record itself is called; the stored subject by default.</summary>
    internal virtual string? Named(string? subject, Solution solution, string language) => subject;

    /// <summary>What is told of a stored event at all.</summary>
    internal virtual StoredEvent Known(StoredEvent stored) => stored;

    /// <inheritdoc />
    public sealed override string ToString() => Key;
}

/// <summary>Tabs of a history that list some kinds of events.</summary>
public enum EventTab
{
    /// <summary>None.</summary>
    None,
    /// <summary>The record was moved to another status.</summary>
    Statuses,
    /// <summary>Files came and went.</summary>
    Files,
}
