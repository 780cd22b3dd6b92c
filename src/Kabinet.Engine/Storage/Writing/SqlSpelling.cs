using System.Globalization;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>SQL of values, per database. Scaled numbers are integers in units of their scale on SQLite and numeric on PostgreSQL.</summary>
internal abstract class SqlSpelling(Dialect dialect)
{
    private static readonly SqliteSpelling Sqlite = new(Storage.Sqlite.SqliteDialect.Instance);
    private static readonly PostgresSpelling Postgres = new(Storage.Postgres.PostgresDialect.Instance);

    /// <summary>The spelling of a dialect.</summary>
    public static SqlSpelling Of(Dialect dialect) => dialect.Name == Sqlite.Dialect.Name ? Sqlite : Postgres;

    protected Dialect Dialect => dialect;
    private WorkWeek Week => new(this);

    /// <summary>Numbers must have one scale to be compared.</summary>
    public abstract bool ComparesUnits { get; }

    /// <summary>
    /// Records of a table by ids that were found, as what stands between <c>from</c> and the joins and the condition that goes with it:
    /// each is read by its id, however many the database believes there are.
    /// </summary>
    /// <param name="found">What has the ids.</param>
    /// <param name="table">Whose records.</param>
    /// <param name="alias">The name of the records.</param>
    public abstract (string From, string Where) ById(string found, string table, string alias);

    /// <summary>No value of a type.</summary>
    public abstract string Nothing(DataType type);

    public abstract string Number(Constant constant);

    public abstract string Day(DateOnly day);

    public abstract string Moment(DateTime moment);

    /// <summary>A number converted to another scale; rounds halves away from zero.</summary>
    public abstract string Rescale(Expression number, string sql, int scale);

    public abstract string Sum(Binary sum, string left, string right);

    /// <summary>A final sum, not used in further arithmetic: reading its result checks it for overflow.</summary>
    public virtual string LastSum(Binary sum, string left, string right) => Sum(sum, left, right);

    public abstract string Product(Binary product, string left, string right);

    public abstract string Quotient(Binary quotient, string left, string right);

    public abstract string Negative(Expression operand, string sql);

    /// <summary>A day plus or minus a number of days.</summary>
    public abstract string AddDays(string day, Expression number, string days, bool earlier);

    /// <summary>Days from <paramref name="earlier"/> to <paramref name="later"/>.</summary>
    public abstract string DaysBetween(string later, string earlier);

    public abstract string AddDuration(string moment, TimeSpan length, bool earlier);

    /// <summary>A text for comparison by order.</summary>
    public abstract string Ordered(string text);

    /// <summary>Sum over rows, zero when there are none.</summary>
    public abstract string Total(DataType type, string value);

    /// <summary>The first day of the period that a day falls into.</summary>
    public abstract string StartOf(Period period, string day);

    /// <summary>The last day of the period that a day falls into.</summary>
    public abstract string EndOf(Period period, string day);

    /// <summary>The same day of another month, or its last day where that month is shorter.</summary>
    public abstract string AddMonths(string day, string months);

    /// <summary>The day of the week, from 1 for Monday to 7 for Sunday.</summary>
    public abstract string Weekday(string day);

    /// <summary>Days since 1 January 0001.</summary>
    public abstract string DayNumber(string day);

    /// <summary>A function of the registry.</summary>
    public virtual string Call(Call call, IReadOnlyList<string> arguments) => call.Function switch
    {
        Functions.Abs => $"abs({arguments[0]})",
        Functions.AddMonths => AddMonths(arguments[0], arguments[1]),
        Functions.AddWorkdays => Week.Add(arguments[0], arguments[1]),
        Functions.Coalesce => $"coalesce({string.Join(", ", arguments)})",
        Functions.Concat => "(" + string.Join(" || ", arguments.Select((argument, index) =>
            $"coalesce({AsText(call.Arguments[index].Type, argument)}, '')")) + ")",
        Functions.Days => DaysBetween(arguments[1], arguments[0]),
        Functions.IsWorkday => Week.IsWorkday(arguments[0]),
        Functions.MonthEnd => EndOf(Period.Month, arguments[0]),
        Functions.MonthStart => StartOf(Period.Month, arguments[0]),
        Functions.QuarterEnd => EndOf(Period.Quarter, arguments[0]),
        Functions.QuarterStart => StartOf(Period.Quarter, arguments[0]),
        Functions.Round => Rescale(call.Arguments[0], arguments[0], call.Type.Scale),
        Functions.WeekEnd => EndOf(Period.Week, arguments[0]),
        Functions.Weekday => Weekday(arguments[0]),
        Functions.WeekStart => StartOf(Period.Week, arguments[0]),
        Functions.WorkdaysBetween => Week.Between(arguments[0], arguments[1]),
        Functions.YearEnd => EndOf(Period.Year, arguments[0]),
        Functions.YearStart => StartOf(Period.Year, arguments[0]),
        _ => throw new InvalidOperationException($"Function {call.Function} has no SQL"),
    };

    /// <summary>Whether a text contains another, both normalized.</summary>
    public abstract string Contains(string text, string part);

    /// <summary>A text in quotes.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    protected static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string AsText(DataType type, string sql) => type.Kind == ValueKind.Number ? $"cast({sql} as text)" : sql;
}
