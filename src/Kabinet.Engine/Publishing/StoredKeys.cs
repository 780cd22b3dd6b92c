using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using static Kabinet.Engine.Publishing.PublishingStatements;
using static Kabinet.Engine.Storage.Dialect;

namespace Kabinet.Engine.Publishing;

/// <summary>One place in the database that stores a key of definitions, and its rename.</summary>
/// <param name="Family">Family of the key.</param>
/// <param name="Place">Table and column.</param>
/// <param name="Follow">Makes the statement for one rename; uses table and column names before renames.</param>
internal sealed record StoredKey(KeyFamily Family, string Place, Func<KeyChange, Statement> Follow);

/// <summary>
/// Registry of places that store keys, each renamed by one statement. Entities and fields are renamed by the schema plan, which also
/// updates every column <c>entity</c>.
/// Keys inside texts are handled elsewhere: <see cref="JournalValues"/>, <see cref="SavedLists"/>, <see cref="Counters"/>.
/// </summary>
internal static class StoredKeys
{
    public static readonly IReadOnlyList<StoredKey> All =
    [
        new(KeyFamily.Choice, "a choice field", change => Rename(Quote(change.Owner), change.Before![1], change)),
        new(KeyFamily.Entity, "_event.part", change => Rename("_event", "part", change, $"and not {OfFiles}")),
        new(KeyFamily.FileGroup, "_event.part", change => Rename("_event", "part", change, $"and {OfFiles} and entity = @p2")),
        new(KeyFamily.FileGroup, "file.group", change => Rename("file", "group", change, "and entity = @p2")),
        new(KeyFamily.FileKind, "file.kind", RenameFileKind),
        new(KeyFamily.Job, "_event.subject", change => Rename("_event", "subject", change, "and kind = 'Job'")),
        new(KeyFamily.Job, "_job_mark.job", change => Rename("_job_mark", "job", change)),
        new(KeyFamily.Job, "_job_run.job", change => Rename("_job_run", "job", change)),
        new(KeyFamily.Job, "_work.kind", RenameJob),
        new(KeyFamily.Notice, "_notice.notice", change => Rename("_notice", "notice", change)),
        new(KeyFamily.Notice, "_notice_words.notice", change => Rename("_notice_words", "notice", change)),
        new(KeyFamily.Notice, "letter_template.kind", RenameLetter),
        new(KeyFamily.Role, "_event.actor_role", change => RenameListed("_event", "actor_role", change)),
        new(KeyFamily.Role, "_event.audience", change => RenameListed("_event", "audience", change)),
        new(KeyFamily.Role, "_event.subject", change => Rename("_event", "subject", change, "and part = 'membership'")),
        new(KeyFamily.Role, "membership.role", change => Rename("membership", "role", change)),
        new(KeyFamily.State, "_event.from_state", change => Rename("_event", "from_state", change, "and entity = @p2")),
        new(KeyFamily.State, "_event.to_state", change => Rename("_event", "to_state", change, "and entity = @p2")),
        new(KeyFamily.State, "the status of a record", change => Rename(Quote(change.Owner), SystemFields.Status, change)),
        new(KeyFamily.State, "the status before", change => Rename(Quote(change.Owner), SystemColumns.PreviousStatus, change)),
        new(KeyFamily.Thread, "_event.part", change => Rename("_event", "part", change, $"and {OfFiles} and entity = @p2")),
        new(KeyFamily.Thread, "_thread.thread", change => Rename("_thread", "thread", change, "and entity = @p2")),
        new(KeyFamily.Thread, "_thread_read.thread", change => Rename("_thread_read", "thread", change, "and entity = @p2")),
        new(KeyFamily.Thread, "file.group", change => Rename("file", "group", change, "and entity = @p2")),
        new(KeyFamily.Thread, "message.thread", change => Rename("message", "thread", change, "and entity = @p2")),
        new(KeyFamily.Transition, "_event.transition", change => Rename("_event", "transition", change, "and entity = @p2")),
    ];

    /// <summary>Applies all renames to stored keys. Runs while tables and columns still have their old names.</summary>
    public static async ValueTask Follow(Transaction transaction, KeyChanges changes, CancellationToken cancellation)
    {
        foreach (var change in changes.Renames)
            foreach (var stored in All.Where(stored => stored.Family == change.Family)) await transaction.Execute(stored.Follow(change),
                cancellation);
    }
}
