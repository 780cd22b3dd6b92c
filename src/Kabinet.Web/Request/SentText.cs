using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Kabinet.Web.Request;

/// <summary>
/// What a text from outside must be before anything reads it, whatever door it came through: both databases can store it, and it was
/// decoded without loss.
/// </summary>
internal static class SentText
{
    /// <summary>What decoders leave in place of bytes that are no UTF-8.</summary>
    private const char Replacement = '\ufffd';

    /// <summary>A decoded text without NUL, without half a surrogate pair, without a sign that something could not be decoded.</summary>
    public static bool IsSound(string? text)
    {
        if (text is null) return true;
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done || rune.Value is 0 or Replacement)
                return false;
            rest = rest[length..];
        }
        return true;
    }

    /// <summary>An address or a form as it was sent: each <c>%</c> begins a complete triplet, and what the triplets say is sound.</summary>
    public static bool IsSoundEncoded(string encoded)
    {
        if (!encoded.Contains('%', StringComparison.Ordinal)) return IsSound(encoded);
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(encoded.Length)];
        var count = 0;
        for (var at = 0; at < encoded.Length; at++)
            if (encoded[at] != '%') count += Write(encoded, ref at, bytes.AsSpan(count));
            else if (at + 2 < encoded.Length && byte.TryParse(encoded.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out var value))
            {
                bytes[count++] = value;
                at += 2;
            }
            else return false;
        return Utf8.IsValid(bytes.AsSpan(0, count)) && IsSound(Encoding.UTF8.GetString(bytes, 0, count));
    }

    // Half a surrogate pair is written as the replacement sign, which is not sound either.
    private static int Write(string text, ref int at, Span<byte> bytes)
    {
        Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
        at += length - 1;
        return rune.EncodeToUtf8(bytes);
    }
}
