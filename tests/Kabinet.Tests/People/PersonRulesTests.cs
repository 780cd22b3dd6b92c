using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.People;

/// <summary>
/// Every change of a person obeys the same rules, whichever door it comes by. Two owners manage people, one of them may sign in as the
/// other.
/// </summary>
public class PersonRulesTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/doer.yaml", "role: doer\ntitle: Doer\n"),
        ("roles/owner.yaml", "role: owner\ntitle: Owner\nabilities: [users, impersonate]\n"),
        ("entities/user.yaml", """
            entity: user
            extend: true
            fields:
              room: { kind: text }
              keys: { kind: number, min: 0 }
            require:
              "phone is not null or room is null": Give the phone of the room
              "active or keys is null or keys = 0": He has keys still
            access:
              owner: { read: true, create: true, update: true, delete: true }
            """),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_is_blocked_or_removed_by_a_records_own_command_is_out_at_once_and_for_good(string kind)
    {
        await using var world = await Open(kind);
        var owner = await world.As("owner");
        foreach (var (login, shutOut, letIn) in new (string, Command, Command)[]
        {
            ("anna", Change(world, "anna", ("active", false)), Change(world, "anna", ("active", true))),
            ("boris", Removal(world, "boris"), new Command.Restore(User(world), null, world.IdOf("boris"))),
        })
        {
            var (_, token) = await world.SignIn(login);
            await world.Engine.Commands.Execute(owner, shutOut).ShouldBeDone();
            (await world.CountOf("_session")).ShouldBe(0);
            await world.Engine.Commands.Execute(owner, letIn).ShouldBeDone();
            (await world.IsOpen(token)).ShouldBeFalse();
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_name_to_sign_in_by_belongs_to_one_person_be_it_login_or_email(string kind)
    {
        await using var world = await Open(kind);
        var owner = await world.As("owner");
        (await world.Update(owner, "user", world.IdOf("boris"), ("login", "Anna@Example.ORG"))).ShouldBeInvalid().Keys.ShouldBe(["login"]);
        (await world.Update(owner, "user", world.IdOf("boris"), ("login", "ПЕТР"))).ShouldBeInvalid().Keys.ShouldBe(["login"]);
        (await world.Create(owner, "user", ("login", "nina"), ("name", "Nina"), ("email", "anna@example.org")))
            .ShouldBeInvalid().Keys.ShouldBe(["email"]);
        (await world.Create(owner, "user", ("login", "ANNA"), ("name", "Other Anna"))).ShouldBeInvalid().Keys.ShouldBe(["login"]);
        (await world.Update(owner, "user", world.IdOf("anna"), ("login", "anna@example.org"))).ShouldBeOfType<Outcome.Done>();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_name_that_looks_like_anothers_is_taken(string kind)
    {
        await using var world = await Open(kind);
        var owner = await world.As("owner");
        await world.Create(owner, "user", ("login", "ёлкин"), ("name", "Elkin")).ShouldBeDone();
        await world.Create(owner, "user", ("login", "асе"), ("name", "Ace"), ("email", "coco@example.org")).ShouldBeDone();
        foreach (var login in (string[])["елкин", "е\u0308лкин", "ЁЛКИН", "\u200Banna", "an\u00ADna", "ａｎｎａ", "ace", "coco@example.org",
            "bor\u0131s"])
            (await world.Create(owner, "user", ("login", login), ("name", "Other"))).ShouldBeInvalid()
                .Keys.ShouldHaveSingleItem(login).ShouldBe("login");
        (await world.Update(owner, "user", world.IdOf("anna"), ("email", "сосо@example.org"))).ShouldBeInvalid().Keys.ShouldBe(["email"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_name_of_two_scripts_is_refused_in_words(string kind)
    {
        await using var world = await Open(kind);
        var owner = await world.As("owner");
        foreach (var (key, name) in ((string, string)[])[("login", "niсolas"), ("email", "niсolas@example.org"),
            ("email", "n@eхample.org")])
            (await world.Update(owner, "user", world.IdOf("boris"), (key, name))).ShouldBeInvalid()[key].ShouldHaveSingleItem()
                .ShouldContain("letters of different alphabets");
        await world.Update(owner, "user", world.IdOf("boris"), ("email", "борис@example.org")).ShouldBeDone();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_person_signs_in_by_any_spelling_of_the_name(string kind)
    {
        await using var world = await Open(kind);
        foreach (var typed in (string[])["Пётр", "петр", " пе\u0308тр\u200B ", "ПЕТР"])
            (await world.Engine.People.SignIn.Enter(typed, Kabinet.Engine.People.People.DemoPassword, new(null, null)))
                .ShouldBeOfType<Kabinet.Engine.People.SignInOutcome.Welcome>(typed);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_who_take_one_name_at_the_same_moment_one_gets_it(string kind)
    {
        await using var world = await Open(kind);
        var owner = await world.As("owner");
        var outcomes = await Task.WhenAll(
            Task.Run(async () => await world.Update(owner, "user", world.IdOf("anna"), ("login", "new@example.org"))),
            Task.Run(async () => await world.Update(owner, "user", world.IdOf("boris"), ("email", "new@example.org"))));
        outcomes.OfType<Outcome.Done>().ShouldHaveSingleItem();
        outcomes.OfType<Outcome.Invalid>().ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_is_given_another_name_by_somebody_signs_in_again_by_it(string kind)
    {
        await using var world = await Open(kind);
        var ((anna, annas), (owner, owners)) = (await world.SignIn("anna"), await world.SignIn("owner"));
        await world.Update(owner.Actor, "user", anna.Person.Id, ("room", null), ("phone", "+79031112001")).ShouldBeDone();
        (await world.IsOpen(annas)).ShouldBeTrue();
        await world.Update(owner.Actor, "user", anna.Person.Id, ("login", "anna2")).ShouldBeDone();
        (await world.IsOpen(annas)).ShouldBeFalse();
        await world.Update(owner.Actor, "user", owner.Person.Id, ("login", "owner2")).ShouldBeDone();
        (await world.IsOpen(owners)).ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_profile_meets_what_the_solution_demands_of_people(string kind)
    {
        await using var world = await Open(kind);
        var (anna, _) = await world.SignIn("anna");
        await world.Update(await world.As("owner"), "user", anna.Person.Id, ("phone", "+79031112001"), ("room", "12")).ShouldBeDone();

        var refused = (await world.Engine.People.Profiles.Change(anna, new("Anna", null, null, null))).ShouldNotBeNull();

        refused.ShouldBeInvalid()[""].ShouldBe(["Give the phone of the room"]);
        (await world.Engine.People.Profiles.Change(anna, new("Ann", "+79031112002", null, null))).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Blocking_and_a_theme_are_refused_for_what_they_break_and_not_for_what_was_broken_before(string kind)
    {
        await using var world = await Open(kind);
        var (owner, anna, boris) = ((await world.SignIn("owner")).SignedIn, (await world.SignIn("anna")).SignedIn, world.IdOf("boris"));
        await world.Run("update \"user\" set room = '12', phone = null where id = @p0", anna.Person.Id);
        await world.Update(owner.Actor, "user", boris, ("keys", 2)).ShouldBeDone();

        (await world.Engine.People.Accounts.SetActive(owner, boris, false)).ShouldBeInvalid()[""].ShouldBe(["He has keys still"]);
        await world.Engine.People.Profiles.ChooseTheme(anna, "dark");
        (await world.Engine.People.ActorOf(world.Solution, boris)).ShouldNotBeNull();
        (await world.Engine.Records.Find(owner.Actor, User(world), anna.Person.Id)).ShouldNotBeNull().Record["theme"].ShouldBe("dark");
        (await world.Engine.People.Accounts.SetActive(owner, anna.Person.Id, false)).ShouldBeOfType<Outcome.Done>();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_acts_in_anothers_name_changes_no_account_and_no_profile(string kind)
    {
        await using var world = await Open(kind);
        var (owner, _) = await world.SignIn("owner");
        var token = (await world.Engine.People.Impersonation.Begin(owner, world.IdOf("second"), new(null, null))).Token.ShouldNotBeNull();
        var standIn = (await world.Engine.People.Recognise(world.Solution, token)).ShouldNotBeNull();

        Command[] refused =
        [
            Change(world, "anna", ("active", false)), Change(world, "anna", ("login", "mine")), Change(world, "second", ("name", "Me")),
            Change(world, "anna", ("email", "mine@example.org")), Removal(world, "anna"),
        ];
        foreach (var command in refused)
            (await world.Engine.Commands.Execute(standIn.Actor, command)).ShouldBeInvalid()[""].ShouldBe([NotHis], command.ToString());
        (await world.Engine.People.Profiles.Change(standIn, new("Me", null, null, null))).ShouldNotBeNull();
        await world.Engine.Commands.Execute(standIn.Actor, Change(world, "anna", ("keys", 1))).ShouldBeDone();
    }

    private const string NotHis = "Only the person himself can do this, signed in with his own password";

    private static Command.Delete Removal(EngineWorld world, string login) => new(User(world), null, world.IdOf(login), null);

    private static async Task<EngineWorld> Open(string kind)
    {
        var world = await EngineWorld.Open(kind, Definitions);
        await world.Admit("owner", "owner");
        await world.Admit("second", "owner");
        await world.Admit("anna", "doer", "anna@example.org");
        await world.Admit("boris", "doer");
        await world.Admit("пётр", "doer");
        return world;
    }

    private static Command.Update Change(EngineWorld world, string login, params (string Key, object? Value)[] values) =>
        new(User(world), null, world.IdOf(login), null, values.ToDictionary(value => value.Key, value => value.Value));

    private static Entity User(EngineWorld world) => world.Solution.Entities["user"];
}
