using Kabinet.Engine.People;
using Kabinet.Engine.Words;
using Kabinet.Web.Request;

namespace Kabinet.Web.People;

/// <summary><c>/People/SignIn.cshtml</c>: posts <c>login</c>, <c>password</c>, <c>return</c> to <c>/sign-in</c>.</summary>
/// <param name="Demo">One card per demo account, each a form that posts its login and <see cref="DemoPassword"/>; empty without demo
/// data.</param>
internal sealed record SignInModel(string Return, string Login, string? Error, string? Welcome, IReadOnlyList<DemoAccount> Demo,
    string DemoPassword)
{
    /// <summary>A form that waits for the sign-in.</summary>
    public CarriedForm? Carried { get; init; }
    /// <summary>Whether passkeys work at this address; posts <c>credential</c>, <c>state</c> to <c>/sign-in/passkey</c> then.</summary>
    public bool TakesPasskeys { get; init; }
    /// <summary>Key of a text that says why one is asked to sign in again.</summary>
    public string? Again { get; init; }
}

/// <summary>A form that waits: sealed for a hidden input, and what of it can be read.</summary>
internal sealed record CarriedForm(string Sealed, IReadOnlyList<CarriedValue> Typed)
{
    public static CarriedForm? Of(HttpContext http, Carried? carried) =>
        carried is null ? null : new(carried.Seal(http), CarriedView.TypedIn(carried, http.Kabinet()));
}

internal sealed record DemoAccount(string Login, string Name, LocalizedText Role);

/// <summary><c>/People/SignInCode.cshtml</c>: posts <c>code</c>, <c>return</c> to <c>/sign-in/code</c>.</summary>
internal sealed record SignInCodeModel(string Return, string? Error)
{
    /// <summary>A form that waits for the sign-in.</summary>
    public CarriedForm? Carried { get; init; }
}

/// <summary><c>/People/Forgot.cshtml</c>: posts <c>login</c> to <c>/sign-in/forgot</c>.</summary>
/// <param name="IsSent">It was posted, and what follows is said.</param>
internal sealed record ForgotModel(bool IsSent);

/// <summary>
/// <c>/People/NewPassword.cshtml</c>: posts <c>token</c>, <c>password</c>, <c>repeat</c> to <c>/sign-in/new-password</c>.
/// </summary>
/// <param name="Token">The token of the link.</param>
/// <param name="Login">Whose password it is; null where the link no longer works.</param>
/// <param name="Errors">Refusals by field.</param>
internal sealed record NewPasswordModel(string Token, string? Login, IReadOnlyDictionary<string, string> Errors);

/// <summary><c>/People/EmailConfirm.cshtml</c>: posts <c>token</c> to <c>/profile/email/confirm</c>.</summary>
/// <param name="Token">The token of the link.</param>
/// <param name="Address">The new e-mail; null where the link no longer works.</param>
internal sealed record EmailConfirmModel(string Token, string? Address)
{
    /// <summary>Why it was refused.</summary>
    public string? Error { get; init; }
}

/// <summary><c>/People/Confirm.cshtml</c>: posts <c>_password</c>, <c>return</c> to <c>/profile/confirm</c>.</summary>
internal sealed record ConfirmModel(string Return);

/// <summary><c>/People/Password.cshtml</c>: posts <c>current</c>, <c>password</c>, <c>repeat</c> to <c>/password</c>.</summary>
/// <param name="Waits">The password was given by others and nothing else is open before it is changed.</param>
/// <param name="Errors">Refusals by field, said in the reader's language; the empty key concerns the whole.</param>
internal sealed record PasswordModel(bool Waits, IReadOnlyDictionary<string, string> Errors);

/// <summary>
/// <c>/People/Profile.cshtml</c>: posts <c>name</c>, <c>phone</c>, <c>language</c>, <c>theme</c> to <c>/profile</c>; <c>name</c> to
/// <c>/profile/tokens</c>;
/// nothing to <c>/profile/tokens/{id}/revoke</c>, <c>/profile/sessions/{id}/end</c>, <c>/profile/sessions/end-others</c>,
/// <c>/profile/second-factor/off</c>;
/// <c>_password</c> where it must be confirmed.
/// </summary>
/// <param name="NewToken">A token made by this request; shown once.</param>
internal sealed record ProfileModel(Person Person, IReadOnlyList<Session> Sessions, long? ThisSession, IReadOnlyList<ApiToken> Tokens,
    FactorState Factor,
    IReadOnlyDictionary<string, string> Errors, string? NewToken)
{
    /// <summary>The passkeys, and how to add one.</summary>
    public required PasskeysModel Passkeys { get; init; }
    /// <summary>What was typed into a profile that was refused.</summary>
    public ProfileChange? Typed { get; init; }
    /// <summary>What was typed as a new e-mail that was refused.</summary>
    public string? TypedEmail { get; init; }
    /// <summary>The new e-mail that waits for its confirmation.</summary>
    public string? WaitingEmail { get; init; }
    /// <summary>What was typed as the name of a token that was refused.</summary>
    public string? TokenName { get; init; }
}

/// <summary>
/// <c>/People/_Passkeys.cshtml</c>: posts <c>name</c>, <c>credential</c>, <c>state</c> to <c>/profile/passkeys</c>; nothing to
/// <c>/profile/passkeys/{id}/remove</c>; <c>_password</c> where it must be confirmed.
/// </summary>
/// <param name="IsServed">Whether passkeys work at this address.</param>
/// <param name="Name">Name for a new one.</param>
internal sealed record PasskeysModel(IReadOnlyList<Passkey> Passkeys, bool IsServed, string Name);

/// <summary>
/// <c>/People/SecondFactor.cshtml</c>: shows the picture <c>/profile/second-factor/picture</c> and the secret, posts <c>code</c> to
/// <c>/profile/second-factor</c>.
/// </summary>
internal sealed record SecondFactorModel(string Secret, IReadOnlyDictionary<string, string> Errors);

/// <summary><c>/People/RecoveryCodes.cshtml</c>: the codes, shown once.</summary>
internal sealed record RecoveryCodesModel(IReadOnlyList<string> Codes);
