using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Tests.People;

public sealed class RoleGrantingTests
{
    private static readonly Solution World = TestSolutions.Link(
        ("roles/clerk.yaml", "role: clerk\ntitle: Clerk\norder: 2\ninvites: [clerk]\n"),
        ("roles/robot.yaml", "role: robot\ntitle: Robot\nservice: true\n"),
        ("roles/keeper.yaml", "role: keeper\ntitle: Keeper\nabilities: [users]\norder: 1\n"),
        ("roles/owner.yaml", "role: owner\ntitle: Owner\nabilities: [users, impersonate]\norder: 3\n"));

    [Theory]
    [InlineData("clerk", null)]
    [InlineData("clerk,keeper", null)]
    [InlineData("", "people.no_roles")]
    [InlineData("clerk,owner", "people.above")]
    [InlineData("guest", "people.no_role")]
    [InlineData("robot", "people.no_role")]
    [InlineData("nobody", "people.no_role")]
    public void A_person_grants_roles_of_people_whose_abilities_he_has(string roles, string? refusal) =>
        (RoleGranting.Refusal(Person("keeper"), roles.Split(',', StringSplitOptions.RemoveEmptyEntries))?.Key).ShouldBe(refusal);

    [Fact]
    public void The_pages_offer_what_may_be_granted_in_the_order_of_the_solution()
    {
        RoleGranting.RolesOf(Person("keeper")).Select(role => role.Key).ShouldBe(["keeper", "clerk"]);
        RoleGranting.RolesOf(Person("owner")).Select(role => role.Key).ShouldBe(["keeper", "clerk", "owner"]);
        RoleGranting.RolesOf(Person("clerk")).Select(role => role.Key).ShouldBe(["clerk"]);
        RoleGranting.RolesOf(Person()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("clerk", "clerk", true)]
    [InlineData("clerk", "keeper", false)]
    [InlineData("clerk", "clerk,keeper", false)]
    [InlineData("clerk", "", false)]
    [InlineData("", "clerk", false)]
    public void Who_does_not_manage_people_invites_with_the_roles_that_his_own_name(string held, string given, bool may) =>
        RoleGranting.MayInvite(Person(Split(held)), Split(given)).ShouldBe(may);

    [Theory]
    [InlineData("owner", "roles/hand.yaml:4: 'hand' cannot invite 'owner': that role has the ability users, which the inviter lacks")]
    [InlineData("robot", "roles/hand.yaml:4: The role 'robot' is not for people")]
    [InlineData("clrek", "roles/hand.yaml:4: There is no role 'clrek' (did you mean 'clerk'?)")]
    public void A_role_that_cannot_be_given_is_told(string invited, string problem) => TestSolutions.Problems(
        ("roles/clerk.yaml", "role: clerk\ntitle: Clerk\n"),
        ("roles/robot.yaml", "role: robot\ntitle: Robot\nservice: true\n"),
        ("roles/owner.yaml", "role: owner\ntitle: Owner\nabilities: [users]\n"),
        ("roles/hand.yaml", $"role: hand\ntitle: Hand\norder: 1\ninvites: [{invited}]\n")).ShouldContain(problem);

    private static string[] Split(string roles) => roles.Split(',', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void The_platform_grants_every_role_of_people_and_no_other()
    {
        var platform = Actor.Service(World, Accounts.Worker);

        RoleGranting.Refusal(platform, ["owner"]).ShouldBeNull();
        RoleGranting.Refusal(platform, ["robot"]).ShouldNotBeNull().Key.ShouldBe("people.no_role");
    }

    private static Actor Person(params string[] roles) => new(World, 1, "Anna", roles, new Dictionary<MePath, object?>());
}
