using System.Text;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>
/// Reads and writes definition files as strict UTF-8. Invalid bytes are a problem instead of silently becoming question marks.
/// </summary>
internal static class TextFile
{
    /// <summary>The byte order mark that some editors write. It stays in the text, which is kept byte for byte.</summary>
    public const char Mark = '\uFEFF';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file. If it is not UTF-8, reports the line and returns null.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">Path in problems.</param>
    /// <param name="problems">Receives the problem.</param>
    public static string? Read(string file, string path, List<Problem> problems)
    {
        var bytes = File.ReadAllBytes(file);
        try { return Strict.GetString(bytes); }
        catch (DecoderFallbackException wrong)
        {
            var line = bytes.AsSpan(0, Math.Clamp(wrong.Index, 0, bytes.Length)).Count((byte)'\n') + 1;
            problems.Add(new(new(path, line), new("problem.file.encoding"), new("problem.hint.encoding")));
            return null;
        }
    }

    /// <summary>True for a text that can be stored: it has no NUL and no half of a surrogate pair, which an escape can write.</summary>
    public static bool IsStorable(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[++i]))))
                return false;
        return true;
    }

    /// <summary>Writes a text as UTF-8. A text that was read is written back with the same bytes.</summary>
    public static Task Write(string file, string text, CancellationToken cancellation) =>
        File.WriteAllBytesAsync(file, Strict.GetBytes(text), cancellation);
}
