using Kabinet.Engine.Access;
using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.People;

namespace Kabinet.Tests.People;

public sealed class RoleGrantingTests
{
    private static readonly Solution World = TestSolutions.Link(
        ("roles/clerk.yaml", "role: clerk\ntitle: Clerk\norder: 2\n"),
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
        RoleGranting.RolesOf(Person()).Select(role => role.Key).ShouldBe(["clerk"]);
    }

    [Fact]
    public void The_platform_grants_every_role_of_people_and_no_other()
    {
        var platform = Actor.Service(World, Accounts.Worker);

        RoleGranting.Refusal(platform, ["owner"]).ShouldBeNull();
        RoleGranting.Refusal(platform, ["robot"]).ShouldNotBeNull().Key.ShouldBe("people.no_role");
    }

    private static Actor Person(params string[] roles) => new(World, 1, "Anna", roles, new Dictionary<MePath, object?>());
}
