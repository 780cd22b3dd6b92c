using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kabinet.Web.Tests.Support;

/// <summary>
/// A device that makes one passkey and signs challenges with it, as an authenticator does that has recognised its person. What a test needs
/// to be wrong with it is set.
/// </summary>
public sealed class PasskeyDevice : IDisposable
{
    private const byte Present = 0x01, Recognised = 0x04, HasCredential = 0x40;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(16);
    private string handle = "";

    /// <summary>Where its browser is; null for the page that asked.</summary>
    public string? Origin { get; set; }
    public bool IsFramed { get; set; }
    public bool HasRecognised { get; set; } = true;
    /// <summary>The algorithm that its key claims; ES256 is -7.</summary>
    public int Algorithm { get; set; } = -7;
    /// <summary>Signatures so far; 0 for a device that does not count.</summary>
    public uint Count { get; set; }

    /// <summary>The answer to a challenge for a new passkey.</summary>
    public string Make(JsonElement options, Uri page)
    {
        handle = options.GetProperty("user").GetProperty("id").GetString()!;
        var domain = options.GetProperty("rp").GetProperty("id").GetString()!;
        var data = Data(domain, HasCredential, [.. new byte[16], .. Sized(id), .. Cose()]);
        var client = Client("webauthn.create", options, page);
        return Answer(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["attestationObject"] = Base64Url.EncodeToString(Attested(data)),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>The answer to a challenge of a sign-in.</summary>
    public string Sign(JsonElement options, Uri page)
    {
        var (data, client) = (Data(options.GetProperty("rpId").GetString()!, 0, []), Client("webauthn.get", options, page));
        return Answer(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = handle,
        });
    }

    public void Dispose() => key.Dispose();

    private string Answer(JsonObject response) => new JsonObject
    {
        ["id"] = Base64Url.EncodeToString(id),
        ["rawId"] = Base64Url.EncodeToString(id),
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();

    private byte[] Client(string type, JsonElement options, Uri page) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["type"] = type,
        ["challenge"] = options.GetProperty("challenge").GetString(),
        ["origin"] = Origin ?? page.GetLeftPart(UriPartial.Authority),
        ["crossOrigin"] = IsFramed,
    }.ToJsonString());

    private byte[] Data(string domain, byte flags, byte[] credential)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        flags |= HasRecognised ? (byte)(Present | Recognised) : Present;
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), flags, .. count, .. credential];
    }

    private static byte[] Sized(byte[] bytes) => [(byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];

    private byte[] Cose()
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, Algorithm), (-1, 1) }) { cbor.WriteInt32(label); cbor.WriteInt32(value); }
        cbor.WriteInt32(-2);
        cbor.WriteByteString(point.X!);
        cbor.WriteInt32(-3);
        cbor.WriteByteString(point.Y!);
        cbor.WriteEndMap();
        return cbor.Encode();
    }

    private static byte[] Attested(byte[] data)
    {
        var cbor = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cbor.WriteStartMap(3);
        cbor.WriteTextString("fmt");
        cbor.WriteTextString("none");
        cbor.WriteTextString("attStmt");
        cbor.WriteStartMap(0);
        cbor.WriteEndMap();
        cbor.WriteTextString("authData");
        cbor.WriteByteString(data);
        cbor.WriteEndMap();
        return cbor.Encode();
    }
}
