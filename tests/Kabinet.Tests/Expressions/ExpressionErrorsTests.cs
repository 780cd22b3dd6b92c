using Kabinet.Engine.Expressions;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Expressions;

public sealed class ExpressionErrorsTests
{
    private const string NoOuter = "There is no record around. outer is the record of the page on which a list or a form stands, the "
        + "record whose reference is being chosen, and the record around a where in count, sum and exists";

    [Theory]
    [InlineData("", 0, "The expression is empty", null)]
    [InlineData("   ", 0, "The expression is empty", null)]
    [InlineData("price >", 7, "The expression ends too early", null)]
    [InlineData("price > > 1", 8, "“>” is not expected here", null)]
    [InlineData("(price > 1", 10, "The expression ends too early", ")")]
    [InlineData("price == 1", 6, "Equality is written with one =", "=")]
    [InlineData("status == 'new'", 7, "Equality is written with one =", "=")]
    [InlineData("price <>= 1", 8, "“=” is not expected here", null)]
    [InlineData("address || house_type = 'a'", 8, "There is no ||: conditions are joined by or, and texts by concat(a, b)", "or")]
    [InlineData("already_done | already_done", 13, "Unexpected character “|”", "or")]
    [InlineData("address + ' ' = 'a'", 0, "Texts are joined by concat, not by plus", "concat(…, …)")]
    [InlineData("partner.title + address = 'a'", 0, "Texts are joined by concat, not by plus", "concat(…, …)")]
    [InlineData("status <> new", 10, "Заявка has no field “new”", "'new'")]
    [InlineData("status in (new, 'done')", 11, "Заявка has no field “new”", "'new'")]
    [InlineData("panel = house_type", 0, "Заявка has no field “panel”", "'panel'")]
    [InlineData("isnull(price)", 0, "There is no function “isnull”", "… is null")]
    [InlineData("first_day(@today) = @today", 0, "There is no function “first_day”", "month_start(…)")]
    [InlineData("IFNULL(price, 0) = 0", 0, "There is no function “IFNULL”", "coalesce(…, …)")]
    [InlineData("price != 1", 6, "Unexpected character “!”", "<>")]
    [InlineData("status = \"new\"", 9, "Unexpected character “\"”", "'…'")]
    [InlineData("status = 'new", 9, "The text is not closed by an apostrophe", null)]
    [InlineData("price > 1.2345678", 8, "A number has at most 18 digits, 6 after the point", null)]
    [InlineData("status_since < @now - 3w", 22, "“3w” is not a length of time; write 30m, 4h or 2d", null)]
    [InlineData("3d is null", 0, "A length of time only follows plus or minus, as in @now + 2d", null)]
    [InlineData("not (2h is not null)", 5, "A length of time only follows plus or minus, as in @now + 2d", null)]
    [InlineData("3d in (2d, 1d)", 0, "A length of time only follows plus or minus, as in @now + 2d", null)]
    [InlineData("coalesce(1d, 2d) = 1", 9, "A length of time only follows plus or minus, as in @now + 2d", null)]
    [InlineData("case when rooms > 1 then 1d else 2d end = 1", 25, "A length of time only follows plus or minus, as in @now + 2d", null)]
    [InlineData("3and price > 1", 0, "“3and” is not a length of time; write 30m, 4h or 2d", null)]
    [InlineData("1e5 > price", 0, "“1e5” is not a length of time; write 30m, 4h or 2d", null)]
    [InlineData("pric > 1", 0, "Заявка has no field “pric”", "price")]
    [InlineData("partner.titel = 'a'", 8, "Партнёр has no field “titel”", "title")]
    [InlineData("price.value > 1", 0, "Field price leads nowhere", null)]
    [InlineData("partner.title.length > 1", 8, "Field title leads nowhere", null)]
    [InlineData("@me.salary.sum > 1", 4, "Field salary leads nowhere", null)]
    [InlineData("lines > 1", 0, "“lines” is a collection, not a single value", "count(lines)")]
    [InlineData("count(linez) > 1", 6, "Заявка has no field “linez”", "lines")]
    [InlineData("count(lines.amount) > 1", 12, "count is about the records of a collection, no field is needed", null)]
    [InlineData("sum(lines) > 1", 0, "sum needs a field of the collection, as in sum(lines.amount)", null)]
    [InlineData("sum(lines.service) > 1", 10, "Expected a number, found a text", null)]
    [InlineData("max(price, 5) > 1", 0, "max takes one collection, as in max(lines)", "greatest")]
    [InlineData("lenght(address) > 1", 0, "There is no function “lenght”", "length")]
    [InlineData("length(address, 1) > 1", 0, "The function is called as length(text)", "length(text)")]
    [InlineData("round(price, rooms) > 1", 13, "Digits after the point are written as a number from 0 to 6", null)]
    [InlineData("@mee = manager", 0, "There is no parameter @mee", "@me")]
    [InlineData("@input.amount > 0", 7, "There is no input “amount” here", null)]
    [InlineData("house_type = 'panell'", 13, "Field house_type has no option “panell”", "'panel'")]
    [InlineData("status in ('new', 'don')", 18, "Field status has no option “don”", "'done'")]
    [InlineData("price = null", 8, "Nothing is compared with null; use is null or is not null", "is null")]
    [InlineData("promised_on < '21.11.2026'", 14, "“21.11.2026” is not a date like YYYY-MM-DD", "'2026-12-31'")]
    [InlineData("promised_on < @now", 14, "Cannot compare a date with a date with time", "@today")]
    [InlineData("@today = created_at", 9, "Cannot compare a date with a date with time", "date(created_at)")]
    [InlineData("manager = partner", 10, "Cannot compare a reference to user with a reference to partner", null)]
    [InlineData("address > 5", 10, "Cannot compare a text with a number", null)]
    [InlineData("house_type > 'panel'", 11, "Only numbers, dates and texts can be greater or less", null)]
    [InlineData("price and already_done", 0, "Expected a yes or no, found a number", null)]
    [InlineData("price + address", 8, "Texts are joined by concat, not by plus", "concat(…, …)")]
    [InlineData("price - address", 8, "Expected a number, found a text", null)]
    [InlineData("created_at - 3", 13, "Expected a length of time (as 2d), found a number", null)]
    [InlineData("promised_on + 5h", 14, "Only whole days are added to a date", null)]
    [InlineData("address like house_type", 13, "A pattern after like is a written text that does not end with \\", "contains(…, …)")]
    [InlineData("address like 'дом\\'", 13, "A pattern after like is a written text that does not end with \\", null)]
    [InlineData("case when already_done then 1 else 'a' end = 1", 35, "Expected a number, found a text", null)]
    [InlineData("length(address where rooms > 1)", 27, "A where belongs to collections, not to function length", null)]
    [InlineData("outer.price > 1", 0, NoOuter, null)]
    [InlineData("partner = outer", 10, NoOuter, null)]
    [InlineData("count(lines where amount > outer.outer.price) > 0", 33, "Заявка has no field “outer”", null)]
    [InlineData("2d", 0, "Expected a date with time, found a length of time (as 2d)", null)]
    public void A_wrong_text_is_refused_with_its_place_and_a_guess(string text, int position, string reason, string? suggestion)
    {
        var refused = Should.Throw<ExpressionException>(() => Bureau.Check(text));

        Texts.Say(refused.Reason, "en").ShouldBe(reason);
        refused.Position.ShouldBe(position);
        refused.Suggestion.ShouldBe(suggestion);
        Texts.Say(refused.Reason, "ru").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("price", "Expected a yes or no, found a number")]
    [InlineData("address", "Expected a yes or no, found a text")]
    public void A_result_of_another_type_than_expected_is_refused(string text, string reason) =>
        Texts.Say(Should.Throw<ExpressionException>(() => Bureau.Check(text, Bureau.Context with { Expected = DataType.YesNo })).Reason,
            "en").ShouldBe(reason);

