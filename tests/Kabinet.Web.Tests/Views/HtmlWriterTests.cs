using AngleSharp.Html.Parser;
using Kabinet.Web.Views;

namespace Kabinet.Web.Tests.Views;

public sealed class HtmlWriterTests
{
    /// <summary>
    /// Texts that have broken encoders: ends of attributes and elements, entities, ends of lines, pairs of surrogates, Cyrillic.
    /// </summary>
    public static TheoryData<string> Texts =>
    [
        "Перепланировка квартиры", "\"><script>alert(1)</script>", "' onmouseover='x", "&amp;lt;", "a & b", "<!-- -->",
            "первая\r\nвторая\nтретья\tчетвёртая",
        "дом 🏠 и ключ 🔑", "пробел\u00a0неразрывный", "${javascript:1}`", new string('«', 40_000),
    ];

    [Theory, MemberData(nameof(Texts))]
    public void A_text_put_in_an_element_is_read_back_as_it_was(string text) =>
        Body($"<p>{text}</p>").QuerySelector("p")!.TextContent.ShouldBe(text);

    [Theory, MemberData(nameof(Texts))]
    public void A_text_put_in_an_attribute_is_read_back_as_it_was(string text)
    {
        var input = Body($"<input value=\"{text}\">").QuerySelector("input")!;
        input.GetAttribute("value").ShouldBe(text);
        input.Attributes.Length.ShouldBe(1);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_becomes_the_sign_of_a_lost_character() =>
        Html.Of($"{"\ud83c"}").ToString().ShouldBe("\ufffd");

    [Fact]
    public void Markup_within_markup_is_encoded_once() =>
        Html.Of($"<b>{Html.Of($"<i>{"<"}</i>")}</b>").ToString().ShouldBe("<b><i>&lt;</i></b>");

    [Fact]
    public void Moments_and_numbers_are_written_for_machines() =>
        Html.Of($"{1234567L} {new DateOnly(2026, 11, 5):yyyy-MM-dd} {-0.5m}").ToString().ShouldBe("1234567 2026-11-05 -0.5");

    private static AngleSharp.Dom.IElement Body(HtmlWriter.Builder html) => new HtmlParser().ParseDocument(Html.Of(html).ToString()).Body!;
}
