using System.Security.Cryptography;
using Kabinet.Engine.People;
using Microsoft.AspNetCore.DataProtection;

namespace Kabinet.Web.Request;

/// <summary>Secrets encrypted with the keys of the installation, which lie in its data folder.</summary>
internal sealed class KeyProtection(IDataProtectionProvider keys) : ISecretProtection
{
    private readonly IDataProtector protector = keys.CreateProtector("Kabinet.People");

    public static KeyProtection Of(string dataFolder) => new(DataProtectionProvider.Create(new DirectoryInfo(Path.Combine(dataFolder, "keys")), keys => keys.SetApplicationName("kabinet")));

    public string Protect(string secret) => protector.Protect(secret);

    public string? Unprotect(string secret)
    {
        try { return protector.Unprotect(secret); }
        catch (CryptographicException) { return null; }
    }
}
