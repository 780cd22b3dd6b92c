using FsCheck;
using FsCheck.Fluent;

namespace Kabinet.Tests.Storage.Writing;

/// <summary>Well-typed expression texts over a request of the bureau, each as deep as asked.</summary>
internal sealed class RandomExpressions
{
    private readonly Dictionary<(string Type, int Depth), Gen<string>> known = [];

    public static Gen<string> Any(int depth)
    {
        var all = new RandomExpressions();
        return Gen.OneOf(all.Number(depth), all.Text(depth), all.Day(depth), all.Moment(depth), all.Condition(depth), all.Condition(depth),
            all.Choice(depth));
    }

    private Gen<string> Number(int depth) => Known("number", depth,
        ["price", "area", "rooms", "debt", "paid", "partner.discount", "count(lines)", "sum(lines.amount)", "max(lines.quantity)",
            "sum(lines.quantity where paid_on is null)", "parent.price",
            "0", "1", "7", "0.5", "1.15", "100", "99999999999", "-0.000001", "@me.partner.discount"],
        below => [
            Format("({0} + {1})", Number(below), Number(below)), Format("({0} - {1})", Number(below), Number(below)),
                Format("({0} * {1})", Number(below), Number(below)),
            Format("({0} / {1})", Number(below), Number(below)), Format("-{0}", Number(below)),
                Format("round({0}, {1})", Number(below), Gen.Elements("0", "1", "2", "3", "6")),
            Format("abs({0})", Number(below)), Format("least({0}, {1})", Number(below), Number(below)),
                Format("greatest({0}, {1}, 3.5)", Number(below), Number(below)),
            Format("coalesce({0}, {1})", Number(below), Number(below)),
                Format("case when {0} then {1} else {2} end", Condition(below), Number(below), Number(below)),
            Format("days({0}, {1})", Day(below), Day(below)), Format("({0} - {1})", Day(below), Day(below)),
                Format("length({0})", Text(below)), Format("year({0})", Day(below)), Format("month({0})", Day(below)),
            Format("weekday({0})", Day(below)), Format("workdays_between({0}, {1})", Day(below), Day(below)),
        ]);

    private Gen<string> Text(int depth) => Known("text", depth,
        ["address", "partner.title", "parent.address", "manager.name", "'ёлка'", "'Ель'", "''", "'a''b'", "'%_\\'"],
        below => [
            Format("lower({0})", Text(below)), Format("upper({0})", Text(below)),
                Format("concat({0}, ' ', {1}, rooms)", Text(below), Choice(below)),
            Format("coalesce({0}, {1})", Text(below), Text(below)), Format("case when {0} then {1} end", Condition(below), Text(below)),
        ]);

    private Gen<string> Day(int depth) => Known("day", depth,
        ["promised_on", "@today", "date(created_at)", "max(lines.paid_on)", "date(@now)", "parent.promised_on"],
        below => [
            Format("({0} + {1})", Day(below), Gen.Elements("1", "-1", "40", "365", "length(address)")), Format("({0} - 30d)", Day(below)),
                Format("date({0})", Moment(below)),
            Format("coalesce({0}, {1})", Day(below), Day(below)), Format("least({0}, {1})", Day(below), Day(below)),
            Format("{0}({1})", Gen.Elements("week_start", "week_end", "month_start", "month_end", "quarter_start", "quarter_end",
                "year_start", "year_end"), Day(below)),
            Format("add_months({0}, {1})", Day(below), Gen.Elements("1", "-1", "13", "-48", "length(address)")),
            Format("add_workdays({0}, {1})", Day(below), Gen.Elements("1", "-1", "4", "-23", "0", "rooms")),
                Format("case when {0} then {1} else '2024-02-29' end", Condition(below), Day(below)),
        ]);

    private Gen<string> Moment(int depth) => Known("moment", depth,
        ["created_at", "status_since", "@now", "parent.created_at"],
        below => [
            Format("({0} + {1})", Moment(below), Gen.Elements("1m", "5h", "2d", "400d")),
                Format("({0} - {1})", Moment(below), Gen.Elements("90m", "24h", "31d")),
            Format("coalesce({0}, {1})", Moment(below), Moment(below)), Format("greatest({0}, {1})", Moment(below), Moment(below)),
        ]);

    private Gen<string> Choice(int depth) => Known("choice", depth,
        ["house_type", "status", "parent.status", "partner.level"],
        below => [Format("case when {0} then {1} else {2} end", Condition(below), Choice(below), Choice(below))]);

    private Gen<string> Condition(int depth) => Known("condition", depth,
        ["already_done", "true", "manager = @me", "partner = @me.partner", "partner <> 2", "manager is null", "status in ('new', 'work')",
            "status not in ('done')", "house_type <> 'panel'", "exists(lines)",
            "exists(lines where paid_on < outer.promised_on or amount >= price)", "exists(children where status = outer.status)",
                "exists(partner.people where id = @me)"],
        below => [
            Format("({0} {1} {2})", Number(below), Comparison, Number(below)),
                Format("({0} {1} {2})", Text(below), Comparison, Text(below)), Format("({0} {1} {2})", Day(below), Comparison, Day(below)),
            Format("({0} {1} {2})", Moment(below), Comparison, Moment(below)),
                Format("(({0}) {1} ({2}))", Condition(below), Gen.Elements("=", "<>"), Condition(below)),
            Format("({0} {1} {2})", Choice(below), Gen.Elements("=", "<>"), Choice(below)),
            Format("({0} and {1})", Condition(below), Condition(below)), Format("({0} or {1})", Condition(below), Condition(below)),
                Format("(not {0})", Condition(below)),
            Format("({0} is null)", Number(below)), Format("({0} is not null)", Text(below)), Format("(({0}) is null)", Condition(below)),
                Format("({0} in ({1}, 1, {2}))", Number(below), Number(below), Number(below)),
            Format("({0} not in ('Ель', {1}))", Text(below), Text(below)),
                Format("({0} between {1} and {2})", Number(below), Number(below), Number(below)),
            Format("({0} {1} {2})", Text(below), Gen.Elements("like", "not like"),
                Gen.Elements("'%е%'", "'ё_%'", "'%\\%%'", "''", "'_'", "'ЕЛ%'")), Format("contains({0}, {1})", Text(below), Text(below)),
            Format("coalesce(already_done, {0})", Condition(below)), Format("is_workday({0})", Day(below)),
                Format("case when {0} then {1} else {2} end", Condition(below), Condition(below), Condition(below)),
        ]);

    private static Gen<string> Comparison => Gen.Elements("=", "<>", "<", "<=", ">", ">=");

    private Gen<string> Known(string type, int depth, string[] leaves, Func<int, Gen<string>[]> branches)
    {
        if (known.TryGetValue((type, depth), out var generator)) return generator;
        var leaf = Gen.Elements(leaves);
        return known[(type, depth)] = depth == 0 ? leaf : Gen.OneOf([leaf, .. branches(depth - 1)]);
    }

    private static Gen<string> Format(string pattern, params Gen<string>[] parts) =>
        Gen.CollectToArray(parts).Select(texts => string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, [.. texts]));
}
