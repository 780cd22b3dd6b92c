using Kabinet.Engine.Access;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Reading;
using Kabinet.Engine.Storage;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.People;

/// <summary>A person to add.</summary>
/// <param name="Login">Login; null to use the e-mail.</param>
/// <param name="Name">Display name.</param>
/// <param name="Email">Address for the one-time password; null for none.</param>
/// <param name="Roles">Keys of the person's roles.</param>
public sealed record NewPerson(string? Login, string Name, string? Email, IReadOnlyList<string> Roles)
{
    /// <summary>Other fields of the user, as raw input; see <see cref="Accounts.MayGive"/>.</summary>
    public IReadOnlyDictionary<string, object?> Others { get; init; } = new Dictionary<string, object?>();
    /// <summary>Random id from the form or client: a repeat adds nobody. Null where repeats are harmless.</summary>
    public Guid? CommandId { get; init; }
}

/// <summary>A person cannot be added from the console; the message is in the language of the solution.</summary>
public sealed class AccountRefusedException(string message) : Exception(message);

/// <summary>A password shown once, to be changed at the first sign-in.</summary>
public sealed record OneTimePassword(long User, string Login, string Password);

/// <summary>A demo account with the title of its role.</summary>
public sealed record DemoPerson(Person Person, LocalizedText Role);

/// <summary>Adds people and manages their accounts.</summary>
public sealed partial class Accounts
{
    /// <summary>Service role of the platform, for changes made by no person.</summary>
    internal const string Worker = "worker";
    private const string Login = "login", Name = "name", Email = "email", Phone = "phone";
    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly NewPeople newPeople;
    private readonly CommandDoor door;
    private readonly InvitationLetters letters;
    private readonly Lazy<string> demoHash;

    internal Accounts(Database database, TimeProvider clock, IPasswordHashing hashing, Admission admission) =>
        (this.database, this.clock, newPeople, door, letters, demoHash) =
            (database, clock, admission.NewPeople, admission.Door, admission.Letters, new(() => hashing.Hash(People.DemoPassword)));

    /// <summary>Whether there are no people yet.</summary>
    public async ValueTask<bool> IsEmpty(CancellationToken cancellation = default) =>
        await database.Read(connection => connection.Scalar(new(PeopleStatements.AnyUser), DataType.Whole, cancellation), cancellation)
            is 0L;

    /// <summary>
    /// Role of the first administrator: among roles with the ability <c>users</c>, the one with the most abilities, then the first in
    /// order. Null when no role has it.
    /// </summary>
    public static string? AdministratorRole(Solution solution) =>
        Privileges.RolesWith(solution, Ability.Users).Select(key => solution.Roles[key])
            .OrderByDescending(role => Privileges.OfRoles(solution, [role.Key]).Count).ThenBy(role => role.Definition.Order)
                .FirstOrDefault()?.Key;

    /// <summary>Adds a person from the console, without access checks.</summary>
    /// <exception cref="AccountRefusedException">There is no such role, or the login or the e-mail is taken.</exception>
    public async ValueTask<OneTimePassword> Add(Solution solution, NewPerson person, CancellationToken cancellation = default)
    {
        var (outcome, given) = await Add(Actor.Service(solution, Worker), person, cancellation);
        return given ?? throw new AccountRefusedException(Said(outcome, solution));
    }

    /// <summary>
    /// Adds a person. Requires the ability <c>users</c> and all abilities of the given roles, or a role that names the given ones as those
    /// it invites. Sends a letter with the password if there is an e-mail.
    /// </summary>
    /// <returns>The outcome and the password to show; no password for a repeat.</returns>
    public ValueTask<(Outcome Outcome, OneTimePassword? Given)> Invite(SignedIn signedIn, NewPerson person,
        CancellationToken cancellation = default) =>
        signedIn.Actor.ImpersonatorId is null && RoleGranting.MayInvite(signedIn.Actor, person.Roles)
            ? Add(signedIn.Actor, person, cancellation) : new((new Outcome.NotFound(), null));

    /// <summary>
    /// Whether an actor who adds a person may set a field: name, login, e-mail and telephone always; a field of the solution where a grant
    /// allows to create users with it.
    /// </summary>
    public static bool MayGive(Actor actor, Field field) =>
        MayGiveAlways(field) || field is { IsOfSolution: true, IsStored: true } && actor.To(field.Entity).Givable.Contains(field);

    internal static bool MayGiveAlways(Field field) => field.Key is Login or Name or Email or Phone;

    private async ValueTask<(Outcome Outcome, OneTimePassword? Given)> Add(Actor actor, NewPerson person, CancellationToken cancellation)
    {
        OneTimePassword? given = null;
        var outcome = await door.Do(actor, KeyOf(person), async run =>
        {
            given = await Admit(run, person);
            return new Outcome.Done(given.User, 1, null);
        }, actor.Solution.Entities[CoreEntities.User], cancellation);
        return (outcome, outcome is Outcome.Done ? given : null);
    }

