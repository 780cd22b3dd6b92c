namespace Kabinet.Engine.People;

/// <summary>One-way password hashing, slow by design. The host implements it.</summary>
public interface IPasswordHashing
{
    /// <summary>The hash with its salt and parameters.</summary>
    string Hash(string password);

    /// <summary>Whether the password matches the hash.</summary>
    bool Verify(string hash, string password);
}

/// <summary>Encrypts the few secrets that must be read back. The host implements it with its keys.</summary>
public interface ISecretProtection
{
    /// <summary>Encrypts a secret for the database.</summary>
    string Protect(string secret);

    /// <summary>Decrypts a secret; null when its key is lost.</summary>
    string? Unprotect(string secret);
}

/// <summary>Hashing and encryption of secrets, provided by the host.</summary>
/// <param name="Hashing">Password hashing.</param>
/// <param name="Protection">Encryption of secrets with the installation's keys.</param>
public sealed record Secrets(IPasswordHashing Hashing, Func<KeyStore, ISecretProtection> Protection);
