using System.Globalization;
using Kabinet.Engine.Access;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;

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
        var rows = new Dictionary<(string Entity, long Id), Record>();
        foreach (var group in known.GroupBy(pair => pair.Notice!.Entity)) await Read(actor, group.Key, [.. group], rows, cancellation);
        var events = await Events(actor, known.Select(pair => pair.Stored.EventId), cancellation);
        return [.. known.Where(pair => rows.ContainsKey((pair.Stored.Entity, pair.Stored.RecordId)))
            .Select(pair => Tell(actor, pair.Stored, pair.Notice!, rows[(pair.Stored.Entity, pair.Stored.RecordId)],
                events.GetValueOrDefault(pair.Stored.EventId)))
            .OfType<BellItem>()];
    }

    private async ValueTask Read(Actor actor, Entity entity, (StoredNotice Stored, Notice? Notice)[] notices,
        Dictionary<(string, long), Record> rows, CancellationToken cancellation)
    {
        var paths = notices.SelectMany(pair => NoticeText.Paths(pair.Notice!)).Distinct().OrderBy(path => path.Text, StringComparer.Ordinal)
            .ToArray();
        var ids = notices.Select(pair => (object?)pair.Stored.RecordId).Distinct().ToArray();
        var query = new RecordQuery { Entity = entity, Columns = paths,
            Filters = [new(new([], entity[SystemFields.Id]), Comparison.Is, ids)], Limit = ids.Length };
        foreach (var record in (await records.List(actor, query, cancellation)).Records) rows[(entity.Key, record.Id)] = record;
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

    private static BellItem? Tell(Actor actor, StoredNotice stored, Notice notice, Record record, (StoredEvent Event, string Actor) told)
    {
        var hears = told.Event is not null && EventVisibility.Hears(actor.To(notice.Entity), told.Event);
        var text = NoticeText.Fill(notice, record, CultureInfo.GetCultureInfo(actor.Language), actor.Solution.Zone, told.Actor, hears
            ? told.Event!.Comment : null);
        return new(stored.Id, stored.At, stored.Kind, text, stored.Entity, stored.RecordId, stored.ReadAt is not null);
    }
}
