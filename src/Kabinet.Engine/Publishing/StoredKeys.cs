using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions;
using Kabinet.Engine.Storage;
using static Kabinet.Engine.Storage.Dialect;

namespace Kabinet.Engine.Publishing;

/// <summary>One place of the database where a key of the definitions is kept, and how it follows a rename.</summary>
/// <param name="Family">What the key names.</param>
/// <param name="Place">Table and column.</param>
/// <param name="Follow">The statement of one rename, by the names before it.</param>
internal sealed record StoredKey(KeyFamily Family, string Place, Func<KeyChange, Statement> Follow);

/// <summary>
/// What stores keys, a line each, in one statement; entities and fields themselves are renamed by the plan of the tables, which takes every
/// column <c>entity</c> along.
/// What keeps keys within texts stands beside this list: <see cref="JournalValues"/>, <see cref="SavedLists"/>, <see cref="Counters"/>.
/// </summary>
internal static class StoredKeys
{
    private const string OfFiles = $"kind like '{EventKind.OfFiles}%'";

    public static readonly IReadOnlyList<StoredKey> All =
    [
        new(KeyFamily.Choice, "a choice field", change => Value(Quote(change.Owner), change.Before![1], change)),
        new(KeyFamily.Entity, "_event.part", change => Value("_event", "part", change, $"and not {OfFiles}")),
        new(KeyFamily.FileGroup, "_event.part", change => Value("_event", "part", change, $"and {OfFiles} and entity = @p2")),
        new(KeyFamily.FileGroup, "file.group", change => Value("file", "group", change, "and entity = @p2")),
        new(KeyFamily.Notice, "_notice.notice", change => Value("_notice", "notice", change)),
        new(KeyFamily.Role, "_event.actor_role", change => Listed("_event", "actor_role", change)),
        new(KeyFamily.Role, "_event.audience", change => Listed("_event", "audience", change)),
        new(KeyFamily.Role, "_event.subject", change => Value("_event", "subject", change, "and part = 'membership'")),
        new(KeyFamily.Role, "membership.role", change => Value("membership", "role", change)),
        new(KeyFamily.State, "_event.from_state", change => Value("_event", "from_state", change, "and entity = @p2")),
        new(KeyFamily.State, "_event.to_state", change => Value("_event", "to_state", change, "and entity = @p2")),
        new(KeyFamily.State, "the status of a record", change => Value(Quote(change.Owner), SystemFields.Status, change)),
        new(KeyFamily.State, "the status before", change => Value(Quote(change.Owner), SystemColumns.PreviousStatus, change)),
        new(KeyFamily.Transition, "_event.transition", change => Value("_event", "transition", change, "and entity = @p2")),
    ];

    /// <summary>Takes every stored key along with the renames. Tables and columns are still called as before.</summary>
    public static async ValueTask Follow(Transaction transaction, KeyChanges changes, CancellationToken cancellation)
    {
        foreach (var change in changes.Renames)
            foreach (var stored in All.Where(stored => stored.Family == change.Family)) await transaction.Execute(stored.Follow(change),
                cancellation);
    }

    private static Statement Value(string table, string column, KeyChange change, string besides = "")
    {
        var text = $"update {table} set {Quote(column)} = @p1 where {Quote(column)} = @p0 {besides}";
        return besides.Contains("@p2", StringComparison.Ordinal) ? new(text, change.From, change.To, change.Owner)
            : new(text, change.From, change.To);
    }

    /// <summary>One of several keys with commas between them.</summary>
    private static Statement Listed(string table, string column, KeyChange change)
    {
        var (name, all) = (Quote(column), $"replace(',' || {Quote(column)} || ',', @p0, @p1)");
        return new($"update {table} set {name} = substr({all}, 2, length({all}) - 2) where ',' || {name} || ',' like '%' || @p0 || '%'",
            $",{change.From},", $",{change.To},");
    }
}
