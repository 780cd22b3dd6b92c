using Kabinet.Engine.Expressions.Checking;

namespace Kabinet.Engine.Expressions;

/// <summary>The registry of functions, in alphabetical order: parameters and result types. <c>Storage/Writing</c> writes the SQL.</summary>
internal static class Functions
{
    public const string Abs = "abs", AddMonths = "add_months", AddWorkdays = "add_workdays", Coalesce = "coalesce", Concat = "concat",
        Contains = "contains",
        Date = "date", Days = "days",
        Greatest = "greatest", Least = "least",
        IsWorkday = "is_workday", Length = "length", Lower = "lower", Month = "month", MonthEnd = "month_end", MonthStart = "month_start",
        QuarterEnd = "quarter_end", QuarterStart = "quarter_start", Round = "round", Same = "same", Upper = "upper", WeekEnd = "week_end",
        Weekday = "weekday",
        WeekStart = "week_start", WorkdaysBetween = "workdays_between", Year = "year", YearEnd = "year_end", YearStart = "year_start";

    private static readonly Dictionary<string, Function> All = new Function[]
    {
        new(Abs, "abs(number)", call => call.To(call.Number(0).Type, call.Number(0))),
        new(AddMonths, "add_months(date, months)", call => call.To(DataType.Date, call.Day(0), call.Whole(1))),
        new(AddWorkdays, "add_workdays(date, days)", call => call.To(DataType.Date, call.Day(0), call.Whole(1))),
        new(Coalesce, "coalesce(first, second, …)", call => call.Unified()),
        new(Concat, "concat(text, …)", call => call.To(DataType.Text, call.Texts())),
        new(Contains, "contains(text, part)", call => call.To(DataType.YesNo, call.Text(0), call.Text(1))),
        new(Date, "date(moment)", call => call.DateOf(call.Moment(0))),
        new(Days, "days(from, to)", call => call.To(DataType.Whole, call.Day(0), call.Day(1))),
        new(Greatest, "greatest(first, second, …)", call => call.Ordered()),
        new(IsWorkday, "is_workday(date)", call => call.To(DataType.YesNo, call.Day(0))),
        new(Least, "least(first, second, …)", call => call.Ordered()),
        new(Length, "length(text)", call => call.To(DataType.Whole, call.Text(0))),
        new(Lower, "lower(text)", call => call.To(DataType.Text, call.Text(0))),
        new(Month, "month(date)", call => call.To(DataType.Whole, call.Day(0))),
        new(MonthEnd, "month_end(date)", call => call.To(DataType.Date, call.Day(0))),
        new(MonthStart, "month_start(date)", call => call.To(DataType.Date, call.Day(0))),
        new(QuarterEnd, "quarter_end(date)", call => call.To(DataType.Date, call.Day(0))),
        new(QuarterStart, "quarter_start(date)", call => call.To(DataType.Date, call.Day(0))),
        new(Round, "round(number, digits)", call => Coercion.AtScale(call.Number(0), call.Digits(1))),
        new(Same, "same(text, text)", call => call.To(DataType.YesNo, call.Text(0), call.Text(1))),
        new(Upper, "upper(text)", call => call.To(DataType.Text, call.Text(0))),
        new(WeekEnd, "week_end(date)", call => call.To(DataType.Date, call.Day(0))),
        new(Weekday, "weekday(date)", call => call.To(DataType.Whole, call.Day(0))),
        new(WeekStart, "week_start(date)", call => call.To(DataType.Date, call.Day(0))),
        new(WorkdaysBetween, "workdays_between(from, to)", call => call.To(DataType.Whole, call.Day(0), call.Day(1))),
        new(Year, "year(date)", call => call.To(DataType.Whole, call.Day(0))),
        new(YearEnd, "year_end(date)", call => call.To(DataType.Date, call.Day(0))),
        new(YearStart, "year_start(date)", call => call.To(DataType.Date, call.Day(0))),
    }.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    // What functions of SQL and of spreadsheets are called here.
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["current_date"] = "@today", ["current_timestamp"] = "@now", ["date_add"] = "@today + 2", ["dateadd"] = "@today + 2",
        ["date_diff"] = "days(…, …)", ["datediff"] = "days(…, …)", ["edate"] = "add_months(…, …)", ["eomonth"] = "month_end(…)",
        ["first_day"] = "month_start(…)", ["getdate"] = "@now", ["if"] = "case when … then … else … end",
        ["ifnull"] = "coalesce(…, …)", ["iif"] = "case when … then … else … end", ["isblank"] = "… is null", ["isnull"] = "… is null",
        ["last_day"] = "month_end(…)", ["lcase"] = "lower(…)", ["len"] = "length(…)", ["networkdays"] = "workdays_between(…, …)",
        ["now"] = "@now", ["nvl"] = "coalesce(…, …)", ["start_of_month"] = "month_start(…)", ["strpos"] = "contains(…, …)",
        ["today"] = "@today", ["ucase"] = "upper(…)", ["workday"] = "add_workdays(…, …)",
    };

    public static IEnumerable<string> Names => All.Keys;

    /// <summary>What is written here instead of a function that other languages have; null where nothing is known.</summary>
    public static string? Instead(string name) => Elsewhere.GetValueOrDefault(name);

    public static Function? Find(string name) => All.GetValueOrDefault(name);
}

/// <summary>A function: its name, its usage for error messages, and how a call is checked and built.</summary>
internal sealed record Function(string Name, string Usage, Func<FunctionCall, Expression> Meaning)
{
    private int Least => Usage.Count(symbol => symbol == ',') + 1 - (IsOpen ? 1 : 0);
    private bool IsOpen => Usage.Contains('…', StringComparison.Ordinal);

    public Expression Check(FunctionCall call)
    {
        var fits = call.Arguments.Count == Least || IsOpen && call.Arguments.Count > Least
            || Name == Functions.Round && call.Arguments.Count == 1;
        return fits ? Meaning(call) : throw new ExpressionException(new("expression.arguments", Usage), call.Position, Usage);
    }
}
