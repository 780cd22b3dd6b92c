using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>PostgreSQL: whole numbers are bigint and others numeric, so every operation except division is exact.</summary>
internal sealed class PostgresSpelling(Dialect dialect) : SqlSpelling(dialect)
{
    public override bool ComparesUnits => false;

    public override (string From, string Where) ById(string found, string table, string alias)
    {
        var records = $"select * from {Dialect.Quote(table)} led where led.id = {found}.id offset 0";
        return ($"{found} cross join lateral ({records}) {alias}", "true");
    }

    public override string Nothing(DataType type) => type.Kind == ValueKind.Nothing ? "null" : $"null::{Dialect.ColumnType(type)}";

    public override string Number(Constant constant) => constant.Value switch
    {
        long whole => whole < 0 ? $"({Whole(whole)})::bigint" : $"{Whole(whole)}::bigint",
        var number => $"({((decimal)number!).ToString(CultureInfo.InvariantCulture)})",
    };

    public override string Day(DateOnly day) => $"date '{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";

    public override string Moment(DateTime moment) =>
        $"timestamptz '{moment.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}+00'";

    public override string Rescale(Expression number, string sql, int scale) =>
        scale == 0 ? $"round({sql}, 0)::bigint" : number.Type.Scale == 0 ? $"({sql})::numeric" : number.Type.Scale > scale
            ? $"round({sql}, {scale})" : sql;

    public override string Sum(Binary sum, string left, string right) => $"({left} {(sum.Operator == Operator.Add ? '+' : '-')} {right})";

    public override string Product(Binary product, string left, string right) =>
        product.Left.Type.Scale + product.Right.Type.Scale > product.Type.Scale ? $"round({left} * {right}, {product.Type.Scale})"
            : $"({left} * {right})";

    // Enough digits that the server's rounding of the quotient can never produce a false half.
    public override string Quotient(Binary quotient, string left, string right) =>
        $"round(({left})::numeric(100, 40) / nullif(({right})::numeric, 0), {quotient.Type.Scale})";

    public override string Negative(Expression operand, string sql) => $"(- {sql})";

    public override string AddDays(string day, Expression number, string days, bool earlier) =>
        $"({day} {(earlier ? '-' : '+')} ({days})::integer)";

    public override string DaysBetween(string later, string earlier) => $"({later} - {earlier})::bigint";

    // In seconds, because the length of an interval day depends on the session's time zone.
    public override string AddDuration(string moment, TimeSpan length, bool earlier) =>
        $"({moment} {(earlier ? '-' : '+')} interval '{Whole((long)length.TotalSeconds)} seconds')";

    public override string Ordered(string text) => $"({text} collate \"C\")";

    public override string Total(DataType type, string value) =>
        type.Scale == 0 ? $"coalesce(sum({value}), 0)::bigint" : $"coalesce(sum({value}), 0)";

    public override string StartOf(Period period, string day) => period switch
    {
        Period.Week => $"date_trunc('week', ({day})::timestamp)::date",
        Period.Month => $"date_trunc('month', ({day})::timestamp)::date",
        Period.Quarter => $"date_trunc('quarter', ({day})::timestamp)::date",
        Period.Year => $"date_trunc('year', ({day})::timestamp)::date",
        _ => day,
    };

    public override string EndOf(Period period, string day) => period switch
    {
        Period.Week => $"({StartOf(period, day)} + 6)",
        Period.Month => LastOf(period, day, "1 month"),
        Period.Quarter => LastOf(period, day, "3 months"),
        Period.Year => LastOf(period, day, "1 year"),
        _ => day,
    };

    public override string AddMonths(string day, string months) => $"({day} + make_interval(months => ({months})::integer))::date";

    public override string Weekday(string day) => $"extract(isodow from {day})::bigint";

    public override string DayNumber(string day) => $"({day} - date '0001-01-01')::bigint";

    private string LastOf(Period period, string day, string length) =>
        $"({StartOf(period, day)} + interval '{length}' - interval '1 day')::date";

    public override string Contains(string text, string part) => $"strpos({Dialect.Fold(text)}, {Dialect.Fold(part)}) > 0";

    public override string Call(Call call, IReadOnlyList<string> arguments) => call.Function switch
    {
        Functions.Date => $"({arguments[0]} at time zone {arguments[1]})::date",
        Functions.Greatest => $"greatest({string.Join(", ", arguments)})",
        Functions.Least => $"least({string.Join(", ", arguments)})",
        Functions.Length => $"length({arguments[0]})::bigint",
        // ICU writes İ as two characters and the last Σ of a word as ς, so both are replaced before.
        Functions.Lower => $"(lower(translate({arguments[0]}, 'İΣ', 'iσ') collate \"und-x-icu\") collate \"C\")",
        Functions.Month => $"extract(month from {arguments[0]})::bigint",
        Functions.Upper => $"(upper({arguments[0]} collate \"und-x-icu\") collate \"C\")",
        Functions.Year => $"extract(year from {arguments[0]})::bigint",
        _ => base.Call(call, arguments),
    };
}
