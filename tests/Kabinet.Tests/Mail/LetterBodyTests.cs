using Kabinet.Engine.Mail;

namespace Kabinet.Tests.Mail;

public class LetterBodyTests
{
    private const string Accent = "#2f6f6a";

    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;")]
    [InlineData("[нажмите](http://evil.example)", "[нажмите](http://evil.example)")]
    [InlineData("**важно**", "**важно**")]
    [InlineData("{password}", "{password}")]
    [InlineData("\uE0000\uE001", "\uE0000\uE001")]
    public void A_value_is_text_whatever_is_in_it(string value, string shown)
    {
        var html = LetterBody.Html("Компания {company_name}.", _ => value, Accent);
        html.ShouldContain(shown);
        html.ShouldNotContain("<script");
        html.ShouldNotContain("href");
        html.ShouldNotContain("<strong>");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("java\nscript:alert(1)")]
    public void A_link_leads_only_to_a_page_whatever_its_value_is(string value)
    {
        LetterBody.Html("[Открыть]({link})", _ => value, Accent).ShouldNotContain("script:");
        LetterBody.Html("[Открыть]({link})", _ => value, Accent).ShouldNotContain("data:");
    }

    [Fact]
    public void Lines_of_the_template_and_of_values_stay_lines()
    {
        var html = LetterBody.Html("Логин: {a}\nПароль: {b}", place => place == "a" ? "x\ny" : "z", Accent);
        html.Split("<br").Length.ShouldBe(3);
        LetterBody.Text("Логин: {a}\nПароль: {b}", place => place == "a" ? "x\ny" : "z").ShouldBe("Логин: x\ny\nПароль: z");
    }

    [Fact]
    public void A_link_without_an_address_is_left_out_of_both_parts()
    {
        LetterBody.Html("До\n\n[Открыть]({link})\n\nПосле", _ => "", Accent).ShouldNotContain("Открыть");
        LetterBody.Text("До\n\n[Открыть]({link})\n\nПосле", _ => "").ShouldBe("До\n\nПосле");
    }

    [Fact]
    public void A_link_alone_in_its_paragraph_is_a_button_and_one_in_a_sentence_is_not()
    {
        LetterBody.Html("[Открыть](https://example.org)", _ => "", Accent).ShouldContain($"background:{Accent}");
        LetterBody.Html("Смотрите [здесь](https://example.org).", _ => "", Accent).ShouldNotContain("background:");
        LetterBody.Text("Смотрите [здесь](https://example.org).", _ => "").ShouldBe("Смотрите здесь: https://example.org.");
    }
}
