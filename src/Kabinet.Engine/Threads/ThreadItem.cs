using System.Globalization;
using Kabinet.Engine.Files;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Threads;

/// <summary>A page of a conversation.</summary>
/// <param name="Thread">The conversation.</param>
/// <param name="Items">Messages and what the record tells between them, oldest first.</param>
/// <param name="Earlier">Cursor of the page before; null at the beginning.</param>
public sealed record ThreadPage(RecordThread Thread, IReadOnlyList<ThreadItem> Items, ThreadCursor? Earlier)
{
    /// <summary>The reader may write.</summary>
    public bool CanWrite { get; init; }
    /// <summary>Messages of others that he has not read, at most <see cref="RecordThreads.MostCounted"/>.</summary>
    public int Unread { get; init; }
    /// <summary>Conversations of the record to which he may pass messages of this one on.</summary>
    public IReadOnlyList<RecordThread> PassesTo { get; init; } = [];
}

/// <summary>A place in a conversation: what stands before both is earlier.</summary>
/// <param name="Message">Id of a message.</param>
/// <param name="Event">Id of an event of the record.</param>
public sealed record ThreadCursor(long Message, long Event)
{
    /// <summary>The end of a conversation.</summary>
    public static ThreadCursor End { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>The cursor that a text is; null if it is none.</summary>
    public static ThreadCursor? Read(string? text) =>
        text?.Split('-') is [var message, var told]
            && long.TryParse(message, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var happened) ? new(last, happened) : null;

    /// <summary>The cursor as a text of an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Message}-{Event}");
}

/// <summary>One line of a conversation: a message, or an event of the record.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Author">Whose, as the reader may see him.</param>
public sealed record ThreadItem(DateTime At, string Author)
{
    /// <summary>The message; null for an event.</summary>
    public Message? Said { get; init; }
    /// <summary>The event; null for a message.</summary>
    public JournalEvent? Told { get; init; }

    /// <summary>A message.</summary>
    /// <param name="Id">Id.</param>
    /// <param name="Text">Its text; empty where only files were sent.</param>
    public sealed record Message(long Id, string Text)
    {
        /// <summary>Its attachments.</summary>
        public IReadOnlyList<FileItem> Files { get; init; } = [];
        /// <summary>The message that it answers.</summary>
        public QuotedMessage? Quote { get; init; }
        /// <summary>When its author changed it; null for never.</summary>
        public DateTime? EditedAt { get; init; }
        /// <summary>The reader wrote it.</summary>
        public bool IsOwn { get; init; }
        /// <summary>The reader has not seen it yet.</summary>
        public bool IsUnread { get; init; }
        /// <summary>The reader may change it now.</summary>
        public bool CanEdit { get; init; }
    }
}

/// <summary>Which message: of which conversation of which record.</summary>
/// <param name="Entity">Entity of the record.</param>
/// <param name="Record">The record.</param>
/// <param name="Thread">Key of the conversation.</param>
/// <param name="Message">The message.</param>
public sealed record MessagePlace(Entity Entity, long Record, string Thread, long Message);

/// <summary>A message that another one answers.</summary>
/// <param name="Id">Id.</param>
/// <param name="Author">Whose, as the reader may see him.</param>
/// <param name="Text">Its text.</param>
public sealed record QuotedMessage(long Id, string Author, string Text);
