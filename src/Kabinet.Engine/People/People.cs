using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>Who comes in and as whom: sign-in, sessions, passwords, tokens, second factor, profile.</summary>
public sealed class People
{
    /// <summary>Password of every account of the demo data.</summary>
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
        Passwords = new(database, clock, secrets.Hashing, attempts);
        Tokens = new(database, clock);
        SecondFactor = new(database, clock, secrets.Protection(Keys), attempts, Passwords);
        Profiles = new(admission.Door);
        Impersonation = new(database, clock, admission.Door);
        Accounts = new(database, clock, secrets.Hashing, admission);
        AccountsOf = new(database);
        Letters = new(database, clock);
        Preferences = new(database);
    }

    /// <summary>Keys that nodes share.</summary>
    public KeyStore Keys { get; }
    /// <summary>Sign-in by password.</summary>
    public SignIn SignIn { get; }
    /// <summary>Open sessions of a person.</summary>
    public Sessions Sessions { get; }
    /// <summary>Change of a password.</summary>
    public Passwords Passwords { get; }
    /// <summary>Tokens of programs.</summary>
    public ApiTokens Tokens { get; }
    /// <summary>The second factor.</summary>
    public SecondFactor SecondFactor { get; }
    /// <summary>A person's own data.</summary>
    public Profiles Profiles { get; }
    /// <summary>Signing in as another person.</summary>
    public Impersonation Impersonation { get; }
    /// <summary>Letting people in.</summary>
    public Accounts Accounts { get; }
    /// <summary>What those who manage people see of accounts.</summary>
    public AccountReading AccountsOf { get; }
    /// <summary>The log of letters.</summary>
    public Letters Letters { get; }
    /// <summary>How a person likes his pages.</summary>
    public Preferences Preferences { get; }

    /// <summary>The person behind a session's or an API token; null where it is unknown, ended or blocked.</summary>
    public ValueTask<SignedIn?> Recognise(Solution solution, string token, CancellationToken cancellation = default) => recognition.Recognise(solution, token, cancellation);

    /// <summary>
    /// The actor that a person is, without a session: what is done on his behalf in the background has his roles and values of now.
    /// Null where he is unknown, removed or may not sign in. There is no other way to act for somebody.
    /// </summary>
    public async ValueTask<Actor?> ActorOf(Solution solution, long user, CancellationToken cancellation = default) =>
        (await recognition.Know(solution, user, cancellation))?.Actor;

    /// <summary>The same with what is known of the person, for whoever writes to him.</summary>
    internal ValueTask<(Actor Actor, Person Person)?> Know(Solution solution, long user, CancellationToken cancellation) =>
        recognition.Know(solution, user, cancellation);

    /// <summary>Accounts that the demo data made and nobody gave a password of his own, in the order of their roles; empty without demo data.</summary>
    public async ValueTask<IReadOnlyList<DemoPerson>> Demo(Solution solution, CancellationToken cancellation = default)
    {
        var rows = await database.Read(connection => connection.All(database.Dialect, new(PeopleStatements.ListDemo), row => (Person: row.Person(0), Role: row.Text(7)), cancellation), cancellation);
        return [.. rows.Where(row => solution.Roles.ContainsKey(row.Role)).OrderBy(row => solution.Roles[row.Role].Definition.Order).ThenBy(row => row.Person.Id)
            .Select(row => new DemoPerson(row.Person, solution.Roles[row.Role].Definition.Title))];
    }
}
