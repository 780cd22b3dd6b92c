using System.Buffers.Text;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kabinet.Engine;
using Kabinet.Engine.People;
using Kabinet.Engine.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Kabinet.Web.People;

/// <summary>
/// The two ceremonies of WebAuthn, verified by the framework: a device makes a passkey, and a device proves that it has one. Each begins
/// with a challenge in JSON for the browser, and ends with a form that holds the device's answer and the sealed state of the challenge. A
/// cookie would do for one page only, and people open several.
/// </summary>
internal sealed partial class PasskeyCeremonies(KabinetEngine engine, PasskeySite site, UserManager<PasskeyOwner> users,
    IDataProtectionProvider keys, ILogger<PasskeyCeremonies> log)
{
    // An answer takes a few thousand characters, attestation included.
    private const int MostCharacters = 32_000;
    private const string Entering = "sign-in";

    /// <summary>What the browser needs to have a passkey made; devices that hold one of the person do not make another.</summary>
    public async Task<IResult> BeginAdding(HttpContext http, Person person, string handle)
    {
        var options = await FrameworkOf(http).MakeCreationOptionsAsync(
            new() { Id = handle, Name = person.Login, DisplayName = person.Name }, http);
        return Answer(options.CreationOptionsJson, Adding(person), options.AttestationState);
    }

    /// <summary>The passkey that a device has made; null where its answer does not fit.</summary>
    public async Task<PasskeyCredential?> Added(HttpContext http, Person person, PasskeyAnswer answer)
    {
        if (Opened(Adding(person), answer) is not { } begun) return null;
        var made = await FrameworkOf(http).PerformAttestationAsync(
            new() { HttpContext = http, CredentialJson = answer.Credential, AttestationState = begun.State });
        if (!made.Succeeded) return Refuse<PasskeyCredential>(made.Failure);
        return new(Base64Url.EncodeToString(made.Passkey.CredentialId), Base64Url.EncodeToString(made.Passkey.PublicKey),
            made.Passkey.SignCount, string.Join(',', made.Passkey.Transports ?? []), made.Passkey.IsBackupEligible,
            made.Passkey.IsBackedUp);
    }

    /// <summary>What the browser needs to offer the passkeys that it has for this site; nobody is named.</summary>
    public async Task<IResult> BeginEntering(HttpContext http)
    {
        var options = await FrameworkOf(http).MakeRequestOptionsAsync(null, http);
        return Answer(options.RequestOptionsJson, Entering, options.AssertionState);
    }

    /// <summary>The passkey that a device has proved; null where its answer proves nothing.</summary>
    public async ValueTask<ProvenPasskey?> Proven(HttpContext http, PasskeyAnswer answer)
    {
        if (Opened(Entering, answer) is not { } begun) return null;
        var proven = await FrameworkOf(http).PerformAssertionAsync(
            new() { HttpContext = http, CredentialJson = answer.Credential, AssertionState = begun.State });
        if (!proven.Succeeded) return Refuse<ProvenPasskey>(proven.Failure);
        return new(Base64Url.EncodeToString(proven.Passkey.CredentialId), begun.State, begun.Until, proven.Passkey.SignCount,
            proven.Passkey.IsBackedUp);
    }

    private PasskeyHandler<PasskeyOwner> FrameworkOf(HttpContext http) => new(users, Options.Create(new IdentityPasskeyOptions
    {
        ServerDomain = site.DomainOf(http),
        AuthenticatorTimeout = PasskeySignIn.Patience,
        // Nobody types a login before, and no second factor is asked after.
        ResidentKeyRequirement = "required",
        UserVerificationRequirement = "required",
        ValidateOrigin = told => ValueTask.FromResult(!told.CrossOrigin && site.Trusts(told.Origin, told.HttpContext)),
    }));

    private IResult Answer(string options, string purpose, string? state)
    {
        var begun = new Begun(state ?? "", engine.Clock.GetUtcNow().UtcDateTime + PasskeySignIn.Patience);
        var sealedState = Sealing(purpose).Protect(JsonSerializer.Serialize(begun));
        return Results.Json(new JsonObject { ["options"] = JsonNode.Parse(options), ["state"] = sealedState });
    }

    private Begun? Opened(string purpose, PasskeyAnswer answer)
    {
        if (answer.Credential.Length is 0 or > MostCharacters || answer.State.Length is 0 or > MostCharacters) return null;
        try
        {
            var begun = JsonSerializer.Deserialize<Begun>(Sealing(purpose).Unprotect(answer.State));
            return begun?.Until >= engine.Clock.GetUtcNow().UtcDateTime ? begun : null;
        }
        // Not sealed by us, or with keys that are gone.
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A challenge given to one person adds nothing to another.</summary>
    private static string Adding(Person person) => string.Create(CultureInfo.InvariantCulture, $"add to {person.Id}");

    private IDataProtector Sealing(string purpose) => keys.CreateProtector("Kabinet.Passkeys", purpose);

    /// <summary>
    /// The reason is for the log: a wrong address of the installation shows there. The framework takes every exception for a wrong answer;
    /// those that the answer has not caused are thrown on.
    /// </summary>
    private T? Refuse<T>(PasskeyException failure) where T : class
    {
        if (failure.InnerException is DatabaseUnavailableException or OperationCanceledException)
            ExceptionDispatchInfo.Throw(failure.InnerException);
        LogRefused(failure.Message);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "A passkey was refused: {Reason}")]
    private partial void LogRefused(string reason);

    private sealed record Begun(string State, DateTime Until);
}

/// <summary>What a form says of a ceremony: the answer of the device in JSON, and the sealed state of the challenge.</summary>
internal sealed record PasskeyAnswer(string Credential, string State)
{
    public static async ValueTask<PasskeyAnswer> Of(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return new(form["credential"].ToString(), form["state"].ToString());
    }
}

internal static class PasskeySetup
{
    /// <param name="services">What the site is made of.</param>
    /// <param name="address">The address that people use; null where the installation names none.</param>
    public static void AddPasskeys(this IServiceCollection services, Uri? address)
    {
        services.AddSingleton(new PasskeySite(address));
        services.AddIdentityCore<PasskeyOwner>().AddUserStore<PasskeyStore>();
        services.AddScoped<PasskeyCeremonies>();
    }
}
