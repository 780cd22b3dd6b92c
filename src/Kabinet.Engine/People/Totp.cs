using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Kabinet.Engine.People;

/// <summary>Time-based codes that change every 30 seconds (RFC 6238, SHA-1, six digits), compatible with authenticator apps.</summary>
internal static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string NewSecret() => string.Concat(RandomNumberGenerator.GetBytes(32).Select(value => Base32[value & 31]));

    public static long StepOf(DateTime now) => (long)(now - DateTime.UnixEpoch).TotalSeconds / 30;

    /// <summary>The time step of a code, at most one step before or after now; null when the code is wrong or already used.</summary>
    public static long? Match(string secret, string code, DateTime now, long lastUsed)
    {
        var key = KeyOf(secret);
        for (var step = StepOf(now) - 1; step <= StepOf(now) + 1; step++)
            if (step > lastUsed && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(CodeOf(key, step)),
                System.Text.Encoding.UTF8.GetBytes(code))) return step;
        return null;
    }

    public static string CodeOf(string secret, long step) => CodeOf(KeyOf(secret), step);

    private static string CodeOf(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // The RFC and the programs on people's phones say SHA-1; HMAC does not need collision resistance.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] KeyOf(string secret)
    {
        var (key, bits, length) = (new List<byte>(), 0, 0);
        foreach (var letter in secret)
        {
            (bits, length) = ((bits << 5) | Base32.IndexOf(letter), length + 5);
            if (length < 8) continue;
            key.Add((byte)(bits >> (length -= 8)));
            bits &= (1 << length) - 1;
        }
        return [.. key];
    }
}
