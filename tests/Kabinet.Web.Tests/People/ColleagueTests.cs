using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

public sealed class ColleagueTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    private const string Page = "/colleagues/invite";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_partner_invites_a_colleague_of_his_own_company_and_switches_him_off(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var me = await host.SignIn("partner");
        using var program = await host.Api("partner");

        var answer = await Invite(me, "anna@one.example.org", "partner");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.LettersTo("anna@one.example.org")).ShouldHaveSingleItem().Text.ShouldContain("Одноразовый пароль");
        var found = (await program.GetJson("/api/records/user?where=email = 'anna@one.example.org'&fields=name")).GetProperty("items");
        var anna = found[0].GetProperty("id").GetInt64();

        (await program.Send(HttpMethod.Patch, $"/api/records/user/{anna}", new { active = false })).Status.ShouldBe(HttpStatusCode.OK);
        using var stranger = await host.Api("partner2");
        (await stranger.Send(HttpMethod.Get, $"/api/records/user/{anna}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Send(HttpMethod.Patch, $"/api/records/user/{anna}", new { active = true })).Status
            .ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_partner_gives_no_role_but_his_own_and_no_company_but_his_own(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var me = await host.SignIn("partner");
        foreach (var role in new[] { "admin", "manager", "head", "guest", "nothing", "ability_users" })
            (await Invite(me, "eve@one.example.org", role)).StatusCode.ShouldBe(HttpStatusCode.NotFound, role);
        using var program = await host.Api("partner");
        foreach (var company in new[] { 1, 2, 3 })
            (await program.Send(HttpMethod.Post, "/api/people", new { name = "Eve", email = "eve@one.example.org", role = "partner",
                partner = company })).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await host.LettersTo("eve@one.example.org")).ShouldBeEmpty();

        foreach (var login in new[] { "engineer", "manager", "head" })
        {
            using var other = await host.SignIn(login);
            (await other.Post("/profile", "/admin/people", ("name", "Eve"), ("email", "eve@one.example.org"), ("roles", "partner")))
                .StatusCode.ShouldBe(HttpStatusCode.NotFound, login);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_partner_changes_nobodys_email_and_switches_off_neither_himself_nor_anybody_of_the_bureau(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var program = await host.Api("partner");
        var people = (await program.GetJson("/api/records/user?fields=email&limit=200")).GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.GetProperty("email").GetString() ?? "", item => item.GetProperty("id").GetInt64());

        var mail = await program.Send(HttpMethod.Patch, $"/api/records/user/{people["partner3@example.org"]}",
            new { email = "mine@example.org" });
        mail.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        mail.Body.ToString().ShouldContain("управляет людьми");
        foreach (var address in new[] { "partner@example.org", "manager@example.org" })
            (await program.Send(HttpMethod.Patch, $"/api/records/user/{people[address]}", new { active = false })).Status
                .ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity);
        using var manager = await host.SignIn("manager");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_is_wrong_with_an_invitation_is_told_once_and_at_its_field(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var program = await host.Api("partner");

        var blank = await program.Send(HttpMethod.Post, "/api/people", new { name = "Анна", role = "partner" });
        var taken = await program.Send(HttpMethod.Post, "/api/people",
            new { name = "Анна", email = "Partner3@example.org", role = "partner" });

        foreach (var (status, body) in new[] { blank, taken })
        {
            status.ShouldBe(HttpStatusCode.UnprocessableEntity);
            body.GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe("email");
        }
    }

    private static Task<HttpResponseMessage> Invite(HttpClient browser, string email, string role,
        params (string Name, string Value)[] more) =>
        browser.Post(Page, "/admin/people", [("name", "Анна"), ("email", email), ("roles", role), ("_page", "invite_colleague"),
            ("_block", "invitation-0"), .. more]);
}
