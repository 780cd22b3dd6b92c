using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kabinet.Bench;

/// <summary>
/// The SQL that fills: one recursive series per table; the few forms that differ between the two databases stand at the end.
/// </summary>
internal sealed class FillingSql(bool sqlite, int requests, int partners, int managers)
{
    private static readonly string[] StateKeys =
        ["new", "assigned", "clarify", "calculation", "awaiting_payment", "queued", "in_work", "review", "rework", "ready", "delivered",
            "done", "paused", "cancelled"];

    public IEnumerable<string> Statements =>
    [
        Series(partners, $"""insert into partner (title, level, postpay, created_at, updated_at) select 'Партнёр ' || n, 'gold', {False}, {Moment("0")}, {Moment("0")} from series"""),
        Series(managers, $"""insert into "user" (login, name, active, created_at, updated_at) select 'bench' || n, 'Менеджер ' || n, {True}, {Moment("0")}, {Moment("0")} from series"""),
        Series(managers, $"""insert into "user" (login, name, active, created_at, updated_at) select 'works' || n, 'Инженер ' || n, {True}, {Moment("0")}, {Moment("0")} from series"""),
        $"""insert into membership ("user", role, created_at, updated_at) select id, 'manager', {Moment("0")}, {Moment("0")} from "user" where login like 'bench%'""",
        $"""insert into membership ("user", role, created_at, updated_at) select id, 'engineer', {Moment("0")}, {Moment("0")} from "user" where login like 'works%'""",
        Series(requests, $"""
            insert into request (number, status, status_since, partner, address, area, house_type, urgency, manager, engineer, promised_on,
            price, created_at, updated_at, already_done, client_name, _version)
            select 'ПР-2026-' || {Padded}, {Of($"(n / {managers})", StateKeys)}, {Moment("n % 4000")},
              (select min(id) from partner) + n % {partners}, 'ул. Ёлкина, ' || (n % 200) || ', кв. ' || (n % 90),
              {Scaled("30 + n % 70")}, {Of("n", ["panel", "brick", "monolith", "mixed"])}, 'normal', {Person("bench", $"n % {managers}")},
              {Person("works", $"n % {managers}")},
              {Day("n % 60")}, {Scaled("20000 + n % 50000")}, {Moment("n % 4300")}, {Moment("n % 4000")}, {False}, 'Клиент ' || n, 5 from
              series
            """),
        $"insert into payment (request, amount, paid_on, method, created_at, updated_at) select id, price / 2, {Day("id % 60")}, "
            + $"'transfer', created_at, created_at from request where id % 2 = 0",
        .. Enumerable.Range(0, 5).Select(step => $"""
            insert into _event (at, actor_id, actor_role, entity, record_id, kind, transition, from_state, to_state, comment, version,
            revision)
            select created_at, manager, 'manager', 'request', id, 'Transition', 'take', 'assigned', 'calculation',
            'Комментарий {step} к заявке', {step + 1}, 1 from request
            """),
        $"""
            insert into "user" (login, name, active, created_at, updated_at)
            values ('head', 'Начальник', {True}, {Moment("0")}, {Moment("0")})
            """,
        $"""
            insert into membership ("user", role, created_at, updated_at)
            select id, 'head', {Moment("0")}, {Moment("0")} from "user" where login = 'head'
            """,
        Session(Filling.Token, "login like 'bench%'"),
        Session(Filling.HeadToken, "login = 'head'"),
    ];

    private string Session(string token, string whose) => $"""
        insert into _session (token_hash, user_id, created_at, seen_at, factor_pending)
        select '{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}', min(id), {Moment("-480")}, {Moment("-480")}, {False}
        from "user" where {whose}
        """;

    private string True => sqlite ? "1" : "true";
    private string False => sqlite ? "0" : "false";

    /// <summary>An INSERT … SELECT over the numbers from 1; both databases take the series between the two.</summary>
    private static string Series(int count, string insert)
    {
        var select = insert.IndexOf("select", StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture,
            $"{insert[..select]}with recursive series(n) as (select 1 union all select n + 1 from series where n < {count}) "
            + $"{insert[select..]}");
    }

    private string Padded => sqlite ? "substr('0000000' || n, -7)" : "right('0000000' || n, 7)";

    private static string Of(string number, string[] keys) =>
        $"case {number} % {keys.Length} {string.Concat(keys.Select((key, index) => $"when {index} then '{key}' "))}end";

    private static string Person(string login, string offset) => $"""(select min(id) from "user" where login like '{login}%') + {offset}""";

    /// <summary>A moment so many hours before the first of November 2026.</summary>
    private string Moment(string hours) => sqlite ? $"1793491200000 - ({hours}) * 3600000"
        : $"timestamptz '2026-11-01 00:00:00Z' - ({hours}) * interval '1 hour'";

    private string Day(string days) => sqlite ? $"date('2026-11-01', '+' || ({days}) || ' days')" : $"date '2026-11-01' + ({days})::int";

    private string Scaled(string number) => sqlite ? $"({number}) * 100" : $"({number})";
}
