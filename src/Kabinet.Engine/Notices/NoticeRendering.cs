using Kabinet.Engine.Access;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Notices;

/// <summary>
/// Renders notices with the words of their moment and the present rights of the reader. Notices of unreadable records are left out, and so
/// are values that the reader may not read; a comment appears only if the reader is in the audience of the event.
/// </summary>
internal sealed class NoticeRendering(Database database, TimeProvider clock, Records records, CommandPlans plans)
{
    public async ValueTask<IReadOnlyList<BellItem>> Tell(Actor actor, IReadOnlyList<StoredNotice> stored, CancellationToken cancellation)
    {
        var bindings = new ActorBindings(actor, clock.GetUtcNow().UtcDateTime);
        var told = new List<BellItem>();
        foreach (var group in stored.GroupBy(notice => notice.Entity, StringComparer.Ordinal))
            if (actor.Solution.Entities.TryGetValue(group.Key, out var entity) && actor.To(entity).CanRead)
                told.AddRange(await Tell(bindings, entity, [.. group], cancellation));
        return [.. told.OrderByDescending(item => item.Id)];
    }

    private async ValueTask<IEnumerable<BellItem>> Tell(ActorBindings bindings, Entity entity, StoredNotice[] stored,
        CancellationToken cancellation)
    {
        var rows = await Read(bindings.Actor, entity, stored, cancellation);
        stored = [.. stored.Where(notice => rows.ContainsKey(notice.RecordId))];
        var roles = await RolesShowing(bindings.Actor, entity, rows, cancellation);
        return await database.Read(async connection =>
        {
            var labels = new Labels(plans, connection, bindings, cancellation);
            var events = await Events(connection, bindings.Actor, labels, stored.Select(notice => notice.EventId), cancellation);
            var names = await NamesOfOthers(entity, labels, stored, rows);
            return stored.Select(notice => Tell(bindings.Actor, entity, notice,
                new(rows[notice.RecordId], roles[notice.RecordId], names), events.GetValueOrDefault(notice.EventId))).ToArray();
        }, cancellation);
    }

    private async ValueTask<Dictionary<long, Record>> Read(Actor actor, Entity entity, StoredNotice[] notices,
        CancellationToken cancellation)
    {
        var paths = notices.SelectMany(notice => notice.Words.Values.Keys).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(entity.FindPath).OfType<FieldPath>().ToArray();
        var ids = notices.Select(notice => (object?)notice.RecordId).Distinct().ToArray();
        var query = new RecordQuery { Entity = entity, Columns = paths,
            Filters = [new(new([], entity[SystemFields.Id]), Comparison.Is, ids)], Limit = ids.Length };
        return (await records.List(actor, query, cancellation)).Records.ToDictionary(record => record.Id);
    }

    /// <summary>The roles that show each record. Where one role is held, it is that one: no query is needed.</summary>
    private async ValueTask<ILookup<long, RoleAccess>> RolesShowing(Actor actor, Entity entity, Dictionary<long, Record> rows,
        CancellationToken cancellation)
    {
        var roles = actor.To(entity).Roles.Where(role => role.Readable.Count > 0).ToArray();
        if (roles.Length == 1) return rows.Keys.ToLookup(id => id, _ => roles[0]);
        var shown = new List<(long Id, RoleAccess Role)>();
        foreach (var role in roles)
        {
            var query = new RecordQuery { Entity = entity, Columns = [], Where = role.Sees, Limit = rows.Count,
                Filters = [new(new([], entity[SystemFields.Id]), Comparison.Is, [.. rows.Keys.Select(id => (object?)id)])] };
            if (rows.Count > 0)
                shown.AddRange((await records.List(actor, query, cancellation)).Records.Select(record => (record.Id, role)));
        }
        return shown.ToLookup(pair => pair.Id, pair => pair.Role);
    }