    [Fact]
    public void A_key_for_a_field_of_choices_is_one_of_them_on_every_branch()
    {
        var context = Bureau.Context with { Target = Bureau.Requests["house_type"] };

        Bureau.Check("case when rooms > 3 then 'brick' else 'panel' end", context).Type.ShouldBe(DataType.Choice);
        Should.Throw<ExpressionException>(() =>
            Bureau.Check("case when rooms > 3 then 'brick' else 'stone' end", context)).Reason.Key.ShouldBe("expression.choice");
        Should.Throw<ExpressionException>(() => Bureau.Check("status", context)).Reason.Key.ShouldBe("expression.other_choices");
    }

    [Fact]
    public void A_hostile_text_is_refused_before_it_costs_anything()
    {
        var reader = Bureau.Reader;
        string[] hostile =
        [
            new('(', 3000),
            string.Concat(Enumerable.Repeat("not ", 900)) + string.Concat(Enumerable.Repeat("(", 60)) + "already_done",
            string.Join(" or ", Enumerable.Repeat("rooms = 1", 100)),
            "address = '" + new string('a', 5000) + "'",
            Enumerable.Range(0, 30).Aggregate("rooms", (inner, _) => $"case when {inner} between 1 and 2 then 1 else 2 end"),
        ];

        foreach (var text in hostile)
            Should.Throw<ExpressionException>(() => Bureau.Check(text, reader)).Reason.Key.ShouldBeOneOf("expression.too_deep",
                "expression.too_large", "expression.too_long");
    }
}
