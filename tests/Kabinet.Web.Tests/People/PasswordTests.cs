using System.Net;
using Kabinet.Engine.People;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

public class PasswordTests
{
    [Fact]
    public async Task A_given_password_opens_nothing_but_its_own_change()
    {
        await using var host = await KabinetHost.Start();
        var given = await host.Engine.People.Accounts.Add(host.Engine.Solution.Value, new("olga", "Ольга", null, ["clerk"]));
        using var browser = await host.SignIn("olga", given.Password);
        foreach (var address in new[] { "/", "/tasks", "/profile", "/notices" })
            (await browser.GetAsync(address)).Headers.Location?.ToString().ShouldBe("/password", address);
        (await browser.GetAsync("/password")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var program = await host.Api("olga", given.Password);
        (await program.Send(HttpMethod.Get, "/api/records/task")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.Post("/password", "/password", ("current", given.Password), ("password", "длинная фраза"),
            ("repeat", "длинная фраза"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetAsync("/tasks")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_given_password_lives_a_week()
    {
        await using var host = await KabinetHost.Start();
        var given = await host.Engine.People.Accounts.Add(host.Engine.Solution.Value, new("olga", "Ольга", null, ["clerk"]));
        host.Clock.Advance(TimeSpan.FromDays(8));
        (await host.Engine.People.SignIn.Enter("olga", given.Password, new(null, null))).ShouldBeOfType<SignInOutcome.Refused>();
    }

    [Theory]
    [InlineData("short", "people.password_short")]
    [InlineData("1234567890", "people.password_common")]
    [InlineData("aaaaaaaaaaaa", "people.password_common")]
    [InlineData("olga-petrova", "people.password_login")]
    [InlineData("kabinet-demo", "people.password_same")]
    public async Task A_weak_password_is_refused_with_its_reason(string password, string reason)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga-petrova", "clerk");
        var me = await Me(host, "olga-petrova");
        var refused = await host.Engine.People.Passwords.Change(me, KabinetHost.Password, password);
        refused!.Errors["password"].Single().Key.ShouldBe(reason);
    }

    [Fact]
    public async Task A_change_ends_the_other_sessions_and_needs_the_present_password()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var here = await host.SignIn("olga");
        using var elsewhere = await host.SignIn("olga");
        (await here.Post("/password", "/password", ("current", "not-mine"), ("password", "another phrase"),
            ("repeat", "another phrase"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await here.Post("/password", "/password", ("current", KabinetHost.Password), ("password", "another phrase"),
            ("repeat", "another phrase"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await here.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Nobody_resets_somebody_with_abilities_he_lacks()
    {
        await using var host = await KabinetHost.Start();
        var (keeper, clerk) = (await host.Admit("keeper", "keeper"), await host.Admit("olga", "clerk"));
        await host.Admit("chief", "chief");
        var accounts = host.Engine.People.Accounts;
        (await accounts.Reset(await Me(host, "chief"), clerk)).Given.ShouldBeNull();
        (await accounts.Reset(await Me(host, "keeper"), clerk)).Given.ShouldNotBeNull();
        (await accounts.Reset(await Me(host, "keeper"), keeper)).Given.ShouldNotBeNull();
    }

    private static async Task<SignedIn> Me(KabinetHost host, string login)
    {
        var welcome = (await host.Engine.People.SignIn.Enter(login, KabinetHost.Password, new(null, null)))
            .ShouldBeOfType<SignInOutcome.Welcome>();
        return (await host.Engine.People.Recognise(host.Engine.Solution.Value, welcome.Token))!;
    }
}
