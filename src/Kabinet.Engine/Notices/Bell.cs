using System.Data.Common;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices;

/// <summary>
/// The notices of a user. Each says what was true at its event, as far as the user may read it now; notices of unreadable records are left
/// out.
/// </summary>
public sealed class Bell
{
    private const int MostUnread = 100;
    private const int MostNotices = 100;
    private const int MostLooks = 10;
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly NoticeRendering telling;
    private readonly CommandPlans plans;

    internal Bell(Database database, TimeProvider clock, Records records)
    {
        (this.database, this.clock, plans) = (database, clock, new(database.Dialect));
        telling = new(database, clock, records, plans);
    }

    /// <summary>
    /// The user's notices, newest first; those of one step for several records are one item. Empty for a guest or a service.
    /// </summary>
    public async ValueTask<IReadOnlyList<BellItem>> List(Actor actor, long? before = null, int limit = 30,
        CancellationToken cancellation = default)
    {
        if (actor.UserId is not { } user) return [];
        var (items, wanted, place) = (new List<BellItem>(), Math.Clamp(limit, 1, MostNotices), before ?? long.MaxValue);
        // Notices of records that are no longer readable leave gaps. A limited number of further queries fills the page.
        for (var look = 0; look < MostLooks && items.Count < wanted; look++)
        {
            var stored = await database.Read(connection =>
                connection.Query(NoticeStatements.Page(user, place, wanted), row =>
                NoticeStatements.Read(database.Dialect, row), cancellation), cancellation);
            items.AddRange(await Grouped(actor, stored, cancellation));
            if (stored.Count < wanted) break;
            place = stored[^1].Id;
        }
        return [.. items.Take(wanted)];
    }

    private async ValueTask<IEnumerable<BellItem>> Grouped(Actor actor, IReadOnlyList<StoredNotice> stored, CancellationToken cancellation)
    {
        var batches = stored.Select(notice => notice.Batch).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (batches.Length == 0) return await telling.Tell(actor, stored, cancellation);
        var others = await OfBatches(actor.UserId!.Value, batches, cancellation);
        // A batch may hold notices of several kinds, and each kind is a line of its own.
        var asked = stored.Select(notice => (notice.Batch, notice.Kind)).ToHashSet();
        var all = stored.Where(notice => notice.Batch is null).Concat(others.Where(notice => asked.Contains((notice.Batch, notice.Kind))));
        return BellItem.Together(await telling.Tell(actor, [.. all], cancellation));
    }

    private ValueTask<List<StoredNotice>> OfBatches(long user, IReadOnlyList<string> batches, CancellationToken cancellation) =>
        database.Read(connection => connection.Query(NoticeStatements.OfBatches(user, batches), row =>
            NoticeStatements.Read(database.Dialect, row), cancellation), cancellation);

