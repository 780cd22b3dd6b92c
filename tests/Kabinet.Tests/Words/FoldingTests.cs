using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Words;

public class FoldingTests
{
    private static readonly string[] Pieces =
    [
        "Ё", "е\u0308", "İ", "I\u0307", "i\u0307\u0307", "ı", "Σ", "ς", "ΟΔΟΣ", "ẞ", "ß", "ﬁ", "№", "½", "²", "\u00A0", "\u2009", "  ",
        "\t", "\u200B", "\u00AD", "\uFEFF", "\u202E", "\u3164", "\u2800", "٣", "७", "１２", "𝟗", "A10", "007", "12345678901234567890", "0",
        "й", "и\u0306", "👨\u200D👩", "'", "\\", "𝒳", "Ǆ", "Z", "-", "/",
    ];

    [Theory]
    [InlineData("Заи\u0306цев", "зайцев")]
    [InlineData("ЁЛКИН", "елкин")]
    [InlineData("кир\u00ADпич\u200B", "кирпич")]
    [InlineData("а\u00A0\u2009\t б", "а б")]
    [InlineData("Straße STRASSE", "strasse strasse")]
    [InlineData("İSTANBUL ıI", "istanbul ii")]
    [InlineData("ΟΔΥΣΣΕΥΣ ς", "οδυσσευσ σ")]
    [InlineData("ＡＢ１２ ٤٥ ७", "ab12 45 7")]
    [InlineData("\u202Egpj\u202C", "gpj")]
    [InlineData("👨\u200D👩 ❤\uFE0F", "👨👩 ❤")]
    public void Texts_that_people_take_for_equal_fold_to_one(string text, string folded) => Folding.Fold(text).ShouldBe(folded);

    [Theory]
    [InlineData("а2", "а10")]
    [InlineData("1", "2")]
    [InlineData("2", "10")]
    [InlineData("ПР-2026-9", "ПР-2026-10")]
    [InlineData("ПР-2025-100000", "ПР-2026-1")]
    [InlineData("к1/9", "к1/10")]
    public void A_number_within_a_text_is_ordered_as_a_number(string less, string more) =>
        string.CompareOrdinal(Folding.Natural(less), Folding.Natural(more)).ShouldBeLessThan(0);

    [Fact]
    public void Zeros_before_a_number_do_not_count() => Folding.Natural("A007").ShouldBe(Folding.Natural("a7"));

    [Theory]
    [InlineData("сосо", "coco")]
    [InlineData("Ваѕе", "вase")]
    public void Letters_that_look_alike_are_one(string text, string other) =>
        Folding.Lookalike(text).ShouldBe(Folding.Lookalike(other));

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Every_character_folds_in_the_database_as_in_the_engine(string kind)
    {
        await using var fresh = await WithFunctions(kind);
        // PostgreSQL 15 does not know yet that the modifiers of Unicode 15 stand for Cyrillic letters.
        var texts = Enumerable.Range(1, 0x10FFFF).Where(code => code is < 0xD800 or > 0xDFFF and not (>= 0x1E030 and <= 0x1E06D))
            .Where(code => CharUnicodeInfo.GetUnicodeCategory(code) is not (UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse))
            .Select(code => $"x{new Rune(code)}Y").ToList();
        (await Differing(fresh.Database, texts, fresh.Database.Dialect.Fold, Folding.Fold)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Any_text_folds_in_the_database_as_in_the_engine(string kind)
    {
        await using var fresh = await WithFunctions(kind);
        var texts = Gen.Sample(Gen.ArrayOf(Gen.Elements(Pieces)).Select(string.Concat), 2000, 8).Append("").ToList();
        var dialect = fresh.Database.Dialect;
        (await Differing(fresh.Database, texts, dialect.Fold, Folding.Fold)).ShouldBeEmpty();
        (await Differing(fresh.Database, texts, dialect.Natural, Folding.Natural)).ShouldBeEmpty();
        (await Differing(fresh.Database, texts, dialect.Lookalike, Folding.Lookalike)).ShouldBeEmpty();
    }

    private static async Task<FreshDatabase> WithFunctions(string kind)
    {
        var fresh = await Databases.Fresh(kind);
        foreach (var text in fresh.Database.Dialect.Functions)
            await fresh.Database.Write(transaction => transaction.Execute(new(text)));
        return fresh;
    }

    /// <summary>Texts that the database makes something else of than the engine, with both results.</summary>
    private static async Task<IReadOnlyList<string>> Differing(
        Database database, IReadOnlyList<string> texts, Func<string, string> sql, Func<string, string> ours)
    {
        var differing = new List<string>();
        foreach (var some in texts.Chunk(500))
        {
            var select = string.Join(", ", some.Select((_, index) => sql($"@p{index}")));
            var types = some.Select(_ => DataType.Text).ToArray();
            var theirs = (await database.Read(connection => connection.Query(new($"select {select}", [.. some]) { Types = types }, row =>
                some.Select((_, index) => row.GetString(index)).ToArray())))[0];
            differing.AddRange(some.Where((text, index) => theirs[index] != ours(text))
                .Select(text => $"{Codes(text)}: {Codes(ours(text))}, there {Codes(theirs[Array.IndexOf(some, text)])}"));
        }
        return differing;
    }

    private static string Codes(string text) => string.Join(' ', text.EnumerateRunes().Select(rune => $"{rune.Value:X4}"));
}
