using Kabinet.Engine.Expressions;

namespace Kabinet.Tests.Solutions;

public class DefaultLinkingTests
{
    private static IReadOnlyList<string> Problems(string field) =>
        TestSolutions.Problems(("entities/thing.yaml", $"entity: thing\nfields:\n  field: {field}\n"));

    [Theory]
    [InlineData("{ kind: choice, choices: { small: S, big: B }, default: big }", "big")]
    [InlineData("{ kind: text, default: так }", "так")]
    [InlineData("{ kind: text, default: 12 }", "12")]
    [InlineData("{ kind: text, default: true }", "true")]
    [InlineData("{ kind: number, default: -5 }", -5L)]
    [InlineData("{ kind: yes_no, default: true }", true)]
    [InlineData("{ kind: yes_no, default: yes }", true)]
    [InlineData("{ kind: yes_no, required: true, default: false }", false)]
    [InlineData("{ kind: yes_no }", false)]
    [InlineData("{ kind: text, default: \"= 'a' \" }", "a")]
    [InlineData("{ kind: number, default: = 2 }", 2L)]
    public void A_plain_value_is_written_as_it_is(string field, object value) =>
        TestSolutions.Field(field).Default.ShouldBeOfType<Constant>().Value.ShouldBe(value);

    [Fact]
    public void Money_days_and_moments_are_plain_values_too()
    {
        TestSolutions.Field("{ kind: money, default: 0.5 }").Default.ShouldBe(new Constant(DataType.Money, 0.50m));
        var noon = new DateTime(2026, 12, 31, 9, 0, 0, DateTimeKind.Utc);
        TestSolutions.Field("{ kind: date, default: 2026-12-31 }").Default.ShouldBe(
            new Constant(DataType.Date, new DateOnly(2026, 12, 31)));
        TestSolutions.Field("{ kind: datetime, default: 2026-12-31 12:00 }").Default.ShouldBe(new Constant(DataType.DateTime, noon));
    }

    [Fact]
    public void A_yes_no_that_must_be_answered_has_no_answer_of_its_own() =>
        TestSolutions.Field("{ kind: yes_no, required: true }").Default.ShouldBeNull();

    [Fact]
    public void An_expression_stands_after_an_equals_sign() =>
        TestSolutions.Field("{ kind: date, default: = @today + 1 }").Default.ShouldBeOfType<Binary>().Left
            .ShouldBe(new ParameterValue(DataType.Date, new TodayParameter()));

    [Theory]
    [InlineData("{ kind: choice, choices: { small: S, big: B }, default: smal }",
        "Field 'field' has no option 'smal' (did you mean 'small'?)")]
    [InlineData("{ kind: choice, choices: { small: S, big: B }, default: \"'small'\" }",
        "Field 'field' has no option ''small'' (did you mean 'small'?)")]
    [InlineData("{ kind: text, default: \"'так'\" }",
        "''так'' is an expression rather than a text: an expression is written after = (did you mean 'так'?)")]
    [InlineData("{ kind: text, default: \"@me.name\" }",
        "'@me.name' is an expression rather than a text: an expression is written after = (did you mean '= @me.name'?)")]
    [InlineData("{ kind: date, default: \"@today\" }", "'@today' is not a value of a field of kind date (did you mean '= @today'?)")]
    [InlineData("{ kind: date, default: today }", "'today' is not a value of a field of kind date (did you mean '= @today'?)")]
    [InlineData("{ kind: date, default: \"'2026-12-31'\" }",
        "''2026-12-31'' is not a value of a field of kind date (did you mean '2026-12-31'?)")]
    [InlineData("{ kind: ref, to: user, default: \"@me\" }",
        "What to refer to by default is said by an expression after = (did you mean '= @me'?)")]
    [InlineData("{ kind: ref, to: user, default: me }",
        "What to refer to by default is said by an expression after = (did you mean '= @me'?)")]
    [InlineData("{ kind: number, default: many }", "'many' is not a value of a field of kind number")]
    [InlineData("{ kind: number, default: 1 + 1 }", "'1 + 1' is not a value of a field of kind number (did you mean '= 1 + 1'?)")]
    [InlineData("{ kind: number, max: 4, default: 5 }", "The field does not take this value: No more than 4")]
    [InlineData("{ kind: yes_no, default: perhaps }", "'perhaps' is not a value of a field of kind yes_no")]
    [InlineData("{ kind: text, default: = \"x }", "Unexpected character “\"”: '\"x', character 1 (did you mean ''…''?)")]
    [InlineData("{ kind: number, default: = }", "The expression is empty: '', character 1")]
    public void What_is_no_value_is_told_with_what_was_meant(string field, string problem) =>
        Problems(field).ShouldBe([$"entities/thing.yaml:3: {problem}"]);
}
