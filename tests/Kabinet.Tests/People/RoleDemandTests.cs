using Kabinet.Engine.Commands;
using Kabinet.Engine.Model;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.People;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.People;

/// <summary>A role that demands a field has no people without it, whichever way they come.</summary>
public class RoleDemandTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/all.yaml", """
            roles:
              guide: { title: Guide, demand: [room] }
              chief_guide: { title: Chief guide, includes: [guide] }
              owner: { title: Owner, abilities: [users] }
            """),
        ("entities/user.yaml", """
            entity: user
            extend: true
            fields:
              room: { kind: text }
            access:
              owner: { read: true, create: true, update: true }
            """),
        ("entities/wish.yaml", """
            entity: wish
            title: Wish
            fields:
              name: { kind: text, title: Name }
              room: { kind: text, title: Room }
            lifecycle:
              states:
                open: { title: Open }
                met: { title: Met, final: true }
              transitions:
                meet:
                  title: Meet
                  from: [open]
                  to: met
                  by: [owner]
                  effects:
                    - invite: guide
                      values: { login: name, name: name, room: room }
            access:
              owner: { read: true, create: true, update: true }
            """),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Nobody_gets_the_role_without_the_field_and_the_error_stands_at_it(string kind)
    {
        await using var world = await Open(kind);
        var (owner, _) = await world.SignIn("owner");
        foreach (var role in new[] { "guide", "chief_guide" })
        {
            (await Invite(world, owner, $"no-{role}", role)).ShouldBeInvalid().Keys.ShouldBe(["room"]);
            (await Invite(world, owner, $"with-{role}", role, ("room", "12"))).ShouldBeOfType<Outcome.Done>();
        }
        var plain = await world.Admit("plain", "owner");
        (await world.Engine.People.Accounts.SetRoles(owner, plain, ["owner", "guide"])).ShouldBeInvalid().Keys.ShouldBe(["room"]);
        await world.Update(owner.Actor, "user", plain, ("room", "7")).ShouldBeDone();
        (await world.Engine.People.Accounts.SetRoles(owner, plain, ["owner", "guide"])).ShouldBeOfType<Outcome.Done>();
        (await world.Update(owner.Actor, "user", plain, ("room", null))).ShouldBeInvalid().Keys.ShouldBe(["room"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_transition_that_invites_and_the_console_demand_it_too(string kind)
    {
        await using var world = await Open(kind);
        var (owner, _) = await world.SignIn("owner");
        var (without, with) = (Id(await world.Create(owner.Actor, "wish", ("name", "anna"))),
            Id(await world.Create(owner.Actor, "wish", ("name", "boris"), ("room", "3"))));
        (await world.Take(owner.Actor, "wish", without, "meet")).ShouldBeInvalid().Keys.ShouldBe(["room"]);
        await world.Take(owner.Actor, "wish", with, "meet").ShouldBeDone();
        var refused = await Should.ThrowAsync<AccountRefusedException>(async () =>
            await world.Engine.People.Accounts.Add(world.Solution, new("console", "Console", null, ["guide"])));
        refused.Message.ShouldContain("Guide");
        (await world.CountOf("_credential")).ShouldBe(2);
    }

    [Fact]
    public void A_role_demands_only_stored_fields_of_people()
    {
        TestSolutions.Problems([.. Definitions, ("roles/odd.yaml", "role: odd\ntitle: Odd\ndemand: [rom]\n")])
            .ShouldHaveSingleItem().ShouldContain("rom");
    }

    private static async Task<EngineWorld> Open(string kind)
    {
        var world = await EngineWorld.Open(kind, Definitions);
        await world.Admit("owner", "owner");
        return world;
    }

    private static async Task<Outcome> Invite(EngineWorld world, SignedIn owner, string login, string role,
        params (string Key, object? Value)[] others) =>
        (await world.Engine.People.Accounts.Invite(owner,
            new(login, login, null, [role]) { Others = others.ToDictionary(other => other.Key, other => other.Value) })).Outcome;

    private static long Id(Outcome outcome) => outcome.ShouldBeOfType<Outcome.Done>().Id;
}
