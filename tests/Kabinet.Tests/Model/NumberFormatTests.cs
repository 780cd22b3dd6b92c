using Kabinet.Engine.Model;

namespace Kabinet.Tests.Model;

public class NumberFormatTests
{
    [Theory]
    [InlineData("ПР-{year}-{seq:00000}")]
    [InlineData("{yy}{month}{day}/{seq}")]
    [InlineData("{seq:000} от {year}")]
    public void A_pattern_of_dates_and_one_sequence_is_linked(string pattern) => Problems(pattern).ShouldBeEmpty();

    [Theory]
    [InlineData("{year:00}-{seq}", "'{year:00}' means nothing in a number")]
    [InlineData("{yy:0}-{seq}", "'{yy:0}' means nothing in a number")]
    [InlineData("{mnth}-{seq}", "'{mnth}' means nothing in a number (did you mean 'month'?)")]
    [InlineData("{quarter}-{seq}", "'{quarter}' means nothing in a number (places are {year}, {yy}, {month}, {day}, {seq:00000})")]
    [InlineData("{year}", "A number has one {seq:00000}")]
    [InlineData("{seq}-{seq:000}", "A number has one {seq:00000}")]
    [InlineData("{Year}-{seq}", "'{Year}-{seq}' has a brace that closes nothing")]
    public void What_a_number_could_not_be_made_of_is_told_at_its_place(string pattern, string problem) =>
        Problems(pattern).ShouldHaveSingleItem().ShouldStartWith($"entities/thing.yaml:2: {problem}");

    [Fact]
    public void Only_the_sequence_has_digits_to_choose()
    {
        NumberFormat.Of("A-{seq:000}").Digits.ShouldBe("000");
        NumberFormat.Of("A-{seq}").Digits.ShouldBe("0");
        NumberFormat.Of("{day}.{yy}-{seq}/{month}").Scope.ShouldBe(["day", "yy", "month"]);
    }

    private static IReadOnlyList<string> Problems(string pattern) =>
        TestSolutions.Problems(("entities/thing.yaml", $"entity: thing\nnumber: '{pattern}'\nfields:\n  name: {{ kind: text }}\n"));
}
