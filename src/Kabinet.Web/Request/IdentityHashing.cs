using Kabinet.Engine.People;
using Microsoft.AspNetCore.Identity;

namespace Kabinet.Web.Request;

/// <summary>PBKDF2 as ASP.NET Core Identity does it.</summary>
internal sealed class IdentityHashing : IPasswordHashing
{
    private static readonly object Nobody = new();
    private readonly PasswordHasher<object> hasher = new();

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    public bool Verify(string hash, string password) =>
        hasher.VerifyHashedPassword(Nobody, hash, password) != PasswordVerificationResult.Failed;
}
