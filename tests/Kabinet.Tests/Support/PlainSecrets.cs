using Kabinet.Engine.People;

namespace Kabinet.Tests;

/// <summary>Secrets as they are: a slow hash would only make tests slow.</summary>
public sealed class PlainSecrets : IPasswordHashing, ISecretProtection
{
    public static readonly Secrets Instance = new(new PlainSecrets(), _ => new PlainSecrets());

    public string Hash(string password) => $"plain:{password}";

    public bool Verify(string hash, string password) => hash == Hash(password);

    public string Protect(string secret) => secret;

    public string? Unprotect(string secret) => secret;
}
