using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Tests.Expressions;

namespace Kabinet.Tests.Storage.Writing;

/// <summary>Functions over the calendar, compared with the calendar of .NET and with a walk from day to day.</summary>
public sealed class CalendarFunctionsTests
{
    private static readonly DateOnly[] Edges = [new(2026, 1, 1), new(2026, 1, 31), new(2024, 2, 29), new(2025, 2, 28), new(2026, 3, 31),
        new(2026, 11, 21), new(2026, 11, 22), new(2026, 11, 23), new(2026, 12, 31), new(1900, 3, 1), new(1, 1, 8), new(9990, 6, 30)];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_beginning_and_the_end_of_a_period_are_those_of_the_calendar(string kind)
    {
        await using var bureau = await Filled(kind);
        foreach (var day in Edges.Concat(Days(25)))
        {
            var (weekday, quarter) = (((int)day.DayOfWeek + 6) % 7 + 1, new DateOnly(day.Year, (day.Month - 1) / 3 * 3 + 1, 1));
            var month = new DateOnly(day.Year, day.Month, 1);
            await Equal(bureau, day, ("week_start({0})", day.AddDays(1 - weekday)), ("week_end({0})", day.AddDays(7 - weekday)),
                ("month_start({0})", month), ("month_end({0})", month.AddMonths(1).AddDays(-1)), ("quarter_start({0})", quarter),
                ("quarter_end({0})", quarter.AddMonths(3).AddDays(-1)), ("year_start({0})", new DateOnly(day.Year, 1, 1)),
                ("year_end({0})", new DateOnly(day.Year, 12, 31)), ("weekday({0})", (long)weekday), ("is_workday({0})", weekday <= 5));
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Months_end_where_they_are_short_and_working_days_are_walked(string kind)
    {
        await using var bureau = await Filled(kind);
        var numbers = Gen.Choose(-60, 60).Sample(25, 1);
        foreach (var (day, number) in Edges.Concat(Days(13)).Zip(numbers.Concat([0, 1, -1])).Append((new(2026, 11, 21), 0)))
            if (day.Year > 1)
                await Equal(bureau, day, ($"add_months({{0}}, {number})", day.AddMonths(number)),
                    ($"add_workdays({{0}}, {number})", Walked(day, number)),
                    ($"workdays_between({{0}}, {{0}} + {number})", Worked(day, day.AddDays(number))));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_empty_day_gives_an_empty_answer_and_none_is_a_working_day(string kind)
    {
        await using var bureau = await Filled(kind);
        foreach (var text in new[] { "month_start(promised_on)", "month_end(promised_on)", "add_months(promised_on, 1)",
            "weekday(promised_on)", "add_workdays(promised_on, 3)", "workdays_between(promised_on, @today)",
            "add_workdays(@today, rooms)" })
            (await bureau.Values(Bureau.Check(text), only: 2)).ShouldHaveSingleItem().ShouldBeNull(text);
        (await bureau.Values(Bureau.Check("is_workday(promised_on)"), only: 2)).ShouldHaveSingleItem().ShouldBe(false);
        (await bureau.Values(Bureau.Check("not is_workday(promised_on)"), only: 2)).ShouldHaveSingleItem().ShouldBe(true);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_day_beyond_the_calendar_is_an_overflow_and_not_another_day(string kind)
    {
        await using var bureau = await Filled(kind);
        foreach (var text in new[] { "add_months(@today, 99999999999)", "add_workdays(@today, 999999999999999999)",
            "add_workdays(@today, 99999999)", "add_workdays(@today, -999999999999999999)" })
            await Should.ThrowAsync<NumberOverflowException>(async () => await bureau.Values(Bureau.Check(text)), text);
    }

    [Fact]
    public void A_call_with_wrong_arguments_says_how_it_is_called()
    {
        Should.Throw<ExpressionException>(() => Bureau.Check("add_workdays(@today)")).Message.ShouldContain("add_workdays(date, days)");
        Should.Throw<ExpressionException>(() => Bureau.Check("add_months(@today, 1.5)")).Message.ShouldContain("add_months(date, months)");
        Should.Throw<ExpressionException>(() => Bureau.Check("workday_between(@today, @today)")).Suggestion.ShouldBe("workdays_between");
        Should.Throw<ExpressionException>(() => Bureau.Check("month_start(price)"));
    }

    /// <summary>Request 1 is there, request 2 has no values.</summary>
    private static async Task<BureauDatabase> Filled(string kind)
    {
        var bureau = await BureauDatabase.Open(kind);
        await bureau.Add("request", 1);
        await bureau.Add("request", 2);
        return bureau;
    }

    private static DateOnly[] Days(int count) =>
        Gen.Choose(new DateOnly(1950, 1, 1).DayNumber, new DateOnly(2150, 1, 1).DayNumber).Select(DateOnly.FromDayNumber).Sample(count, 1);

    private static async Task Equal(BureauDatabase bureau, DateOnly day, params (string Text, object Value)[] expected)
    {
        var written = $"date('{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}T12:00')";
        foreach (var (text, value) in expected)
        {
            var asked = string.Format(CultureInfo.InvariantCulture, text, written);
            (await bureau.Values(Bureau.Check(asked), only: 1)).ShouldHaveSingleItem().ShouldBe(value, asked);
        }
    }

    private static bool IsWorked(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static DateOnly Walked(DateOnly day, int number)
    {
        for (var left = Math.Abs(number); left > 0; left -= IsWorked(day) ? 1 : 0) day = day.AddDays(Math.Sign(number));
        return day;
    }

    private static long Worked(DateOnly from, DateOnly to)
    {
        var worked = 0L;
        for (var day = from; day < to;) worked += IsWorked(day = day.AddDays(1)) ? 1 : 0;
        for (var day = from; day > to;) worked -= IsWorked(day = day.AddDays(-1)) ? 1 : 0;
        return worked;
    }
}
