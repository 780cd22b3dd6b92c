namespace Kabinet.Engine.People;

/// <summary>One-way hashing of passwords, slow by design. The host brings it.</summary>
public interface IPasswordHashing
{
    /// <summary>The hash with its salt and parameters.</summary>
    string Hash(string password);

    /// <summary>Whether the password made the hash.</summary>
    bool Verify(string hash, string password);
}

/// <summary>Encryption of the few secrets that must be read again. The host brings it with its keys.</summary>
public interface ISecretProtection
{
    /// <summary>The secret as it may lie in the database.</summary>
    string Protect(string secret);

    /// <summary>The secret again; null where the key is gone.</summary>
    string? Unprotect(string secret);
}

/// <summary>How secrets are kept, brought by the host.</summary>
/// <param name="Hashing">Passwords.</param>
/// <param name="Protection">What must be read again, with the keys of the installation.</param>
public sealed record Secrets(IPasswordHashing Hashing, Func<KeyStore, ISecretProtection> Protection);
