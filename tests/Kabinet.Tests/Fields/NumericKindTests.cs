using Kabinet.Engine.Words;

namespace Kabinet.Tests.Fields;

public class NumericKindTests
{
    [Theory]
    [InlineData("1 250,50", 1250.50)]
    [InlineData("1\u00A0250,5 ₽", 1250.50)]
    [InlineData("1\u202F250.50", 1250.50)]
    [InlineData("1,250.50", 1250.50)]
    [InlineData("-3", -3)]
    [InlineData("\u22123,1", -3.1)]
    [InlineData(" 0,01 ", 0.01)]
    public void Money_is_read_as_people_write_it(string input, double expected) =>
        TestSolutions.Field("{ kind: money }").Accepted(input).ShouldBe((decimal)expected);

    [Theory]
    [InlineData("money", "25,000", "25 000 или 25?")]
    [InlineData("number", "25,000", "25 000 или 25?")]
    [InlineData("decimal", "−1,500", "−1 500 или −1,5?")]
    [InlineData("money", "25.000", "25 000 или 25?")]
    [InlineData("decimal, scale: 3", "25,500", "25 500 или 25,5?")]
    public void An_ambiguous_number_is_asked_about(string kind, string input, string question)
    {
        var field = TestSolutions.Field($"{{ kind: {kind} }}");
        foreach (var reader in (Language?[])[null, Languages.Of("ru")])
        {
            var refusal = field.Kind.Accept(field, input, new(reader, Present: null), out _).ShouldNotBeNull();
            Texts.Say(refusal, "ru").Replace('\u202F', ' ').ShouldStartWith(question);
        }
    }

