using System.Text;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Storage.Postgres;

/// <summary>
/// <see cref="Folding"/> as functions of PostgreSQL, made from the same tables of characters. Its own lower case is used only where it
/// agrees with ours: the letters that differ are replaced before.
/// </summary>
internal static class PostgresFold
{
    public const string Name = "kabinet_fold", NaturalName = "kabinet_natural";
    private const string Rare = "kabinet_fold_rare";

    /// <summary>
    /// The functions in order of use. A text of Latin and Russian letters is folded by the expression of <see cref="Name"/>, which the
    /// planner puts in place of the call; it is parsed when it is made, because PostgreSQL builds indexes without a search path.
    /// <see cref="NaturalName"/> takes a folded text.
    /// </summary>
    public static IReadOnlyList<string> Definitions { get; } =
    [
        $"""
        create or replace function {Rare}(given text) returns text language plpgsql immutable strict parallel safe as $fold$
        declare folded text;
        begin
          folded := normalize(regexp_replace(given collate "C", '{Class(VisibleText.Invisible)}+', '', 'g'), nfkc);
          folded := lower(translate(folded, '{Before.From}', '{Before.To}') collate "und-x-icu");
          folded := replace(regexp_replace(replace(folded, 'ё', 'е') collate "C", 'i\u0307+', 'i', 'g'), 'ß', 'ss');
          if folded ~ '[{Folding.ForeignDigits}]' then
            folded := translate(folded, '{Folding.ForeignDigits}', '{OwnDigits}');
          end if;
          return regexp_replace(folded, '{Class(VisibleText.Blank)}+', ' ', 'g');
        end $fold$
        """,
        $"""
        create or replace function {Name}(given text) returns text language sql immutable parallel safe
        return case when (given collate "C") !~ '[^ -~А-Яа-яЁё«»–—]|  '
          then replace(lower(given collate "und-x-icu"), 'ё', 'е') else {Rare}(given) end
        """,
        $$"""
        create or replace function {{NaturalName}}(folded text) returns text language plpgsql immutable strict parallel safe as $natural$
        begin
          return regexp_replace(regexp_replace(folded collate "C", '([0-9]+)', '{{new string('0', Folding.NaturalDigits)}}\1', 'g'),
            '0*([0-9]{{{Folding.NaturalDigits}},})', '\1', 'g');
        end $natural$
        """,
    ];

    /// <summary>Single letters whose lower case differs, replaced before: ICU writes the last σ of a word as ς and İ as two.</summary>
    private static (string From, string To) Before => ("İıΣς", "iiσσ");

    private static string OwnDigits =>
        string.Concat(Enumerable.Repeat("0123456789", Folding.ForeignDigits.EnumerateRunes().Count() / 10));

    private static string Class(IReadOnlyList<(int First, int Last)> ranges) =>
        ranges.Aggregate(new StringBuilder("["), (text, range) => text.Append(Code(range.First)).Append('-').Append(Code(range.Last)))
            .Append(']').ToString();

    private static string Code(int character) =>
        character <= 0xFFFF ? $"\\u{character:X4}" : $"\\U{character:X8}";
}
