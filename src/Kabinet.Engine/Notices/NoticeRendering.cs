using Kabinet.Engine.Access;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices;

/// <summary>
/// Renders notices from their records and events, with the rights of the reader. Notices of unreadable records are left out; a comment
/// appears only if the reader is in the audience of the event.
/// </summary>
internal sealed class NoticeRendering(Database database, TimeProvider clock, Records records, CommandPlans plans)
{
    public async ValueTask<IReadOnlyList<BellItem>> Tell(Actor actor, IReadOnlyList<StoredNotice> stored, CancellationToken cancellation)
    {
        var known = stored.Select(notice => (Stored: notice, Notice: actor.Solution.Notices.GetValueOrDefault(notice.Kind)))
            .Where(pair => pair.Notice is not null && pair.Notice.Entity.Key == pair.Stored.Entity).ToArray();
        if (known.Length == 0) return [];
        var rows = new Dictionary<(string Entity, long Id), ReadRecord>();
        foreach (var group in known.GroupBy(pair => pair.Notice!.Entity)) await Read(actor, group.Key, [.. group], rows, cancellation);
        var events = await Events(actor, known.Select(pair => pair.Stored.EventId), cancellation);
        return [.. known.Where(pair => rows.ContainsKey((pair.Stored.Entity, pair.Stored.RecordId)))
            .Select(pair => Tell(actor, pair.Stored, pair.Notice!, rows[(pair.Stored.Entity, pair.Stored.RecordId)],
                events.GetValueOrDefault(pair.Stored.EventId)))
            .OfType<BellItem>()];
    }

    private async ValueTask Read(Actor actor, Entity entity, (StoredNotice Stored, Notice? Notice)[] notices,
        Dictionary<(string, long), ReadRecord> rows, CancellationToken cancellation)
    {
        var paths = notices.SelectMany(pair => NoticeText.Paths(pair.Notice!)).Distinct().OrderBy(path => path.Text, StringComparer.Ordinal)
            .ToArray();
        var ids = notices.Select(pair => (object?)pair.Stored.RecordId).Distinct().ToArray();
        var query = new RecordQuery { Entity = entity, Columns = paths,
            Filters = [new(new([], entity[SystemFields.Id]), Comparison.Is, ids)], Limit = ids.Length };
        var read = (await records.List(actor, query, cancellation)).Records;
        foreach (var record in read) rows[(entity.Key, record.Id)] = new(record, []);
        await AddRoles(actor, query, rows, cancellation);
    }

    /// <summary>Adds to each record the roles that show it. Where one role is held, it is that one: no query is needed.</summary>
    private async ValueTask AddRoles(Actor actor, RecordQuery query, Dictionary<(string, long), ReadRecord> rows,
        CancellationToken cancellation)
    {
        var roles = actor.To(query.Entity).Roles.Where(role => role.Readable.Count > 0).ToArray();
        foreach (var role in roles)
        {
            var shown = roles.Length == 1 ? rows.Keys.Where(key => key.Item1 == query.Entity.Key).Select(key => key.Item2)
                : (await records.List(actor, query with { Columns = [], Where = role.Sees }, cancellation)).Records.Select(row => row.Id);
            foreach (var id in shown) rows[(query.Entity.Key, id)].Roles.Add(role);
        }
    }

    private async ValueTask<Dictionary<long, (StoredEvent Event, string Actor)>> Events(Actor actor, IEnumerable<long> ids,
        CancellationToken cancellation)
    {
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime);
        return await database.Read(async connection =>
        {
            var events = await connection.Query(JournalStatements.ByIds([.. ids.Distinct()]), row =>
                JournalStatements.Read(database.Dialect, row), cancellation);
            var names = await new Labels(plans, connection, bindings, cancellation)
                .Of(actor.Solution.Entities[CoreEntities.User],
                events.Where(told => told.ActorId is not null).Select(told => told.ActorId!.Value), withTrash: true);
            return events.ToDictionary(told => told.Id, told =>
                (told, told.ActorId is { } who && names.GetValueOrDefault(who) is { } name ? name
                : ActorNames.OfRoles(actor, told.ActorRoles)));
        }, cancellation);
    }

    private static BellItem? Tell(Actor actor, StoredNotice stored, Notice notice, ReadRecord read, (StoredEvent Event, string Actor) told)
    {
        var hears = told.Event is not null && read.Roles.Exists(role => EventVisibility.Hears(notice.Entity, role, told.Event));
        var culture = Languages.Of(actor.Language).Culture;
        var text = NoticeText.Fill(notice, read.Record, culture, actor.Solution.Zone, told.Actor, hears ? told.Event!.Comment : null);
        return new(stored.Id, stored.At, stored.Kind, text, stored.Entity, stored.RecordId, stored.ReadAt is not null);
    }

    /// <summary>A record that the reader sees, and which of his roles show it.</summary>
    private sealed record ReadRecord(Record Record, List<RoleAccess> Roles);
}
