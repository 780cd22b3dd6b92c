using System.Text.RegularExpressions;
using Kabinet.Engine.Mail;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Core;

public partial class TextsTests
{
    [Fact]
    public void Every_text_is_written_in_every_language() =>
        Texts.Catalogue.Where(text => !Languages.Keys.All(text.Value.ByLanguage.ContainsKey)).Select(text => text.Key).ShouldBeEmpty();

    [Fact]
    public void A_file_named_by_a_language_adds_its_texts_to_those_of_the_other_files()
    {
        var files = new TextFiles();
        files.Add("ui", new StringReader("ui.yes: { ru: да }\nui.no: { ru: нет, en: 'no' }"));
        files.Add("en", new StringReader("ui.yes: 'yes'"));

        files.All()["ui.yes"].ByLanguage.ShouldBe(new Dictionary<string, string> { ["ru"] = "да", ["en"] = "yes" });
        Should.Throw<InvalidDataException>(() => files.Add("en", new StringReader("ui.no: nope"))).Message.ShouldContain(
            "ui.no is there twice in 'en'");
        Should.Throw<InvalidDataException>(() => files.Add("ui", new StringReader("ui.ok: { xx: ok }"))).Message.ShouldContain(
            "'xx' of ui.ok is not a language");
    }

    [Fact]
    public void A_person_chooses_among_all_languages_by_their_own_names()
    {
        var choices = TestSolutions.Link().Entities[CoreEntities.User]["language"].Choices;

        choices.Keys.ShouldBe(Languages.Keys);
        choices.Select(choice => choice.Value.Title.In(choice.Key)).ShouldBe(Languages.All.Select(language => language.Name));
    }

    [Fact]
    public void Every_place_of_a_text_is_a_number_with_or_without_forms() =>
        Texts.Catalogue.Where(text => !IsTemplate(text.Key)).SelectMany(text => text.Value.ByLanguage.Values)
            .Where(words => words.Contains('{') && !Places().IsMatch(words))
            .ShouldBeEmpty();

    [Fact]
    public void Every_place_of_a_letter_is_known_to_it()
    {
        var solution = TestSolutions.Link(("roles/clerk.yaml", "role: clerk\ntitle: Clerk\n"));
        foreach (var kind in LetterKinds.All(solution))
            foreach (var text in new[] { kind.Default.Subject, kind.Default.Body })
                TextPlaces.In(text).Except(kind.Places).ShouldBeEmpty(kind.Key);
    }

    // Placeholders of letters have names.
    private static bool IsTemplate(string key) => key.StartsWith("letter.", StringComparison.Ordinal)
        && (key.EndsWith(".subject", StringComparison.Ordinal) || key.EndsWith(".body", StringComparison.Ordinal));

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
