using Kabinet.Engine.Access;
using Kabinet.Engine.Definitions;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Records;
using Kabinet.Engine.Records.Commands;
using Kabinet.Engine.Storage;

namespace Kabinet.Engine.People;

/// <summary>A person to let in.</summary>
/// <param name="Login">Name to sign in with; null to take the e-mail.</param>
/// <param name="Name">Name shown to others.</param>
/// <param name="Email">Address that the one-time password is sent to; null for none.</param>
/// <param name="Roles">Keys of his roles.</param>
public sealed record NewPerson(string? Login, string Name, string? Email, IReadOnlyList<string> Roles);

/// <summary>A password told once, to be changed at the first sign-in.</summary>
public sealed record OneTimePassword(long User, string Login, string Password);

/// <summary>An account of the demo data and the title of its role.</summary>
public sealed record DemoPerson(Person Person, LocalizedText Role);

/// <summary>Letting people in, and giving a new one-time password to who has lost his.</summary>
public sealed class Accounts
{
    private const string Worker = "worker";
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly NewPeople newPeople;
    private readonly CommandDoor door;
    private readonly Lazy<string> demoHash;

    internal Accounts(Database database, TimeProvider clock, IPasswordHashing hashing, NewPeople newPeople, CommandDoor door) =>
        (this.database, this.clock, this.newPeople, this.door, demoHash) = (database, clock, newPeople, door, new(() => hashing.Hash(People.DemoPassword)));

    /// <summary>Nobody is in yet.</summary>
    public async ValueTask<bool> IsEmpty(CancellationToken cancellation = default) =>
        await database.Read(connection => connection.Scalar(new(PeopleStatements.AnyUser), DataType.Whole, cancellation), cancellation) is 0L;

    /// <summary>The role of a first administrator: the first of those that may let people in and hold every ability there is, else the first that may let people in.</summary>
    public static string? AdministratorRole(Solution solution) =>
        solution.Roles.Values.Where(role => Privileges.OfRoles(solution, [role.Key]).Contains(Privileges.Users))
            .OrderByDescending(role => Privileges.OfRoles(solution, [role.Key]).Count).ThenBy(role => role.Definition.Order).FirstOrDefault()?.Key;

    /// <summary>Adds a person from the console, where whoever stands is trusted.</summary>
    /// <exception cref="ArgumentException">No such role, or the login or the e-mail is taken.</exception>
    public async ValueTask<OneTimePassword> Add(Solution solution, NewPerson person, CancellationToken cancellation = default)
    {
        var (outcome, given) = await Add(Actor.Service(solution, Worker), person, cancellation);
        return given ?? throw new ArgumentException(Said(outcome, solution), nameof(person));
    }

    /// <summary>Lets a person in on behalf of somebody with the ability <c>users</c>, with roles whose abilities he has.</summary>
    /// <returns>How it ended, and the password to tell.</returns>
    public ValueTask<(Outcome Outcome, OneTimePassword? Given)> Invite(SignedIn signedIn, NewPerson person, CancellationToken cancellation = default) =>
        MayManage(signedIn) ? Add(signedIn.Actor, person, cancellation) : new((new Outcome.NotFound(), null));

    /// <summary>Gives somebody exactly these roles on behalf of somebody with the ability <c>users</c>; nobody sets his own.</summary>
    public async ValueTask<Outcome> SetRoles(SignedIn signedIn, long user, IReadOnlyCollection<string> roles, CancellationToken cancellation = default)
    {
        if (!MayManage(signedIn) || signedIn.Person.Id == user) return new Outcome.NotFound();
        if (roles.FirstOrDefault(role => !IsOfPeople(signedIn.Actor.Solution, role)) is { } stranger) return Outcome.Invalid.At("roles", new("people.no_role", stranger));
        return await door.Do(signedIn.Actor, run => newPeople.SetRoles(run, user, roles), cancellation);
    }

    private async ValueTask<(Outcome Outcome, OneTimePassword? Given)> Add(Actor actor, NewPerson person, CancellationToken cancellation)
    {
        if (person.Roles.FirstOrDefault(role => !IsOfPeople(actor.Solution, role)) is { } stranger) return (Outcome.Invalid.At("roles", new("people.no_role", stranger)), null);
        OneTimePassword? given = null;
        var outcome = await door.Do(actor, async run =>
        {
            given = await Admit(run, person);
            return new Outcome.Done(given.User, 1, null);
        }, cancellation);
        return (outcome, outcome is Outcome.Done ? given : null);
    }

