using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Authentication and accounts: sign-in, sessions, passwords, passkeys, tokens, second factor, profile.</summary>
public sealed class People
{
    /// <summary>Password of every demo account.</summary>
    public const string DemoPassword = "kabinet-demo";
    private readonly Database database;
    private readonly Recognition recognition;

    internal People(Database database, TimeProvider clock, Secrets secrets, Admission admission)
    {
        var attempts = new Attempts(database, clock);
        Keys = new(database);
        (this.database, recognition) = (database, new(database, clock));
        SignIn = new(database, clock, secrets.Hashing, attempts);
        Sessions = new(database);
        Passwords = new(database, clock, secrets.Hashing, attempts, admission.Door);
        Confirmation = new(database, clock, Passwords);
        Tokens = new(database, clock, admission.Door);
        Passkeys = new(database, clock, admission.Door);
        PasskeyCredentials = new(database);
        PasskeySignIn = new(database, clock, attempts);
        SecondFactor = new(database, clock, secrets.Protection(Keys), attempts, admission.Door);
        Recovery = new(database, clock, (secrets.Hashing, attempts), recognition, admission);
        Email = new(database, clock, recognition, admission);
        Profiles = new(admission.Door);
        Impersonation = new(database, clock, admission.Door);
        Accounts = new(database, clock, secrets.Hashing, admission);
        AccountsOf = new(database);
        Preferences = new(database);
    }

    /// <summary>Keys shared between nodes.</summary>
    public KeyStore Keys { get; }
    /// <summary>Sign-in by password.</summary>
    public SignIn SignIn { get; }
    /// <summary>Open sessions of a person.</summary>
    public Sessions Sessions { get; }
    /// <summary>Password changes.</summary>
    public Passwords Passwords { get; }
    /// <summary>Confirmation of a session with the password.</summary>
    public Confirmation Confirmation { get; }
    /// <summary>API tokens.</summary>
    public ApiTokens Tokens { get; }
    /// <summary>A person's passkeys.</summary>
    public Passkeys Passkeys { get; }
    /// <summary>Passkeys, for their verification by the host.</summary>
    public PasskeyCredentials PasskeyCredentials { get; }
    /// <summary>Sign-in by passkey.</summary>
    public PasskeySignIn PasskeySignIn { get; }
    /// <summary>The second factor.</summary>
    public SecondFactor SecondFactor { get; }
    /// <summary>A new password by a link in a letter.</summary>
    public PasswordRecovery Recovery { get; }
    /// <summary>A person's own change of e-mail.</summary>
    public EmailChange Email { get; }
    /// <summary>A person's own profile.</summary>
    public Profiles Profiles { get; }
    /// <summary>Acting as another person.</summary>
    public Impersonation Impersonation { get; }
    /// <summary>Adding people and managing accounts.</summary>
    public Accounts Accounts { get; }
    /// <summary>Account facts for administrators.</summary>
    public AccountReading AccountsOf { get; }
    /// <summary>A person's page preferences.</summary>
    public Preferences Preferences { get; }

    /// <summary>
    /// The person behind a session token or an API token; null where the token is unknown or expired, or the person is blocked.
    /// </summary>
    public ValueTask<SignedIn?> Recognise(Solution solution, string token, CancellationToken cancellation = default) =>
        recognition.Recognise(solution, token, cancellation);

    /// <summary>
    /// The actor of a person without a session, for background work on the person's behalf; has the current roles and values.
    /// Null where the person is unknown, deleted or blocked. There is no other way to act as a person.
    /// </summary>
    public async ValueTask<Actor?> ActorOf(Solution solution, long user, CancellationToken cancellation = default) =>
        (await recognition.Know(solution, user, cancellation))?.Actor;

    /// <summary>The same with the person's contact data, for sending messages.</summary>
    internal ValueTask<(Actor Actor, Person Person)?> Know(Solution solution, long user, CancellationToken cancellation) =>
        recognition.Know(solution, user, cancellation);

    /// <summary>Demo accounts that still have the demo password, in the order of their roles; empty without demo data.</summary>
    public async ValueTask<IReadOnlyList<DemoPerson>> Demo(Solution solution, CancellationToken cancellation = default)
    {
        var rows = await database.Read(connection =>
            connection.All(database.Dialect, new(PeopleStatements.ListDemo), row =>
            (Person: row.Person(0), Role: row.Text(7)), cancellation), cancellation);
        return [.. rows.Where(row => solution.Roles.ContainsKey(row.Role)).OrderBy(row => solution.Roles[row.Role].Definition.Order)
            .ThenBy(row => row.Person.Id)
            .Select(row => new DemoPerson(row.Person, solution.Roles[row.Role].Definition.Title))];
    }
}
