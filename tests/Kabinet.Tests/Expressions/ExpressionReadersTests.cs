using Kabinet.Engine.Expressions;

namespace Kabinet.Tests.Expressions;

public sealed class ExpressionReadersTests
{
    [Fact]
    public void A_step_of_a_reader_carries_the_row_rule_of_where_it_leads()
    {
        var comparison = Bureau.Check("partner.title = 'Альфа'", Bureau.Reader).ShouldBeOfType<Binary>();

        comparison.Left.ShouldBeOfType<FieldValue>().Steps.ShouldHaveSingleItem().Rule.ShouldBe(
            ExpressionChecker.Check("id = 7", Bureau.Entities["partner"], Bureau.Context));
    }

    [Fact]
    public void A_collection_of_a_reader_counts_the_rows_he_may_see()
    {
        var aggregate = Bureau.Check("exists(lines where amount > 5)", Bureau.Reader).ShouldBeOfType<Aggregate>();

        aggregate.Where.ShouldBe(
            ExpressionChecker.Check("quantity > 0 and amount > 5", Bureau.Entities["line"],
            Bureau.Context with { Expected = DataType.YesNo }));
    }

    [Theory]
    [InlineData("manager.salary > 5")]
    [InlineData("exists(partner.people where salary > 5)")]
    [InlineData("max(partner.people.salary) > 5")]
    public void A_closed_field_is_as_unknown_as_one_that_is_not_there(string text)
    {
        var closed = Should.Throw<ExpressionException>(() => Bureau.Check(text, Bureau.Reader));
        var missing = Should.Throw<ExpressionException>(() => Bureau.Check(text.Replace("salary", "zalary"), Bureau.Reader));

        closed.Reason.Key.ShouldBe(missing.Reason.Key);
        closed.Position.ShouldBe(missing.Position);
        closed.Suggestion.ShouldBeNull();
        missing.Suggestion.ShouldBeNull();
    }

    [Theory]
    [InlineData("parent.price > 5")]
    [InlineData("exists(children)")]
    [InlineData("exists(parent.lines)")]
    [InlineData("exists(line)")]
    [InlineData("partner = @me.partner")]
    [InlineData("@me.salary > 5")]
    public void What_leads_to_no_row_of_his_does_not_exist_for_him(string text) =>
        Should.Throw<ExpressionException>(() => Bureau.Check(text, Bureau.Reader));
}
