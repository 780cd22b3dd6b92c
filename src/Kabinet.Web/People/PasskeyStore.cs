using System.Buffers.Text;
using Kabinet.Engine;
using Kabinet.Engine.People;
using Microsoft.AspNetCore.Identity;

namespace Kabinet.Web.People;

/// <summary>Somebody who has a passkey, as the framework knows him: by the handle that his devices keep.</summary>
internal sealed record PasskeyOwner(string Handle);

/// <summary>
/// Passkeys of the engine as the framework asks for them. It only reads: the engine itself adds, counts and removes them, under its own
/// rules.
/// </summary>
internal sealed class PasskeyStore(KabinetEngine engine) : IUserPasskeyStore<PasskeyOwner>
{
    private PasskeyCredentials Credentials => engine.People.PasskeyCredentials;

    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Handle);

    public async Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        await Credentials.Knows(userId, cancellationToken) ? new(userId) : null;

    public async Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await Credentials.HandleOf(Base64Url.EncodeToString(credentialId), cancellationToken) is { } handle ? new(handle) : null;

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        [.. (await Credentials.Of(user.Handle, cancellationToken)).Select(Told)];

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return (await Credentials.Of(user.Handle, cancellationToken)).Find(credential => credential.Id == id) is { } found
            ? Told(found) : null;
    }

    // What a device attested when it made the passkey is judged once and not kept; nothing asks for the moment.
    private static UserPasskeyInfo Told(PasskeyCredential credential) => new(Base64Url.DecodeFromChars(credential.Id),
        Base64Url.DecodeFromChars(credential.PublicKey), default, (uint)credential.SignCount,
        credential.Transports.Split(',', StringSplitOptions.RemoveEmptyEntries), isUserVerified: true, credential.MayBeBackedUp,
        credential.IsBackedUp, [], []);

    public void Dispose() { }

    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw Not();

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw Not();

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw Not();

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw Not();

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw Not();

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw Not();

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw Not();

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw Not();

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw Not();

    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw Not();

    private static NotSupportedException Not() => new("People are kept by the engine; the framework only verifies their passkeys");
}
