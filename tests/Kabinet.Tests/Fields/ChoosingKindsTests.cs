using Kabinet.Engine.Fields;

namespace Kabinet.Tests.Fields;

public class ChoosingKindsTests
{
    private const string Size = "{ kind: choice, choices: { small: { ru: Малый, en: Small }, big: Большой } }";

    [Fact]
    public void A_choice_is_one_of_its_options()
    {
        TestSolutions.Field(Size).Accepted(" small ").ShouldBe("small");
        TestSolutions.Field(Size).Accepted("").ShouldBeNull();
        TestSolutions.Field(Size).Refused("huge").ShouldBe("field.choice");
        TestSolutions.Field(Size).Refused(1L).ShouldBe("field.choice");
    }

    [Fact]
    public void A_choice_is_shown_by_its_title_and_a_removed_option_by_its_key()
    {
        TestSolutions.Field(Size).Shown("small").ShouldBe("Малый");
        TestSolutions.Field(Size).Shown("small", "en").ShouldBe("Small");
        TestSolutions.Field(Size).Shown("medium").ShouldBe("medium");
    }

    [Fact]
    public void A_reference_is_an_id()
    {
        var reference = TestSolutions.Field("{ kind: ref, to: user }");
        reference.Accepted("12").ShouldBe(12L);
        reference.Accepted(12L).ShouldBe(12L);
        reference.Accepted(" ").ShouldBeNull();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("Anna")]
    [InlineData("99999999999999999999")]
    public void What_is_no_id_is_refused(string input) =>
        TestSolutions.Field("{ kind: ref, to: user }").Refused(input).ShouldBe("field.ref");

    [Theory]
    [InlineData("on", true)]
    [InlineData("Да", true)]
    [InlineData("false", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Yes_and_no_are_read_as_forms_and_people_write_them(string? input, bool expected) =>
        TestSolutions.Field("{ kind: yes_no }").Accepted(input).ShouldBe(expected);

    [Fact]
    public void Anything_else_is_neither_yes_nor_no()
    {
        TestSolutions.Field("{ kind: yes_no }").Refused("maybe").ShouldBe("field.yes_no");
        TestSolutions.Field("{ kind: yes_no }").Refused(2L).ShouldBe("field.yes_no");
    }

    [Fact]
    public void Kinds_are_registered_in_alphabetical_order() =>
        FieldKinds.All.Select(kind => kind.Name)
            .ShouldBe(["choice", "date", "datetime", "decimal", "email", "money", "number", "phone", "ref", "text", "yes_no"]);
}