    private static bool MayManage(SignedIn signedIn) => signedIn.Actor.Abilities.Contains(Privileges.Users) && signedIn.Actor.ImpersonatorId is null;

    private static bool IsOfPeople(Solution solution, string role) => solution.Roles.TryGetValue(role, out var found) && !found.Definition.Service && role != Role.Guest;

    private async ValueTask<OneTimePassword> Admit(CommandRun run, NewPerson person)
    {
        var login = (person.Login ?? person.Email)?.Trim().ToLowerInvariant() ?? throw new RefusedException(Outcome.Invalid.At("", new("people.no_login")));
        if (await newPeople.IsTaken(run.Transaction, login, person.Email, run.Cancellation)) throw new RefusedException(Outcome.Invalid.At("", new("people.taken", login)));
        var user = run.Solution.Entities[CoreEntities.User];
        var id = await newPeople.Make(run, new Dictionary<Field, object?> { [user["login"]] = login, [user["name"]] = person.Name, [user["email"]] = person.Email }, person.Roles);
        return await newPeople.GiveOneTime(run.Transaction, id, login, run.Cancellation);
    }

    private static string Said(Outcome outcome, Solution solution) =>
        outcome is Outcome.Invalid invalid ? string.Join(' ', invalid.Errors.Values.SelectMany(messages => messages).Select(message => Texts.Say(message, solution.Settings.Language))) : outcome.GetType().Name;

    /// <summary>Gives a new one-time password from the console; sessions, tokens and second factor end.</summary>
    /// <returns>The password; null where there is no such person.</returns>
    public ValueTask<OneTimePassword?> Reset(string login, CancellationToken cancellation = default) => database.Write(async transaction =>
        await transaction.First(database.Dialect, new(PeopleStatements.FindPersonByLogin, login.Trim().ToLowerInvariant()), row => row.Person(0), cancellation) is { } person
            ? await Renew(transaction, person, cancellation) : null, cancellation);

    /// <summary>Gives a new one-time password on behalf of somebody with the ability <c>users</c>, to people whose abilities he has.</summary>
    /// <returns>The password, shown once; null where he may not or there is no such person.</returns>
    public async ValueTask<OneTimePassword?> Reset(Solution solution, SignedIn signedIn, long user, CancellationToken cancellation = default)
    {
        if (!MayManage(signedIn)) return null;
        return await database.Write(async transaction =>
        {
            var roles = await transaction.All(database.Dialect, new(PeopleStatements.RolesOfUser, user), row => row.Text(0), cancellation);
            var person = await transaction.First(database.Dialect, new(PeopleStatements.FindPerson, user), row => row.Person(0), cancellation);
            return person is not null && Privileges.Covers(solution, signedIn.Actor, roles) ? await Renew(transaction, person, cancellation) : null;
        }, cancellation);
    }

    /// <summary>Lets in a person of the demo data. All of them share one hash: their password is published, and a slow hash each would make the first start slow.</summary>
    internal ValueTask<long> AddDemo(NewPerson person, CancellationToken cancellation) => database.Write(async transaction =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var user = (long)(await transaction.Scalar(new(PeopleStatements.AddUser, person.Login, person.Name, person.Email, now, null), DataType.Whole, cancellation))!;
        foreach (var role in person.Roles) await transaction.Execute(new(PeopleStatements.AddMembership, user, role, now, null), cancellation);
        await transaction.Execute(new(PeopleStatements.SetDemoPassword, user, demoHash.Value, now), cancellation);
        return user;
    }, cancellation);

    private async ValueTask<OneTimePassword> Renew(Transaction transaction, Person person, CancellationToken cancellation)
    {
        await transaction.Execute(new(PeopleStatements.EndSessionsOf, person.Id, 0L), cancellation);
        await transaction.Execute(new(PeopleStatements.RemoveTokensOf, person.Id), cancellation);
        await SecondFactor.Remove(transaction, person.Id, cancellation);
        return await newPeople.GiveOneTime(transaction, person.Id, person.Login, cancellation);
    }
}
