using System.Globalization;

namespace Kabinet.Engine.Words;

/// <summary>A language of the platform and its conventions.</summary>
public sealed record Language
{
    internal Language(Func<decimal, int> pluralOf) => PluralOf = pluralOf;

    /// <summary>ISO 639-1 code. Definitions, accounts and cookies store it.</summary>
    public required string Key { get; init; }
    /// <summary>Its own name, as menus show it: <c>English</c>.</summary>
    public required string Name { get; init; }
    /// <summary>A short name for narrow places: <c>Eng</c>.</summary>
    public required string ShortName { get; init; }
    /// <summary>Culture of long dates and of sorting.</summary>
    public required CultureInfo Culture { get; init; }
    /// <summary>Separators and minus sign of numbers shown to people.</summary>
    public required NumberFormatInfo Numbers { get; init; }
    /// <summary>True if <c>$</c>, <c>€</c> and <c>£</c> stand before the amount.</summary>
    public required bool SignComesFirst { get; init; }
    /// <summary>Delimiter of cells in the CSV files that Excel opens in this language.</summary>
    public required char CsvDelimiter { get; init; }
    /// <summary>Format of days in the same files.</summary>
    public required string CsvDay { get; init; }
    /// <summary>Index of the plural form for a number without a fraction and sign.</summary>
    internal Func<decimal, int> PluralOf { get; }
}
