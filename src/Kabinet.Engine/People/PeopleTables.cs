using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage.Schemas;

namespace Kabinet.Engine.People;

/// <summary>
/// Sign-in tables. No secret is stored in plain text: passwords and tokens are hashed, the second factor's secret is encrypted.
/// </summary>
internal static class PeopleTables
{
    private static readonly DataType User = DataType.Reference(CoreEntities.User);

    /// <summary>Consecutive failed sign-ins.</summary>
    public static readonly Table Attempt = new("_attempt")
    {
        Key = ["key"],
        Columns = [new("key", DataType.Text, Required: true), new("failures", DataType.Whole, Required: true),
            new("until", DataType.DateTime), new("at", DataType.DateTime, Required: true)],
        Indexes = [new(["at"])],
    };

    /// <summary>Browsers in which a person has signed in; failures elsewhere do not slow these down.</summary>
    public static readonly Table Browser = new("_browser")
    {
        Key = ["mark_hash", "user_id"],
        Columns = [new("mark_hash", DataType.Text, Required: true), new("user_id", User, Required: true),
            new("seen_at", DataType.DateTime, Required: true)],
        Indexes = [new(["user_id"]), new(["seen_at"])],
    };

    /// <summary>Challenges that a passkey has answered, until they would be over anyway: each opens one session.</summary>
    public static readonly Table Challenge = new("_challenge")
    {
        Key = ["hash"],
        Columns = [new("hash", DataType.Text, Required: true), new("until", DataType.DateTime, Required: true)],
        Indexes = [new(["until"])],
    };

    /// <summary>One row per person who may sign in.</summary>
    public static readonly Table Credential = new("_credential")
    {
        Key = ["user_id"],
        Columns =
        [
            new("user_id", User, Required: true), new("password_hash", DataType.Text, Required: true),
                new("one_time_until", DataType.DateTime), new("changed_at", DataType.DateTime, Required: true),
            new("factor_secret", DataType.Text), new("factor_on", DataType.YesNo, Required: true),
                new("factor_step", DataType.Whole, Required: true), new("demo", DataType.YesNo, Required: true),
            new("signed_in_at", DataType.DateTime), new("passkey_handle", DataType.Text),
        ],
        Indexes = [new(["passkey_handle"])],
    };

    /// <summary>Data protection keys shared by nodes.</summary>
    public static readonly Table Key =
        new("_key") { Columns = [new("name", DataType.Text, Required: true), new("xml", DataType.Text, Required: true)] };

    /// <summary>One-time links that letters carry: for a new password, or to confirm a new e-mail.</summary>
    public static readonly Table Link = new("_link")
    {
        Columns =
        [
            new("token_hash", DataType.Text, Required: true), new("user_id", User, Required: true),
                new("purpose", DataType.Text, Required: true), new("email", DataType.Text), new("until", DataType.DateTime, Required: true),
        ],
        Indexes = [new(["token_hash"], Unique: true), new(["user_id", "purpose"]), new(["until"])],
    };

    /// <summary>Names of people who ask for a new password, until the background worker has looked them up.</summary>
    public static readonly Table Recovery = new("_recovery")
    {
        Columns = [new("name", DataType.Text, Required: true), new("at", DataType.DateTime, Required: true)],
    };

    /// <summary>Passkeys: public keys of people's devices. Nothing in it opens a session.</summary>
    public static readonly Table Passkey = new("_passkey")
    {
        Columns =
        [
            new("user_id", User, Required: true), new("credential_id", DataType.Text, Required: true),
                new("public_key", DataType.Text, Required: true), new("sign_count", DataType.Whole, Required: true),
            new("transports", DataType.Text, Required: true), new("may_be_backed_up", DataType.YesNo, Required: true),
                new("is_backed_up", DataType.YesNo, Required: true), new("name", DataType.Text, Required: true),
            new("created_at", DataType.DateTime, Required: true), new("seen_at", DataType.DateTime),
        ],
        Indexes = [new(["credential_id"], Unique: true), new(["user_id"])],
    };

    /// <summary>Unused recovery codes.</summary>
    public static readonly Table RecoveryCode = new("_recovery_code")
    {
        Columns = [new("user_id", User, Required: true), new("hash", DataType.Text, Required: true)],
        Indexes = [new(["user_id", "hash"])],
    };

    /// <summary>Open sessions; an impersonation has a session of its own that refers to the original one.</summary>
    public static readonly Table Session = new("_session")
    {
        Columns =
        [
            new("token_hash", DataType.Text, Required: true), new("user_id", User, Required: true),
                new("created_at", DataType.DateTime, Required: true), new("seen_at", DataType.DateTime, Required: true),
            new("address", DataType.Text), new("agent", DataType.Text), new("factor_pending", DataType.YesNo, Required: true),
                new("impersonator_id", User), new("parent_id", DataType.Whole),
            new("confirmed_at", DataType.DateTime), new("mark_hash", DataType.Text),
        ],
        Indexes = [new(["token_hash"], Unique: true), new(["user_id"]), new(["impersonator_id"]), new(["parent_id"]), new(["seen_at"])],
    };

    /// <summary>API tokens.</summary>
    public static readonly Table Token = new("_token")
    {
        Columns =
        [
            new("token_hash", DataType.Text, Required: true), new("user_id", User, Required: true),
                new("name", DataType.Text, Required: true), new("created_at", DataType.DateTime, Required: true),
            new("seen_at", DataType.DateTime),
        ],
        Indexes = [new(["token_hash"], Unique: true), new(["user_id"])],
    };
}