    private async ValueTask<Dictionary<long, (StoredEvent Event, string Actor)>> Events(Connection connection, Actor actor, Labels labels,
        IEnumerable<long> ids, CancellationToken cancellation)
    {
        if (ids.Distinct().ToArray() is not { Length: > 0 } asked) return [];
        var events = await connection.Query(JournalStatements.ByIds(asked), row =>
            JournalStatements.Read(database.Dialect, row), cancellation);
        var names = await labels.Of(actor.Solution.Entities[CoreEntities.User],
            events.Where(told => told.ActorId is not null).Select(told => told.ActorId!.Value), withTrash: true);
        return events.ToDictionary(told => told.Id, told =>
            (told, told.ActorId is { } who && names.GetValueOrDefault(who) is { } name ? name
                : ActorNames.OfRoles(actor, told.ActorRoles)));
    }

    // A reference may point to another record now. Whether the reader may see the name of the former one is asked separately.
    private static async ValueTask<HashSet<(string Entity, long Id)>> NamesOfOthers(Entity entity, Labels labels, StoredNotice[] notices,
        Dictionary<long, Record> rows)
    {
        var others = from notice in notices
                     from value in notice.Words.Values
                     where value.Value.Target is not null
                     let path = entity.FindPath(value.Key)
                     where path?.Field.To is not null && !Equals(Cell(rows[notice.RecordId], value.Key), value.Value.Target)
                     select (Entity: path.Field.To, Id: value.Value.Target!.Value);
        var seen = new HashSet<(string, long)>();
        foreach (var group in others.Distinct().GroupBy(other => other.Entity))
            foreach (var (id, name) in await labels.Of(group.Key, group.Select(other => other.Id), withTrash: true))
                if (name is not null) seen.Add((group.Key.Key, id));
        return seen;
    }

    private static BellItem Tell(Actor actor, Entity entity, StoredNotice stored, Reader reader, (StoredEvent Event, string Actor) told)
    {
        var hears = told.Event is not null && reader.Roles.Any(role => EventVisibility.Hears(entity, role, told.Event));
        var (words, message) = (stored.Words, stored.Words.Messages[Math.Min(stored.Message, stored.Words.Messages.Count - 1)]);
        string Value(string place) => place switch
        {
            "actor" => told.Actor ?? "",
            "comment" => hears ? told.Event!.Comment ?? "" : "",
            _ => words.Values.TryGetValue(place, out var value) && reader.Sees(entity, place, value)
                ? value.Shown.GetValueOrDefault(actor.Language) ?? "" : "",
        };
        var text = TextPlaces.Fill(message.In(actor.Language), Value);
        return new(stored.Id, stored.At, stored.Kind, text, stored.Entity, stored.RecordId, stored.ReadAt is not null)
        {
            Record = Value(entity.Label.Key),
            Value = Value,
            Title = words.Title.In(actor.Language),
            Batch = stored.Batch,
            Many = words.Many?.In(actor.Language),
            Actor = told.Actor ?? "",
        };
    }

    // Null for a cell that is absent or hidden.
    private static object? Cell(Record record, string path) =>
        record.Shape.IndexOf(path) is var index and >= 0 && !ReferenceEquals(record.Values[index], Record.Hidden)
            ? record.Values[index] : null;

    /// <summary>What the reader sees of one record now.</summary>
    /// <param name="Record">The record with the cells that the reader may see.</param>
    /// <param name="Roles">The roles of the reader that show the record.</param>
    /// <param name="Names">Other records whose names the reader may see.</param>
    private sealed record Reader(Record Record, IEnumerable<RoleAccess> Roles, IReadOnlySet<(string Entity, long Id)> Names)
    {
        public bool Sees(Entity entity, string path, NoticeValue value)
        {
            if (Record.Shape.IndexOf(path) is not (var index and >= 0)) return false;
            if (ReferenceEquals(Record.Values[index], Record.Hidden)) return false;
            if (value.Target is not { } target || entity.FindPath(path)?.Field.To is not { } to) return true;
            return Equals(Record.Values[index], target) ? Record.Labels[index] is not null : Names.Contains((to.Key, target));
        }
    }
}
