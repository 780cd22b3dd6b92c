using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kabinet.Bench.ByHand;

internal sealed record HandRow(long Id, string Number, string Address, decimal Area, string HouseType, string Partner, string Status, DateTime Since, DateOnly Promised, string Manager, string? Engineer, decimal? Price, decimal Paid);

internal sealed record HandList(string Person, IReadOnlyList<HandRow> Rows, IReadOnlyList<long> Counts);

internal sealed record HandEvent(DateTime At, string Kind, string? Transition, string? From, string? To, string? Comment, string? Who);

internal sealed record HandRecord(string Person, HandRow Row, IReadOnlyList<HandEvent> Events, IReadOnlyList<long> Counts);

/// <summary>Fixed SQL over the same tables.</summary>
internal sealed class HandData(string database) : IDisposable
{
    private readonly bool sqlite = database.StartsWith("sqlite:", StringComparison.Ordinal);
    private readonly SemaphoreSlim writer = new(1, 1);

    private static string Row(string manager, string join = "") => $"""
        select r.id, r.number, r.address, r.area, r.house_type, p.title, r.status, r.status_since, r.promised_on, {manager}, e.name, r.price,
          (select sum(amount) from payment where request = r.id and _deleted_at is null)
        from request r left join partner p on p.id = r.partner left join "user" e on e.id = r.engineer {join}
        """;

    public async Task<HandList> List(string token)
    {
        await using var connection = await Open();
        var (user, name) = await SignedIn(connection, token);
        var rows = await Query(connection, $"{Row("''")} where r.manager = @p0 and r._deleted_at is null and r.status not in ('draft', 'done', 'cancelled') order by r.created_at desc, r.id desc limit 51", ReadRow, user);
        var counts = await Query(connection, Counts, ReadCounts, user, DaysAgo(1), DaysAgo(2), DaysAgo(7));
        return new(name, rows, counts[0]);
    }

    public async Task<HandRecord> Find(string token, long id)
    {
        await using var connection = await Open();
        var (user, name) = await SignedIn(connection, token);
        var rows = await Query(connection, $"{Row("m.name", "left join \"user\" m on m.id = r.manager")} where r.id = @p0 and r.manager = @p1 and r._deleted_at is null", ReadRow, id, user);
        var events = await Query(connection, """
            select v.at, v.kind, v.transition, v.from_state, v.to_state, v.comment, u.name from _event v left join "user" u on u.id = v.actor_id
            where v.entity = 'request' and v.record_id = @p0 order by v.id desc limit 51
            """, reader => new HandEvent(Moment(reader, 0), reader.GetString(1), Text(reader, 2), Text(reader, 3), Text(reader, 4), Text(reader, 5), Text(reader, 6)), id);
        var counts = await Query(connection, $"select {Capped(Late, 100)}, {Unread}", ReadCounts, user, DaysAgo(1), DaysAgo(2), DaysAgo(7));
        return new(name, rows[0], events, counts[0]);
    }

    public async Task<bool> Take(string token, long id)
    {
        if (sqlite) await writer.WaitAsync();
        try
        {
            await using var connection = await Open();
            var (user, _) = await SignedIn(connection, token);
            await using var transaction = await connection.BeginTransactionAsync();
            var now = sqlite ? (object)DateTimeOffset.FromUnixTimeMilliseconds(1793491200000).ToUnixTimeMilliseconds() : DateTimeOffset.FromUnixTimeMilliseconds(1793491200000).UtcDateTime;
            var moved = await Execute(connection, transaction, """
                update request set status = 'calculation', status_since = @p0, updated_at = @p0, _previous_status = 'assigned', _version = _version + 1
                where id = @p1 and manager = @p2 and status = 'assigned' and _deleted_at is null
                """, now, id, user);
            if (moved == 0) return false;
            await Execute(connection, transaction, """
                insert into _event (at, actor_id, actor_role, entity, record_id, kind, transition, from_state, to_state, version, revision)
                values (@p0, @p2, 'manager', 'request', @p1, 'Transition', 'take', 'assigned', 'calculation', 6, 1)
                """, now, id, user);
            await transaction.CommitAsync();
            return true;
        }
        finally
        {
            if (sqlite) writer.Release();
        }
    }

    private const string Late = "status in ('new', 'assigned') and status_since < @p1 or status in ('calculation', 'review', 'ready') and status_since < @p2 or status in ('awaiting_payment', 'rework') and status_since < @p3";
    private const string Unread = "(select count(*) from (select 1 from _notice where user_id = @p0 and read_at is null limit 101) c)";

    private static string Counts => "select " + string.Join(", ", ((string[])[
        "status not in ('draft', 'done', 'cancelled')", "status = 'new'", "status = 'rework'", "status = 'awaiting_payment'",
        "status in ('in_work', 'review', 'rework')",
        "status in ('queued', 'in_work', 'review', 'rework', 'ready', 'delivered') and price > (select coalesce(sum(amount), 0) from payment where payment.request = request.id and _deleted_at is null)",
        Late]).Select(where => Capped(where, 100)))
        + $", {Capped("status not in ('draft', 'done', 'cancelled')", 1001)}, {Unread}";

    private static string Capped(string where, int cap) => $"(select count(*) from (select 1 from request where manager = @p0 and _deleted_at is null and ({where}) limit {cap}) c)";

    private object DaysAgo(int days) => TimeProvider.System.GetUtcNow().AddDays(-days) is var at && sqlite ? at.ToUnixTimeMilliseconds() : at.UtcDateTime;

    public void Dispose() => writer.Dispose();

    private async Task<DbConnection> Open()
    {
        var connection = Filling.Open(database);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<(long Id, string Name)> SignedIn(DbConnection connection, string token)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        var people = await Query(connection, """
            select u.id, u.name, (select max(m.role) from membership m where m."user" = u.id and m._deleted_at is null) from _session s join "user" u on u.id = s.user_id where s.token_hash = @p0
            """, reader => (reader.GetInt64(0), reader.GetString(1)), hash);
        return people.Single();
    }

    private static long[] ReadCounts(DbDataReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetInt64)];

    private HandRow ReadRow(DbDataReader reader) => new(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), Number(reader, 3) ?? 0, reader.GetString(4), reader.GetString(5), reader.GetString(6), Moment(reader, 7),
        sqlite ? DateOnly.ParseExact(reader.GetString(8), "yyyy-MM-dd", CultureInfo.InvariantCulture) : reader.GetFieldValue<DateOnly>(8), reader.GetString(9), Text(reader, 10), Number(reader, 11), Number(reader, 12) ?? 0);

    private decimal? Number(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : sqlite ? reader.GetInt64(at) / 100m : reader.GetDecimal(at);

    private DateTime Moment(DbDataReader reader, int at) => sqlite ? DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(at)).UtcDateTime : reader.GetDateTime(at);

    private static string? Text(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : reader.GetString(at);

    private static async Task<List<T>> Query<T>(DbConnection connection, string sql, Func<DbDataReader, T> read, params object[] values)
    {
        await using var command = Command(connection, null, sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    private static async Task<int> Execute(DbConnection connection, DbTransaction transaction, string sql, params object[] values)
    {
        await using var command = Command(connection, transaction, sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string sql, object[] values)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"@p{i}", values[i]);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
