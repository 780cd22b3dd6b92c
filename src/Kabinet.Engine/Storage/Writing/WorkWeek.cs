using Kabinet.Engine.Expressions;

namespace Kabinet.Engine.Storage.Writing;

/// <summary>
/// Which days are worked, and arithmetic over them: Monday to Friday, without holidays. Every function over working days is written here,
/// so that a calendar of holidays changes this class alone.
/// Days are counted from 1 January 0001, a Monday; each argument is written once, in a derived table.
/// </summary>
internal sealed class WorkWeek(SqlSpelling spelling)
{
    // Beyond this number of days no calendar goes: the number itself then leads out of it, which is refused.
    private const string Beyond = "9999999";
    private static readonly Call Shift = new(DataType.Whole, Functions.WorkdaysBetween, []);

    public string IsWorkday(string day) => $"{spelling.Weekday(day)} <= 5";

    /// <summary>Working days after the first day up to and with the second; negative where the second is earlier.</summary>
    public string Between(string from, string to) =>
        $"(select case when w.b >= w.a then {Before("(w.b + 1)")} - {Before("(w.a + 1)")} else {Before("w.b")} - {Before("w.a")} end "
            + $"from (select {spelling.DayNumber(from)} as a, {spelling.DayNumber(to)} as b) w)";

    /// <summary>The working day that many after a day, or before it where the number is negative; the day itself for zero.</summary>
    public string Add(string day, string number)
    {
        var shift = $"case when w.n > 0 and w.n <= {Beyond} then {Later("(case when w.d < 4 then w.d else 4 end + w.n)")} - w.d "
            + $"when w.n < 0 and w.n >= -{Beyond} "
            + $"then 4 - w.d - ({Later("(4 - case when w.d < 5 then w.d else 5 end - w.n)")}) else w.n end";
        return $"(select {spelling.AddDays("w.day", Shift, shift, earlier: false)} "
            + $"from (select v.day, v.n, {spelling.DayNumber("v.day")} % 7 as d from (select {day} as day, {number} as n) v) w)";
    }

    // Working days before a day, since the first Monday.
    private static string Before(string number) =>
        $"({number} / 7 * 5 + case when {number} % 7 < 5 then {number} % 7 else 5 end)";

    // Days from a Monday to the working day that many working days later.
    private static string Later(string workdays) => $"{workdays} / 5 * 7 + {workdays} % 5";
}
