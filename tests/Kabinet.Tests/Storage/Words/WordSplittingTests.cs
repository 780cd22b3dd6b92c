using System.Globalization;
using System.Text;
using Kabinet.Engine.People;
using Kabinet.Engine.Storage.Words;

namespace Kabinet.Tests.Storage.Words;

public class WordSplittingTests
{
    private static readonly UnicodeCategory[] Marks =
        [UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark, UnicodeCategory.EnclosingMark];

    [Theory]
    [InlineData("ул. Ёлкина, 7, кв. 12", "ёлкина 7")]
    [InlineData("ул. Ёлкина, 7, кв. 12", "ЕЛК кв")]
    [InlineData("ул. Елкина, 7", "ёлкина")]
    [InlineData("Санкт-Петербург", "петер")]
    [InlineData("ПР-2026-00042", "42")]
    [InlineData("ПР-2026-00042", "00042")]
    [InlineData("ПР-2026-00042", "0042")]
    [InlineData("ПР-2026-00042", "пр-2026-00042")]
    [InlineData("Дом 007", "7")]
    [InlineData("+79161234567", "+7 (916) 123-45-67")]
    [InlineData("+79161234567", "8 916 123-45-67")]
    [InlineData("+79161234567", "89161234567")]
    [InlineData("+79161234567", "4567")]
    [InlineData("89161234567", "+7916")]
    [InlineData("кв5", "5")]
    [InlineData("Корпус 12а", "12а")]
    [InlineData("anna@example.org", "anna@example.org")]
    [InlineData("anna@example.org", "example")]
    [InlineData("Д'Артаньян", "д’артаньян")]
    [InlineData("И\u0306огурт", "йог")]
    [InlineData("Йогурт", "и\u0306ог")]
    [InlineData("Е\u0308ж", "еж")]
    [InlineData("кир\u00ADпич", "кирпич")]
    [InlineData("кирпич", "\u200Bкир\uFEFFпич")]
    [InlineData("Ленина\u00A05", "ленина\u20035")]
    [InlineData("İstanbul", "istanbul")]
    [InlineData("Istanbul", "İSTANBUL")]
    [InlineData("ΟΔΥΣΣΕΥΣ", "οδυσσευς")]
    [InlineData("Οδυσσεύς", "ΟΔΥΣΣΕΎΣ")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("１２３ ｋｍ", "123 km")]
    [InlineData("50 м²", "м2")]
    [InlineData("٤٢", "42")]
    [InlineData("Дом😀сад", "сад")]
    public void A_text_is_found_by_what_people_type(string text, string asked) => Finds(text, asked).ShouldBeTrue();

    [Theory]
    [InlineData("Ёлкина", "лкина")]
    [InlineData("ул. Ёлкина, 17", "ёлкина 7")]
    [InlineData("Дом 12", "дом 3")]
    [InlineData("Корпус 12б", "12а")]
    [InlineData("йод", "иод")]
    [InlineData("кв. 5", "кв5")]
    public void A_word_is_not_found_by_its_middle_nor_a_short_number_by_its_end(string text, string asked) =>
        Finds(text, asked).ShouldBeFalse();

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData("\" * : ( ) ^ / - + . , \\")]
    [InlineData("\0 \u0301 \uFE0F")]
    public void Where_no_letter_or_digit_is_typed_no_word_is_asked(string typed) => WordSplitting.Asked(typed).ShouldBeEmpty();

    [Fact]
    public void Half_a_character_is_a_blank() => WordSplitting.Asked("дом\uD800сад\uDC00").ShouldBe(["дом", "сад"]);

    [Fact]
    public void A_word_that_begins_another_is_not_asked_beside_it() =>
        WordSplitting.Asked("ул улица УЛИЦА дом").ShouldBe(["улица", "дом"]);

    [Fact]
    public void Only_so_many_words_and_so_many_characters_of_a_word_count()
    {
        WordSplitting.Asked(string.Join(' ', Enumerable.Range(100, 50))).Count.ShouldBe(12);
        Finds(new string('а', 40), new string('а', 60)).ShouldBeTrue();
        WordSplitting.Asked(new string('a', 31) + "\U00020000").Single().Length.ShouldBe(31);
    }

    [Fact]
    public void Whatever_is_kept_is_letters_marks_and_digits_alone()
    {
        var random = new Random(7);
        for (var round = 0; round < 500; round++)
        {
            var text = new string([.. Enumerable.Range(0, 40).Select(_ => (char)random.Next(1, char.MaxValue))]);
            foreach (var word in WordSplitting.Kept(text).Concat(WordSplitting.Asked(text)))
            {
                word.Length.ShouldBeInRange(1, 32);
                word.EnumerateRunes().ShouldAllBe(rune => Rune.IsLetter(rune) || Rune.IsNumber(rune) || IsMark(rune));
                word.Any(character => character is ' ' or '"' or '\'' or '&' or '|' or ':' or '*').ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void A_record_with_a_very_long_text_keeps_no_more_than_a_database_takes()
    {
        var table = new WordTable("thing", ["text"]);
        var text = table.TextOf(_ => string.Join(' ', Enumerable.Range(1_000_000, 60_000)));
        Encoding.UTF8.GetByteCount(text).ShouldBeLessThan(1_000_000);
        text.ShouldContain("1000000");
    }

    [Fact]
    public void The_code_of_a_field_does_not_change_when_another_is_added()
    {
        var (before, after) = (new WordTable("thing", ["title"]), new WordTable("thing", ["address", "title", "zip"]));
        before.TextOf(_ => "слово").ShouldBe(after.TextOf(column => column == "title" ? "слово" : null));
    }

    [Fact]
    public void No_two_fields_share_a_code()
    {
        string[] fields = [.. Enumerable.Range(0, 200).Select(number => $"field_{number}")];
        var words = new WordTable("thing", fields).TextOf(_ => "слово").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        words.Distinct().Count().ShouldBe(fields.Length);
    }

    private static bool IsMark(Rune rune) => Marks.Contains(Rune.GetUnicodeCategory(rune));

    private static bool Finds(string text, string asked)
    {
        var (kept, words) = (WordSplitting.Kept(text).ToList(), WordSplitting.Asked(asked));
        return words.Count > 0 && words.All(word => kept.Exists(other => other.StartsWith(word, StringComparison.Ordinal)));
    }
}
