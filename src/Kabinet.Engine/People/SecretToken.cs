using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kabinet.Engine.People;

/// <summary>Random tokens of 256 bits. Only their hash is stored: a copy of the database opens no session.</summary>
internal static class SecretToken
{
    public const string SessionPrefix = "ks_";
    public const string ApiPrefix = "kt_";

    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The token has the entropy of a key, so a fast hash is enough.</summary>
    public static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
