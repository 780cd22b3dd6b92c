using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Kabinet.Engine.People;

/// <summary>Random 256-bit tokens. Only their hash is stored, so a copy of the database opens no session.</summary>
internal static class SecretToken
{
    public const string SessionPrefix = "ks_";
    public const string ApiPrefix = "kt_";
    public const string BrowserPrefix = "kb_";
    public const string LinkPrefix = "kl_";

    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>Hash of a token. A token has enough entropy for a fast hash.</summary>
    public static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
