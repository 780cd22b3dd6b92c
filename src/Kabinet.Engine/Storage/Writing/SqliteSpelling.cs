using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// SQLite: whole units, days as ISO text, moments as milliseconds. Native arithmetic overflows into floating point, so an operation
/// that may overflow calls <see cref="SqliteArithmetic"/>, which throws instead.
/// </summary>
internal sealed class SqliteSpelling(Dialect dialect) : SqlSpelling(dialect)
{
    /// <summary>A thousand years in days: adding fewer keeps any valid day within the calendar.</summary>
    private const int DaysWithinCalendar = 365_000;

    public new Dialect Dialect => base.Dialect;

    public override bool ComparesUnits => true;

    public override (string From, string Where) ById(string found, string table, string alias) =>
        ($"{found} cross join {Dialect.Quote(table)} {alias}", $"{alias}.id = {found}.id");

    public override string Nothing(DataType type) => "null";

    public override string Number(Constant constant) =>
        constant.Value is long whole ? Whole(whole) : Whole(Exact.ToUnits((decimal)constant.Value!, constant.Type.Scale));

    public override string Day(DateOnly day) => $"'{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'";

    public override string Moment(DateTime moment) => Whole((moment - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond);

    public override string Rescale(Expression number, string sql, int scale)
    {
        var digits = scale - number.Type.Scale;
        return digits == 0 ? sql
            : digits > 0 && Magnitude.Fits(Magnitude.Of(number) * Magnitude.Power(digits)) ? $"({sql} * {Magnitude.Power(digits)})"
            : $"exact_rescale({sql}, {digits})";
    }

    public override string Sum(Binary sum, string left, string right) => Magnitude.Fits(Magnitude.Of(sum)) ? LastSum(sum, left, right)
        : $"{(sum.Operator == Operator.Add ? "exact_add" : "exact_subtract")}({Side(sum, sum.Left, left)}, {Side(sum, sum.Right, right)})";

    public override string LastSum(Binary sum, string left, string right) =>
        $"({Side(sum, sum.Left, left)} {(sum.Operator == Operator.Add ? '+' : '-')} {Side(sum, sum.Right, right)})";

    public override string Product(Binary product, string left, string right)
    {
        var surplus = product.Left.Type.Scale + product.Right.Type.Scale - product.Type.Scale;
        return surplus == 0 && Magnitude.Fits(Magnitude.Of(product)) ? $"({left} * {right})"
            : $"exact_multiply({left}, {right}, {surplus})";
    }

    public override string Quotient(Binary quotient, string left, string right) =>
        $"exact_divide({left}, {right}, {quotient.Type.Scale - quotient.Left.Type.Scale + quotient.Right.Type.Scale})";

    public override string Negative(Expression operand, string sql) =>
        Magnitude.Fits(Magnitude.Of(operand)) ? $"(- {sql})" : $"exact_subtract(0, {sql})";

    public override string AddDays(string day, Expression number, string days, bool earlier)
    {
        var signed = earlier ? $"- {days}" : days;
        return Magnitude.Of(number) <= DaysWithinCalendar ? $"date({day}, {signed} || ' days')" : $"add_days({day}, {signed})";
    }

    public override string DaysBetween(string later, string earlier) => $"cast(julianday({later}) - julianday({earlier}) as integer)";

    public override string AddDuration(string moment, TimeSpan length, bool earlier) =>
        $"({moment} {(earlier ? '-' : '+')} {Whole((long)length.TotalMilliseconds)})";

    public override string Ordered(string text) => text;

    public override string Total(DataType type, string value) => $"coalesce(sum({value}), 0)";

    public override string StartOf(Period period, string day) => period switch
    {
        // The Sunday that ends the week, minus six days.
        Period.Week => $"date({day}, 'weekday 0', '-6 days')",
        Period.Month => $"(substr({day}, 1, 8) || '01')",
        Period.Quarter => $"(substr({day}, 1, 5) || substr('01040710', {QuarterPlace(day)}, 2) || '-01')",
        Period.Year => $"(substr({day}, 1, 5) || '01-01')",
        _ => day,
    };

    public override string EndOf(Period period, string day) => period switch
    {
        Period.Week => $"date({day}, 'weekday 0')",
        Period.Month => $"date({StartOf(period, day)}, '+1 month', '-1 day')",
        Period.Quarter => $"date({StartOf(period, day)}, '+3 months', '-1 day')",
        Period.Year => $"(substr({day}, 1, 5) || '12-31')",
        _ => day,
    };

    public override string AddMonths(string day, string months) => $"add_months({day}, {months})";

    public override string Weekday(string day) => $"({DayNumber(day)} % 7 + 1)";

    public override string DayNumber(string day) => $"cast(julianday({day}) - 1721425.5 as integer)";

    public override string Contains(string text, string part) => $"instr({Dialect.Fold(text)}, {Dialect.Fold(part)}) > 0";

    public override string Call(Call call, IReadOnlyList<string> arguments) => call.Function switch
    {
        Functions.Date => $"day_in({arguments[0]}, {arguments[1]})",
        Functions.Greatest => $"greatest_of({string.Join(", ", arguments)})",
        Functions.Least => $"least_of({string.Join(", ", arguments)})",
        Functions.Length => $"length({arguments[0]})",
        Functions.Lower => $"lower_text({arguments[0]})",
        Functions.Month => $"cast(substr({arguments[0]}, 6, 2) as integer)",
        Functions.Upper => $"upper_text({arguments[0]})",
        Functions.Year => $"cast(substr({arguments[0]}, 1, 4) as integer)",
        _ => base.Call(call, arguments),
    };

    /// <summary>Position of a quarter's first month in the string of the four first months.</summary>
    private static string QuarterPlace(string day) => $"(cast(substr({day}, 6, 2) as integer) - 1) / 3 * 2 + 1";

    private string Side(Binary sum, Expression side, string sql) => Rescale(side, sql, sum.Type.Scale);
}
