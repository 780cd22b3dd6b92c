using System.Text;

namespace Kabinet.Engine.Words;

/// <summary>Tells texts that mix scripts whose letters look alike, as <c>c</c> of Latin and <c>с</c> of Cyrillic.</summary>
internal static class Scripts
{
    private static readonly (int First, int Last, string Script)[] Ranges =
    [
        (0x0041, 0x024F, "Latin"), (0x0250, 0x02AF, "Latin"), (0x0370, 0x03FF, "Greek"), (0x0400, 0x052F, "Cyrillic"),
        (0x0531, 0x058F, "Armenian"), (0x10A0, 0x10FF, "Georgian"), (0x13A0, 0x13FF, "Cherokee"), (0x1C80, 0x1C8F, "Cyrillic"),
        (0x1C90, 0x1CBF, "Georgian"), (0x1E00, 0x1EFF, "Latin"), (0x1F00, 0x1FFF, "Greek"), (0x2C60, 0x2C7F, "Latin"),
        (0x2C80, 0x2CFF, "Coptic"), (0x2D00, 0x2D2F, "Georgian"), (0xA640, 0xA69F, "Cyrillic"), (0xA720, 0xA7FF, "Latin"),
        (0xAB30, 0xAB6F, "Latin"), (0xAB70, 0xABBF, "Cherokee"),
    ];

    /// <summary>Whether letters of the text are of several scripts. Compatible forms count as what they stand for.</summary>
    public static bool AreMixed(string text)
    {
        string? found = null;
        foreach (var rune in Folding.Fold(text).EnumerateRunes())
        {
            if (!Rune.IsLetter(rune)) continue;
            var script = Array.Find(Ranges, range => rune.Value >= range.First && rune.Value <= range.Last).Script ?? "";
            if (found is not null && found != script) return true;
            found = script;
        }
        return false;
    }
}
