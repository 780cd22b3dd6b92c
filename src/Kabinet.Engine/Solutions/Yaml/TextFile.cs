using System.Text;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Solutions.Yaml;

/// <summary>
/// A definition file as it lies on the disk: UTF-8 and nothing else, so that no name turns into question marks unnoticed.
/// </summary>
internal static class TextFile
{
    /// <summary>What some editors put before a text; it stays in the text, which is kept byte for byte.</summary>
    public const char Mark = '\uFEFF';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file; null and a problem with its line where it is not one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="path">What it is called in problems.</param>
    /// <param name="problems">Where problems go.</param>
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

    /// <summary>Writes a text as it was read.</summary>
    public static Task Write(string file, string text, CancellationToken cancellation) =>
        File.WriteAllBytesAsync(file, Strict.GetBytes(text), cancellation);
}
