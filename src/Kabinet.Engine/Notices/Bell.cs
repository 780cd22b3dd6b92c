using System.Data.Common;
using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.Notices;

/// <summary>
/// The notices of a user. Each is rendered when it is read, with the user's current rights; notices of unreadable records are left out.
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

    /// <summary>The user's notices, newest first. Empty for a guest or a service.</summary>
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
            items.AddRange(await telling.Tell(actor, stored, cancellation));
            if (stored.Count < wanted) break;
            place = stored[^1].Id;
        }
        return [.. items.Take(wanted)];
    }

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

    /// <summary>Renders a notice for its receiver; null if the receiver may no longer read the record.</summary>
    internal async ValueTask<BellItem?> Tell(Actor receiver, StoredNotice stored, CancellationToken cancellation) =>
        await telling.Tell(receiver, [stored], cancellation) is [var told] ? told : null;

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

/// <summary>One notice.</summary>
/// <param name="Id">Id of the notice.</param>
/// <param name="At">Time in UTC.</param>
/// <param name="Kind">Key of the notice.</param>
/// <param name="Text">The message, in the receiver's language.</param>
/// <param name="Entity">Entity key of the record.</param>
/// <param name="RecordId">Id of the record.</param>
/// <param name="Read">True if the user has read it.</param>
public sealed record BellItem(long Id, DateTime At, string Kind, string Text, string Entity, long RecordId, bool Read);
