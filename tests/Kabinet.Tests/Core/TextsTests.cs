using System.Text.RegularExpressions;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Core;

public partial class TextsTests
{
    [Fact]
    public void Every_text_is_written_in_russian_and_english() =>
        Texts.Catalogue.Where(text => !text.Value.ByLanguage.ContainsKey("ru") || !text.Value.ByLanguage.ContainsKey("en"))
            .Select(text => text.Key).ShouldBeEmpty();

    [Fact]
    public void Every_place_of_a_text_is_a_number_with_or_without_forms() =>
        Texts.Catalogue.SelectMany(text => text.Value.ByLanguage.Values).Where(words => words.Contains('{') && !Places().IsMatch(words))
            .ShouldBeEmpty();

    [Theory]
    [InlineData(1, "ru", "1 запись")]
    [InlineData(22, "ru", "22 записи")]
    [InlineData(11, "ru", "11 записей")]
    [InlineData(105, "ru", "105 записей")]
    [InlineData(1, "en", "1 record")]
    [InlineData(0, "en", "0 records")]
    public void A_word_takes_the_form_of_its_number(int number, string language, string expected) =>
        Texts.Say("grid.count", language, number).ShouldBe(expected);

    [Fact]
    public void Places_are_filled_wherever_they_stand_and_what_is_filled_in_is_no_place() =>
        Texts.Say("history.moved", "ru", 2, "{0}").ShouldBe("перевела в «{0}»");

    [GeneratedRegex(@"^([^{}]|\{[0-9](:[^{}]+)?\})*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Places();
}
