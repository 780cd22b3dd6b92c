using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kabinet.Bench.ByHand;

internal sealed record HandRow(long Id, string Number, string Address, decimal Area, string HouseType, string Partner, string Status,
    DateTime Since, DateOnly Promised, string Manager, string? Engineer, decimal? Price, decimal Paid);

internal sealed record HandList(string Person, IReadOnlyList<HandRow> Rows, IReadOnlyList<long> Counts);

/// <summary>A request that was taken, as it is now.</summary>
internal sealed record HandTaken(HandRow Row);

internal sealed record HandEvent(DateTime At, string Kind, string? Transition, string? From, string? To, string? Comment, string? Who);

internal sealed record HandRecord(string Person, HandRow Row, IReadOnlyList<HandEvent> Events, IReadOnlyList<long> Counts);

/// <summary>Fixed SQL over the same tables.</summary>
internal sealed class HandData(string database) : IDisposable
{
    private readonly bool sqlite = database.StartsWith("sqlite:", StringComparison.Ordinal);
    private readonly SemaphoreSlim writer = new(1, 1);
    private readonly HandConnections connections = new(database);

    private static string Row(string manager, string join = "") => $"""
        select r.id, r.number, r.address, r.area, r.house_type, p.title, r.status, r.status_since, r.promised_on, {manager}, e.name,
        r.price,
          (select sum(amount) from payment where request = r.id and _deleted_at is null)
        from request r left join partner p on p.id = r.partner left join "user" e on e.id = r.engineer {join}
        """;

    private static readonly string Listed = $"""
        {Row("''")} where r.manager = @p0 and r._deleted_at is null and r.status not in ('draft', 'done', 'cancelled')
        order by r.created_at desc, r.id desc limit 51
        """;

    private static readonly string OneRow = $"""
        {Row("m.name", "left join \"user\" m on m.id = r.manager")} where r.id = @p0 and r.manager = @p1 and r._deleted_at is null
        """;

    public async Task<HandList> List(string token)
    {
        using var connection = await connections.Take();
        var (user, name) = await SignedIn(connection, token);
        var rows = await connection.Query(Listed, ReadRow, user);
        var counts = await connection.Query(Counts, ReadCounts, user, Ago(1), Ago(2), Ago(7));
        return new(name, rows, counts[0]);
    }

    public async Task<HandRecord> Find(string token, long id)
    {
        using var connection = await connections.Take();
        var (user, name) = await SignedIn(connection, token);
        var rows = await connection.Query(OneRow, ReadRow, id, user);
        var events = await connection.Query("""
            select v.at, v.kind, v.transition, v.from_state, v.to_state, v.comment, u.name from _event v left join "user" u on u.id =
            v.actor_id
            where v.entity = 'request' and v.record_id = @p0 order by v.id desc limit 51
            """, reader => new HandEvent(Moment(reader, 0), reader.GetString(1), Text(reader, 2), Text(reader, 3), Text(reader, 4), Text(reader, 5), Text(reader, 6)), id);
        var counts = await connection.Query($"select {Capped(Late, 100)}, {Unread}", ReadCounts, user, Ago(1), Ago(2), Ago(7));
        return new(name, rows[0], events, counts[0]);
    }

    /// <summary>
    /// Moves a request under the rule, from the state it may be moved from, journals that with the version it has now, and answers with
    /// the request as it is; null where there is none, or where another has moved it.
    /// </summary>
    public async Task<HandTaken?> Take(string token, long id)
    {
        using var connection = await connections.Take();
        var (user, _) = await SignedIn(connection, token);
        if (sqlite) await writer.WaitAsync();
        try { if (!await Move(connection, user, id)) return null; }
        finally { if (sqlite) writer.Release(); }
        var rows = await connection.Query(OneRow, ReadRow, id, user);
        return new(rows[0]);
    }

    private async Task<bool> Move(HandConnection connection, long user, long id)
    {
        await using var transaction = await connection.Begin();
        var now = Ago(0);
        var moved = await connection.Query("""
            update request set status = 'calculation', status_since = @p0, updated_at = @p0, _previous_status = status, _version = _version
            + 1
            where id = @p1 and manager = @p2 and status = 'assigned' and _deleted_at is null returning _version
            """, reader => reader.GetInt64(0), now, id, user);
        if (moved is not [var version]) return false;
        await connection.Execute("""
            insert into _event (at, actor_id, actor_role, entity, record_id, kind, transition, from_state, to_state, version, revision)
            values (@p0, @p2, 'manager', 'request', @p1, 'Transition', 'take', 'assigned', 'calculation', @p3, 1)
            """, now, id, user, version);
        await connection.Commit();
        return true;
    }

    private const string Late =
        "status in ('new', 'assigned') and status_since < @p1 or status in ('calculation', 'review', 'ready') and status_since < @p2 or "
        + "status in ('awaiting_payment', 'rework') and status_since < @p3";
    private const string Unread = "(select count(*) from (select 1 from _notice where user_id = @p0 and read_at is null limit 101) c)";

    private static string Counts => "select " + string.Join(", ", ((string[])[
        "status not in ('draft', 'done', 'cancelled')", "status = 'new'", "status = 'rework'", "status = 'awaiting_payment'",
        "status in ('in_work', 'review', 'rework')",
        "status in ('queued', 'in_work', 'review', 'rework', 'ready', 'delivered') and price > (select coalesce(sum(amount), 0) from "
            + "payment where payment.request = request.id and _deleted_at is null)",
        Late]).Select(where => Capped(where, 100)))
        + $", {Capped("status not in ('draft', 'done', 'cancelled')", 1001)}, {Unread}";

    private static string Capped(string where, int cap) =>
        $"(select count(*) from (select 1 from request where manager = @p0 and _deleted_at is null and ({where}) limit {cap}) c)";

    private object Ago(int days) => TimeProvider.System.GetUtcNow().AddDays(-days) is var at && sqlite ? at.ToUnixTimeMilliseconds()
        : at.UtcDateTime;

    public void Dispose()
    {
        writer.Dispose();
        connections.Dispose();
    }

    private static async Task<(long Id, string Name)> SignedIn(HandConnection connection, string token)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        var people = await connection.Query("""
            select u.id, u.name, (select max(m.role) from membership m where m."user" = u.id and m._deleted_at is null) from _session s join
            "user" u on u.id = s.user_id where s.token_hash = @p0
            """, reader => (reader.GetInt64(0), reader.GetString(1)), hash);
        return people.Single();
    }

    private static long[] ReadCounts(DbDataReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetInt64)];

    private HandRow ReadRow(DbDataReader reader) =>
        new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), Number(reader, 3) ?? 0, reader.GetString(4), reader.GetString(5),
        reader.GetString(6), Moment(reader, 7),
        sqlite ? DateOnly.ParseExact(reader.GetString(8), "yyyy-MM-dd", CultureInfo.InvariantCulture) : reader.GetFieldValue<DateOnly>(8),
            reader.GetString(9), Text(reader, 10), Number(reader, 11), Number(reader, 12) ?? 0);

    private decimal? Number(DbDataReader reader, int at) =>
        reader.IsDBNull(at) ? null : sqlite ? reader.GetInt64(at) / 100m : reader.GetDecimal(at);

    private DateTime Moment(DbDataReader reader, int at) =>
        sqlite ? DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(at)).UtcDateTime : reader.GetDateTime(at);

    private static string? Text(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);
}
