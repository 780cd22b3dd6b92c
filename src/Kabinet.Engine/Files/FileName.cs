using System.Globalization;
using System.Text;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Files;

/// <summary>Cleans file names: no path, no invisible characters, a length that every system accepts.</summary>
internal static class FileName
{
    private const int LongestName = 150;
    private const int LongestExtension = 20;

    // What telephones and browsers call every picture that is taken or pasted.
    private static readonly HashSet<string> OfPrograms = new(StringComparer.OrdinalIgnoreCase)
    {
        "image", "img", "photo", "picture", "screenshot", "blob", "фото", "изображение", "снимок", "без имени", "unnamed",
    };

    /// <summary>The cleaned name; null when nothing is left.</summary>
    public static string? Clean(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
            if (IsAllowed(rune)) kept.Append(rune.ToString());
        var clean = VisibleText.Of(kept.ToString()).TrimStart('.').TrimEnd('.', ' ');
        return clean.Length == 0 ? null : Shorten(clean);
    }

    /// <summary>A name that programs give to every picture: equal ones do not mean the same picture.</summary>
    public static bool IsOfProgram(string name) => OfPrograms.Contains(Path.GetFileNameWithoutExtension(name));

    /// <summary>The name itself, or the first of <c>name (2)</c>, <c>name (3)</c> that is not taken.</summary>
    public static string Free(string name, Func<string, bool> isTaken)
    {
        if (!isTaken(name)) return name;
        var (stem, extension) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        return Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{stem} ({number}){extension}")
            .First(candidate => !isTaken(candidate));
    }

    /// <summary>The same with names that are taken, whatever their letter case.</summary>
    public static string Free(string name, IEnumerable<string> taken)
    {
        var folded = taken.Select(Folding.Fold).ToHashSet(StringComparer.Ordinal);
        return Free(name, candidate => folded.Contains(Folding.Fold(candidate)));
    }

    // Cleaning drops the characters that reverse the displayed name (RLO: "gpj.exe" seen as "exe.jpg").
    private static bool IsAllowed(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.OtherNotAssigned)
        && rune != Rune.ReplacementChar && !"<>:\"|?*".Contains((char)Math.Min(rune.Value, char.MaxValue), StringComparison.Ordinal);

    private static string Shorten(string name)
    {
        if (name.Length <= LongestName) return name;
        var extension = Path.GetExtension(name);
        if (extension.Length > LongestExtension) extension = "";
        var stem = name[..(LongestName - extension.Length)];
        return (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem).TrimEnd() + extension;
    }
}