    [Theory]
    [InlineData("ru", "money", "1,234,567", 1234567)]
    [InlineData("ru", "money", "1,234.56", 1234.56)]
    [InlineData("ru", "decimal, scale: 3", "25,125", 25.125)]
    [InlineData("ru", "decimal, scale: 3", "82.500", 82.5)]
    [InlineData("ru", "money", "0,125,000", null)]
    [InlineData("en", "money", "25,000", 25000)]
    [InlineData("en", "number", "25,000", 25000)]
    [InlineData("en", "decimal, scale: 3", "25,125", 25125)]
    [InlineData("en", "money", "25,5", 25.5)]
    [InlineData("en", "money", "−1\u202F234,56 ₽", -1234.56)]
    [InlineData("en", "decimal, unit: м²", "82,5\u00A0м²", 82.5)]
    [InlineData("ru", "decimal, unit: '%'", "7,5 %", 7.5)]
    [InlineData("ru", "money", "7,5 %", null)]
    [InlineData("ru", "money", "12 34", null)]
    [InlineData("ru", "money", "(25)", null)]
    [InlineData("ru", "money", "5²", null)]
    [InlineData("ru", "number", "\u200E25\uFEFF", 25)]
    public void The_language_of_the_reader_decides(string language, string kind, string input, object? expected)
    {
        var field = TestSolutions.Field($"{{ kind: {kind} }}");
        var refusal = field.Kind.Accept(field, input, new(Languages.Of(language), Present: null), out var value);
        (refusal is null ? Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture) : (double?)null)
            .ShouldBe(expected is null ? null : Convert.ToDouble(expected, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("money")]
    [InlineData("number")]
    [InlineData("decimal, scale: 3, unit: { ru: м², en: m² }")]
    public void What_a_page_shows_can_be_typed_back_in_its_language(string kind)
    {
        var field = TestSolutions.Field($"{{ kind: {kind} }}");
        decimal[] numbers = kind == "number" ? [0m, -7m, 25000m, -1234567m] : [0m, 0.5m, -25000m, 1234567.89m, -0.01m, 999m, 1000m];
        foreach (var language in Languages.All)
            foreach (var number in numbers)
            {
                field.Kind.Accept(field, number, out var value).ShouldBeNull();
                var shown = field.Kind.Show(field, value, language.Culture, TimeZoneInfo.Utc);
                field.Kind.Accept(field, shown, new(language, Present: null), out var back).ShouldBeNull(shown);
                back.ShouldBe(value, shown);
            }
    }

    [Fact]
    public void Money_keeps_two_digits_whatever_was_written()
    {
        var money = TestSolutions.Field("{ kind: money }");
        money.Accepted("5").ShouldBeOfType<decimal>().Scale.ShouldBe((byte)2);
        money.Accepted(5L).ShouldBe(5.00m);
        money.Accepted(5.5m).ShouldBe(5.50m);
    }

    [Theory]
    [InlineData("1 250,505", "field.scale")]
    [InlineData("1.250,50", "field.decimal")]
    [InlineData("12 руб", "field.decimal")]
    [InlineData("1e3", "field.decimal")]
    [InlineData("NaN", "field.decimal")]
    [InlineData("--1", "field.decimal")]
    [InlineData("1\0", "field.decimal")]
    [InlineData("٣", "field.decimal")]
    [InlineData("1000000000000", "field.too_big")]
    [InlineData("-1000000000000", "field.too_big")]
    [InlineData("99999999999999999999999999999999999", "field.too_big")]
    [InlineData("-1 000 000 000 000 000 000 000,5 ₽", "field.too_big")]
    [InlineData("0000000000000000000000000001x", "field.decimal")]
    public void Money_refuses_what_it_cannot_keep_exactly(string input, string refusal) =>
        TestSolutions.Field("{ kind: money }").Refused(input).ShouldBe(refusal);

    [Fact]
    public void Booleans_and_other_foreign_values_are_no_numbers()
    {
        TestSolutions.Field("{ kind: money }").Refused(true).ShouldBe("field.decimal");
        TestSolutions.Field("{ kind: number }").Refused(1.5m).ShouldBe("field.number");
    }

    [Theory]
    [InlineData("0,99", "field.min")]
    [InlineData("100,01", "field.max")]
    [InlineData("100", null)]
    public void Bounds_of_the_definition_hold(string input, string? refusal) =>
        TestSolutions.Field("{ kind: decimal, min: 1, max: 100 }").Refused(input).ShouldBe(refusal);

    [Theory]
    [InlineData("42", 42)]
    [InlineData("-1 000", -1000)]
    [InlineData("7,0", 7)]
    public void Whole_numbers_are_long(string input, long expected) =>
        TestSolutions.Field("{ kind: number }").Accepted(input).ShouldBe(expected);

    [Fact]
    public void A_decimal_has_the_scale_of_its_definition()
    {
        TestSolutions.Field("{ kind: decimal, scale: 3 }").Accepted("82,5").ShouldBe(82.500m);
        TestSolutions.Field("{ kind: decimal, scale: 3 }").Refused("0,0001").ShouldBe("field.scale");
        TestSolutions.Field("{ kind: decimal, scale: 0 }").Accepted("82").ShouldBe(82L);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public void Nothing_is_no_value(string? input) => TestSolutions.Field("{ kind: money }").Accepted(input).ShouldBeNull();

    [Fact]
    public void Numbers_are_shown_as_the_language_writes_them()
    {
        var money = TestSolutions.Field("{ kind: money }");
        money.Shown(1250.5m).ShouldBe("1 250,50 ₽");
        money.Shown(-1250.5m, "en").ShouldBe("-1,250.50 ₽");
        money.Shown(1250m, "en").ShouldBe("1,250 ₽");
        money.Shown(null).ShouldBe("");
        TestSolutions.Field("{ kind: decimal, unit: м² }").Shown(82.50m).ShouldBe("82,5 м²");
        TestSolutions.Field("{ kind: number }").Shown(1234567L).ShouldBe("1 234 567");
    }

    [Fact]
    public void Spaces_within_a_number_do_not_break_a_line() =>
        TestSolutions.Field("{ kind: money }").Kind.Show(TestSolutions.Field("{ kind: money }"), 1250m,
            System.Globalization.CultureInfo.GetCultureInfo("ru"), TimeZoneInfo.Utc).ShouldNotContain(" ");

    [Fact]
    public void An_input_holds_the_exact_form()
    {
        TestSolutions.Field("{ kind: money }").Edited(1250.5m).ShouldBe("1250.50");
        TestSolutions.Field("{ kind: money }").Edited(1250.00m).ShouldBe("1250");
        TestSolutions.Field("{ kind: decimal }").Edited(82.50m).ShouldBe("82.5");
        TestSolutions.Field("{ kind: number }").Edited(42L).ShouldBe("42");
    }

    [Fact]
    public void Money_is_shown_in_the_solutions_currency()
    {
        var field = TestSolutions.Link(("solution.yaml", "solution: test\ntitle: Test\ncurrency: USD\n"),
            ("entities/thing.yaml", "entity: thing\nfields:\n  price: { kind: money }\n")).Entities["thing"]["price"];
        field.Shown(1250.5m, "en").ShouldBe("$1,250.50");
        field.Shown(-1m, "en").ShouldBe("-$1");
        field.Shown(1250.5m).ShouldBe("1 250,50 $");
    }
}
