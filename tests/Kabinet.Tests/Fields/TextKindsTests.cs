namespace Kabinet.Tests.Fields;

public class TextKindsTests
{
    [Fact]
    public void Text_loses_blanks_around_it_and_is_composed()
    {
        var text = TestSolutions.Field("{ kind: text }");
        text.Accepted("  и\u0306од ").ShouldBe("йод");
        text.Accepted("   ").ShouldBeNull();
        text.Accepted("👩‍🔧 «Ёлки»").ShouldBe("👩‍🔧 «Ёлки»");
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\u0007b")]
    [InlineData("a\u0085b")]
    [InlineData("a\uFFFFb")]
    [InlineData("a\u2028b")]
    public void Characters_that_nobody_types_are_refused(string input)
    {
        TestSolutions.Field("{ kind: text }").Refused(input).ShouldBe("field.one_line");
        TestSolutions.Field("{ kind: text, multiline: true }").Refused(input).ShouldBe("field.characters");
    }

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u3164")]
    [InlineData("\u2066\u2069")]
    public void A_text_that_nobody_sees_is_no_value(string input)
    {
        foreach (var kind in (string[])["text", "text, multiline: true", "email", "phone"])
            TestSolutions.Field($"{{ kind: {kind} }}").Accepted(input).ShouldBeNull();
    }

    [Theory]
    [InlineData("a\u202Eb\u2066", "ab")]
    [InlineData("\uFEFFкод\u200B-1", "код-1")]
    public void Invisible_characters_are_not_kept(string input, string kept) =>
        TestSolutions.Field("{ kind: text }").Accepted(input).ShouldBe(kept);

    [Fact]
    public void Halves_of_characters_are_refused()
    {
        TestSolutions.Field("{ kind: text }").Refused("a" + (char)0xD800).ShouldBe("field.one_line");
        TestSolutions.Field("{ kind: text }").Refused((char)0xDC00 + "a").ShouldBe("field.one_line");
    }

    [Fact]
    public void Several_lines_stand_in_a_multiline_text_only()
    {
        TestSolutions.Field("{ kind: text, multiline: true }").Accepted("one\r\n\ttwo\rthree").ShouldBe("one\n\ttwo\nthree");
        TestSolutions.Field("{ kind: text }").Refused("one\ntwo").ShouldBe("field.one_line");
    }

    [Fact]
    public void Text_has_a_greatest_length()
    {
        TestSolutions.Field("{ kind: text, length: 3 }").Refused("абвг").ShouldBe("field.too_long");
        TestSolutions.Field("{ kind: text, length: 3 }").Accepted("абв ").ShouldBe("абв");
        TestSolutions.Field("{ kind: text }").Refused(new string('a', 201)).ShouldBe("field.too_long");
        TestSolutions.Field("{ kind: text, multiline: true }").Refused(new string('a', 10_001)).ShouldBe("field.too_long");
    }

    [Fact]
    public void A_number_is_no_text() => TestSolutions.Field("{ kind: text }").Refused(5L).ShouldBe("field.text");

    [Theory]
    [InlineData(" Anna@Example.ORG ", "anna@example.org")]
    [InlineData("o'neil+work@mail.example.org", "o'neil+work@mail.example.org")]
    [InlineData("иван@почта.рф", "иван@почта.рф")]
    public void An_address_is_kept_in_lower_case(string input, string expected) =>
        TestSolutions.Field("{ kind: email }").Accepted(input).ShouldBe(expected);

    [Theory]
    [InlineData("anna")]
    [InlineData("@example.org")]
    [InlineData("anna@")]
    [InlineData("anna@localhost")]
    [InlineData("anna@@example.org")]
    [InlineData("anna@example..org")]
    [InlineData(".anna@example.org")]
    [InlineData("anna@-example.org")]
    [InlineData("anna smith@example.org")]
    [InlineData("Anna <anna@example.org>")]
    [InlineData("a@example.org,b@example.org")]
    public void What_is_no_address_is_refused(string input) =>
        TestSolutions.Field("{ kind: email }").Refused(input).ShouldBe("field.email");

    [Fact]
    public void A_line_cannot_be_smuggled_into_an_address() =>
        TestSolutions.Field("{ kind: email }").Refused("a@example.org\nBcc: b@example.org").ShouldBe("field.one_line");

    [Theory]
    [InlineData("+7 (916) 123-45-67", "+79161234567")]
    [InlineData("8 916 123 45 67", "+79161234567")]
    [InlineData("79161234567", "+79161234567")]
    [InlineData("916 123-45-67", "+79161234567")]
    [InlineData("+44 20 7946 0958", "+442079460958")]
    public void A_telephone_is_kept_in_one_form(string input, string expected) =>
        TestSolutions.Field("{ kind: phone }").Accepted(input).ShouldBe(expected);

    [Theory]
    [InlineData("+7\u00A0(999) 123-45-67", "9991234567")]
    [InlineData("89991234567", "9991234567")]
    [InlineData("8 (999)", "999")]
    [InlineData("123-45", "12345")]
    [InlineData("8123", "8123")]
    [InlineData("никто", "никто")]
    public void A_telephone_is_looked_for_by_its_digits(string typed, string sought) =>
        TestSolutions.Field("{ kind: phone }").Kind.Sought(typed).ShouldBe(sought);

    [Theory]
    [InlineData("12345")]
    [InlineData("+7 916 CALL ME")]
    [InlineData("7+9161234567")]
    [InlineData("+0123456789")]
    [InlineData("+1234567890123456")]
    [InlineData("+")]
    public void What_is_no_telephone_is_refused(string input) =>
        TestSolutions.Field("{ kind: phone }").Refused(input).ShouldBe("field.phone");

    [Fact]
    public void A_telephone_is_shown_in_groups()
    {
        TestSolutions.Field("{ kind: phone }").Shown("+79161234567").ShouldBe("+7 916 123-45-67");
        TestSolutions.Field("{ kind: phone }").Shown("+442079460958").ShouldBe("+442079460958");
    }

    [Theory]
    [InlineData("7701 234-561", "7701234561")]
    [InlineData("770212345678", "770212345678")]
    [InlineData(" ", null)]
    public void Digits_are_kept_without_what_is_written_between_them(string input, string? kept) =>
        TestSolutions.Field("{ kind: text, digits: [12, 10] }").Accepted(input).ShouldBe(kept);

    [Theory]
    [InlineData("абв")]
    [InlineData("77012345")]
    [InlineData("77012345612")]
    [InlineData("٧٧٠١٢٣٤٥٦١")]
    [InlineData("770123456o")]
    public void Anything_but_so_many_digits_is_refused(string input)
    {
        var field = TestSolutions.Field("{ kind: text, digits: [12, 10] }");
        field.Refused(input).ShouldBe("field.digits");
        Kabinet.Engine.Words.Texts.Say(field.Kind.Accept(field, input, out _)!, "ru").ShouldBe("Введите одни цифры: 10 или 12");
    }
}
