using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

public class PrivilegeTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_may_let_people_in_gives_and_takes_roles_within_his_own(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("warden", "warden");
        var keeper = await host.Admit("keeper", "keeper");
        using var warden = await host.Api("warden");
        var made = await warden.Send(HttpMethod.Post, "/api/people", new { login = "olga", name = "Ольга", role = "clerk" });
        made.Status.ShouldBe(HttpStatusCode.Created, made.Body.ToString());
        using var olga = await host.Api("olga", made.Body.GetProperty("password").GetString()!);
        (await olga.GetJson("/api/me")).GetProperty("must_change_password").GetBoolean().ShouldBeTrue();
        var id = made.Body.GetProperty("id").GetInt64();
        (await warden.Send(HttpMethod.Put, $"/api/people/{id}/roles", new[] { "scribe" })).Status.ShouldBe(HttpStatusCode.NoContent);
        (await olga.GetJson("/api/me")).GetProperty("roles")[0].GetProperty("key").GetString().ShouldBe("scribe");
        (await warden.Send(HttpMethod.Put, $"/api/people/{id}/roles", new[] { "keeper" })).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity);
        (await warden.Send(HttpMethod.Put, $"/api/people/{keeper}/roles", new[] { "clerk" })).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity);
        (await warden.Send(HttpMethod.Post, "/api/people", new { login = "evil", name = "x", role = "keeper" })).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity);
        (await warden.Send(HttpMethod.Post, $"/api/people/{keeper}/password")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await warden.Send(HttpMethod.Post, "/api/people", new { login = "olga", name = "Другая", role = "clerk" })).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Without_the_ability_the_addresses_do_not_exist()
    {
        await using var host = await KabinetHost.Start();
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        (await chief.Send(HttpMethod.Post, "/api/people", new { login = "x", name = "x", role = "clerk" })).Status.ShouldBe(
            HttpStatusCode.NotFound);
        (await chief.Send(HttpMethod.Put, $"/api/people/{olga}/roles", new[] { "chief" })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await chief.Send(HttpMethod.Post, $"/api/people/{olga}/password")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_changes_the_account_of_somebody_above_him()
    {
        await using var host = await KabinetHost.Start();
        var (keeper, olga) = (await host.Admit("keeper", "keeper"), await host.Admit("olga", "clerk"));
        await host.Admit("scribe", "scribe");
        using var scribe = await host.Api("scribe");
        (await scribe.Send(HttpMethod.Patch, $"/api/records/user/{olga}", new { active = false })).Status.ShouldBe(HttpStatusCode.OK);
        (await scribe.Send(HttpMethod.Patch, $"/api/records/user/{keeper}", new { email = "mine@example.org" })).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity);
        (await scribe.Send(HttpMethod.Patch, $"/api/records/user/{keeper}", new { active = false })).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData("email", "mine@example.org")]
    [InlineData("login", "mine")]
    public async Task Whoever_does_not_manage_people_changes_nobodys_name_to_sign_in_by_whatever_is_granted(string field, string value)
    {
        await using var host = await KabinetHost.Start();
        var olga = await host.Admit("olga", "clerk");
        var scribe = await host.Admit("scribe", "scribe");
        await host.Admit("keeper", "keeper");
        using var program = await host.Api("scribe");
        using var keeper = await host.Api("keeper");
        var change = new Dictionary<string, string> { [field] = value };

        foreach (var person in new[] { olga, scribe })
            (await program.Send(HttpMethod.Patch, $"/api/records/user/{person}", change)).Status
                .ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await keeper.Send(HttpMethod.Patch, $"/api/records/user/{olga}", change)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