    /// <summary>Number of unread notices, at most 100.</summary>
    public async ValueTask<int> Unread(Actor actor, CancellationToken cancellation = default)
    {
        if (actor.UserId is not { } user) return 0;
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime, slots: [user, (long)MostUnread]);
        return await database.Read(async connection =>
        {
            long unread = 0;
            foreach (var key in await connection.Query(NoticeStatements.UnreadEntities(user), static row => row.GetString(0), cancellation))
                if (actor.Solution.Entities.TryGetValue(key, out var entity) && actor.To(entity).CanRead)
                    unread += (long)(await connection.Scalar(Counting(actor, entity).Bind(bindings), DataType.Whole, cancellation))!;
            return (int)Math.Min(unread, MostUnread);
        }, cancellation);
    }

    /// <summary>A stored notice and its receiver's id, without any access check; null if there is none.</summary>
    internal async ValueTask<(long Receiver, StoredNotice Stored)?> Find(long id, CancellationToken cancellation)
    {
        var found = await database.Read(connection => connection.Query(NoticeStatements.Find(id), Read, cancellation), cancellation);
        return found.Count == 0 ? null : found[0];

        (long, StoredNotice) Read(DbDataReader row) =>
            (row.GetInt64(NoticeStatements.Receiver), NoticeStatements.Read(database.Dialect, row));
    }

    /// <summary>
    /// Renders a notice for its receiver, together with the others of its batch; null if the receiver may no longer read any record.
    /// </summary>
    internal async ValueTask<BellItem?> Tell(Actor receiver, StoredNotice stored, CancellationToken cancellation) =>
        (await Grouped(receiver, [stored], cancellation)).FirstOrDefault();

    /// <summary>
    /// Marks the notices about a record as read, because its page was shown to the user. Does nothing while impersonating: the person has
    /// not seen it.
    /// </summary>
    public async ValueTask Seen(Actor actor, Entity entity, long record, CancellationToken cancellation = default)
    {
        if (actor.UserId is not { } user || actor.ImpersonatorId is not null) return;
        var unread = NoticeStatements.HasUnread(user, entity.Key, record);
        if (await database.Read(connection => connection.Scalar(unread, DataType.YesNo, cancellation), cancellation) is not true) return;
        var now = clock.GetUtcNow().UtcDateTime;
        await database.Write(transaction => transaction.Execute(NoticeStatements.MarkSeen(user, entity.Key, record, now), cancellation),
            cancellation);
    }

    /// <summary>
    /// Marks one notice as read, or all if <paramref name="id"/> is null. Does nothing while impersonating: the person has not read it.
    /// </summary>
    public async ValueTask MarkRead(Actor actor, long? id, CancellationToken cancellation = default)
    {
        if (actor.UserId is not { } user || actor.ImpersonatorId is not null) return;
        var now = clock.GetUtcNow().UtcDateTime;
        await database.Write(transaction =>
            transaction.Execute(id is { } one ? NoticeStatements.MarkRead(user, one, now) : NoticeStatements.MarkAllRead(user, now),
            cancellation), cancellation);
    }

    private StatementTemplate Counting(Actor actor, Entity entity) =>
        plans.Get(actor.Solution, new(actor.RoleKey, entity, "unread"), () =>
            NoticeStatements.Unread(database.Dialect, entity, actor.To(entity).ReadRule));
}

/// <summary>One notice, or one line for those of a step for several records.</summary>
/// <param name="Id">Id of the notice; of several, of the newest.</param>
/// <param name="At">Time in UTC.</param>
/// <param name="Kind">Key of the notice.</param>
/// <param name="Text">The message, in the receiver's language.</param>
/// <param name="Entity">Entity key of the record.</param>
/// <param name="RecordId">Id of the record.</param>
/// <param name="Read">True if the user has read it; of several, all.</param>
public sealed record BellItem(long Id, DateTime At, string Kind, string Text, string Entity, long RecordId, bool Read)
{
    /// <summary>Title of the notice, in the receiver's language.</summary>
    public string Title { get; init; } = "";
    /// <summary>The notices behind one line, newest first; empty for a single notice.</summary>
    public IReadOnlyList<BellItem> Several { get; init; } = [];
    internal string? Batch { get; init; }
    internal string? Many { get; init; }
    internal string Actor { get; init; } = "";
    /// <summary>Name of the record; empty where the reader may not see it.</summary>
    internal string Record { get; init; } = "";
    /// <summary>Value of a placeholder of the notice's texts, as far as the reader may see it.</summary>
    internal Func<string, string> Value { get; init; } = _ => "";

    /// <summary>Puts notices of one kind and batch together.</summary>
    internal static IEnumerable<BellItem> Together(IReadOnlyList<BellItem> items) =>
        items.GroupBy(item => (item.Kind, item.Batch ?? $"#{item.Id}")).Select(group => group.ToArray())
            .Select(group => group is [var single] ? single : Line(group)).OrderByDescending(item => item.Id);

    private static BellItem Line(BellItem[] items)
    {
        var count = items.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var text = items[0].Many is { } many
            ? TextPlaces.Fill(many, place => place == "count" ? count : items[0].Actor) : $"{items[0].Title}: {count}";
        return items[0] with { Text = text, Several = items, Read = items.All(item => item.Read) };
    }
}
