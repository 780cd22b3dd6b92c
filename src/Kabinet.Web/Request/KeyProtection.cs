using System.Security.Cryptography;
using Kabinet.Engine.People;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Kabinet.Web.Request;

/// <summary>Secrets encrypted with the keys of the installation: in its data folder, or in a database that several nodes share.</summary>
internal sealed class KeyProtection(IDataProtectionProvider keys) : ISecretProtection
{
    private readonly IDataProtector protector = keys.CreateProtector("Kabinet.People");

    /// <summary>The same keys for the site's own cookies and for the engine's secrets.</summary>
    public static void AddTo(IServiceCollection services, KeyStore store, string dataFolder)
    {
        var protection = services.AddDataProtection().SetApplicationName("kabinet");
        if (store.IsShared) services.Configure<KeyManagementOptions>(management => management.XmlRepository = new SharedKeys(store));
        else protection.PersistKeysToFileSystem(new(Path.Combine(dataFolder, "keys")));
    }

    public static KeyProtection Of(KeyStore store, string dataFolder)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        AddTo(services, store, dataFolder);
        return new(services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>());
    }

    public string Protect(string secret) => protector.Protect(secret);

    public string? Unprotect(string secret)
    {
        try { return protector.Unprotect(secret); }
        catch (CryptographicException) { return null; }
    }
}