    private static CommandKey? KeyOf(NewPerson person) => person.CommandId is not { } id ? null
        : new(id, CommandContent.Of("invite", [person.Login, person.Name, person.Email, .. person.Roles,
            .. person.Others.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => new[] { pair.Key, pair.Value })]));

    private async ValueTask<OneTimePassword> Admit(CommandRun run, NewPerson person)
    {
        var (id, values) = await Make(run, person);
        var user = run.Solution.Entities[CoreEntities.User];
        var given = await newPeople.GiveOneTime(run.Transaction, id, (string)values[user[Login]]!, run.Cancellation);
        if (values[user[Email]] is string email) await letters.Put(run, email, (string)values[user[Name]]!, given);
        return given;
    }

    private async ValueTask<(long Id, Dictionary<Field, object?> Values)> Make(CommandRun run, NewPerson person)
    {
        var user = run.Solution.Entities[CoreEntities.User];
        var values = await Accepted(run, user, person);
        var id = await newPeople.Make(run, values, person.Roles);
        await JudgeOthers(run, user, id, person.Others.Keys);
        return (id, values);
    }

    private static async ValueTask<Dictionary<Field, object?>> Accepted(CommandRun run, Entity user, NewPerson person)
    {
        var refusals = new Refusals();
        var login = VisibleText.Of(person.Login ?? "") is { Length: > 0 } own ? own : person.Email;
        var given = new Dictionary<string, object?>(person.Others) { [Name] = person.Name, [Email] = person.Email,
            [Login] = login?.ToLowerInvariant() };
        var values = GivenValues.Accept(user, given, field => MayGive(run.Actor, field), _ => run.Typing(present: null), refusals);
        await run.CheckReferences(values.Select(value => (value.Key.Key, value.Key, value.Value)), refusals);
        if (values.GetValueOrDefault(user[Name]) is null) refusals.Add(Name, new("field.required"));
        // Who does not manage people is not asked for a login: the address does as one.
        if (VisibleText.Of(login ?? "").Length == 0)
            refusals.Add(IsManaging(run.Actor) ? Login : Email, new(IsManaging(run.Actor) ? "people.no_login" : "field.required"));
        if (RoleGranting.Refusal(run.Actor, person.Roles) is { } refusal) refusals.Add("roles", refusal);
        await RefuseTaken(run, user, values, refusals);
        refusals.ThrowIfAny();
        return values;
    }

    private static async ValueTask RefuseTaken(CommandRun run, Entity user, Dictionary<Field, object?> values, Refusals refusals)
    {
        var (login, email) = (values.GetValueOrDefault(user[Login]) as string, values.GetValueOrDefault(user[Email]) as string);
        // A login that is the address is taken together with it, and one error is enough.
        foreach (var (key, value) in new[] { (Login, login == email ? null : login), (Email, email) })
            if (value is not null && await PersonRules.IsTaken(run, value)) refusals.Add(key, new("people.taken", value));
    }

    /// <summary>
    /// Checks the written fields of the solution: one grant must allow to create a user with them. Who does not manage people needs such a
    /// grant in any case.
    /// </summary>
    private static async ValueTask JudgeOthers(CommandRun run, Entity user, long id, IEnumerable<string> others)
    {
        var fields = others.Select(key => user[key]).Where(field => field.IsOfSolution).OrderBy(field => field.Ordinal).ToArray();
        var rule = run.Actor.To(user).CreateRuleGiving(fields);
        if (fields.Length == 0 && IsManaging(run.Actor) || rule == Expression.True) return;
        var purpose = $"invite {string.Join(',', fields.Select(field => field.Key))}";
        var question = run.Plan(user, purpose, judged: true, compile: () => new RowQuestion(run.Plans.Dialect, user, rule, []));
        if (await run.Ask(question, id) is null) throw new RefusedException(Outcome.Invalid.At("", new("command.create_denied")));
    }

    private static bool IsManaging(Actor actor) => MayRead(actor) || RoleGranting.IsService(actor);

    private static string Said(Outcome outcome, Solution solution) =>
        outcome is Outcome.Invalid invalid
            ? string.Join(' ', invalid.Errors.Values.SelectMany(messages => messages)
            .Select(message => Texts.Say(message, solution.Settings.Language))) : outcome.GetType().Name;

    /// <summary>
    /// Adds a demo person like any other, but with the published password and without a letter.
    /// All demo people share one password hash, because computing a slow hash for each would delay the first start.
    /// </summary>
    internal ValueTask<Outcome> AddDemo(Actor actor, NewPerson person, CancellationToken cancellation) => door.Do(actor, null, async run =>
    {
        var (id, _) = await Make(run, person);
        await run.Transaction.Execute(new(PeopleStatements.SetDemoPassword, id, demoHash.Value, run.Bindings.Now), run.Cancellation);
        return new(id, 1, null);
    }, actor.Solution.Entities[CoreEntities.User], cancellation);
}
