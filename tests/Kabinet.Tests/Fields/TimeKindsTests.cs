namespace Kabinet.Tests.Fields;

public class TimeKindsTests
{
    [Theory]
    [InlineData("21.11.2026")]
    [InlineData("2026-11-21")]
    [InlineData(" 21.11.26 ")]
    [InlineData("21/11/2026")]
    [InlineData("21\u00A0ноя\u00A02026")]
    [InlineData("21 Nov 2026")]
    public void A_date_is_read_as_people_write_it(string input) =>
        TestSolutions.Field("{ kind: date }").Accepted(input).ShouldBe(new DateOnly(2026, 11, 21));

    [Theory]
    [InlineData("31.02.2026", "field.date")]
    [InlineData("11/21/2026", "field.date")]
    [InlineData("завтра", "field.date")]
    [InlineData("2026-11-21T10:00", "field.date")]
    [InlineData("01.01.1799", "field.year")]
    [InlineData("9999-12-31", "field.year")]
    public void What_is_no_date_is_refused(string input, string refusal) =>
        TestSolutions.Field("{ kind: date }").Refused(input).ShouldBe(refusal);

    [Fact]
    public void A_date_is_shown_with_the_month_as_a_word()
    {
        var date = TestSolutions.Field("{ kind: date }");
        date.Shown(new DateOnly(2026, 11, 21)).ShouldBe("21 ноя 2026");
        date.Shown(new DateOnly(2026, 5, 1)).ShouldBe("1 мая 2026");
        date.Shown(new DateOnly(2026, 11, 21), "en").ShouldBe("21 Nov 2026");
        date.Edited(new DateOnly(2026, 11, 21)).ShouldBe("2026-11-21");
    }

    [Theory]
    [InlineData("21.11.2026 14:30")]
    [InlineData("2026-11-21T14:30")]
    [InlineData("2026-11-21 14:30")]
    [InlineData("2026-11-21T11:30:00Z")]
    [InlineData("2026-11-21T16:30+05:00")]
    [InlineData("21\u00A0ноя\u00A02026, 14:30")]
    public void A_moment_is_entered_in_the_solutions_zone_unless_it_says_its_own(string input) =>
        TestSolutions.Field("{ kind: datetime }").Accepted(input).ShouldBe(new DateTime(2026, 11, 21, 11, 30, 0, DateTimeKind.Utc));

    [Fact]
    public void A_moment_is_kept_to_the_millisecond_in_utc()
    {
        var moment = TestSolutions.Field("{ kind: datetime }").Accepted("2026-11-21T11:30:00.1234567Z").ShouldBeOfType<DateTime>();
        moment.Kind.ShouldBe(DateTimeKind.Utc);
        moment.ShouldBe(new DateTime(2026, 11, 21, 11, 30, 0, 123, DateTimeKind.Utc));
    }

    [Theory]
    [InlineData("21.11.2026", "field.datetime")]
    [InlineData("25:00", "field.datetime")]
    [InlineData("2026-11-21T24:61", "field.datetime")]
    [InlineData("0001-01-01T00:00Z", "field.year")]
    public void What_is_no_moment_is_refused(string input, string refusal) =>
        TestSolutions.Field("{ kind: datetime }").Refused(input).ShouldBe(refusal);

    [Fact]
    public void An_hour_that_the_zone_skips_does_not_exist()
    {
        var field = TestSolutions.Link(("solution.yaml", "solution: test\ntitle: Test\ntime_zone: Europe/Berlin\n"),
            ("entities/thing.yaml", "entity: thing\nfields:\n  at: { kind: datetime }\n")).Entities["thing"]["at"];
        field.Refused("2026-03-29T02:30").ShouldBe("field.datetime");
    }

    [Fact]
    public void A_moment_is_shown_and_edited_in_the_zone()
    {
        var moment = new DateTime(2026, 11, 21, 22, 30, 0, DateTimeKind.Utc);
        TestSolutions.Field("{ kind: datetime }").Shown(moment).ShouldBe("22 ноя 2026, 01:30");
        TestSolutions.Field("{ kind: datetime }").Edited(moment).ShouldBe("2026-11-22T01:30");
    }
}
