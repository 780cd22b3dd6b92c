using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

public class ImpersonationTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_chief_sees_a_clerks_cabinet_and_comes_back_to_his_own(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("chief", "chief");
        using var browser = await host.SignIn("chief");
        (await browser.Post("/profile", $"/impersonate/{olga}")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var me = await browser.GetJson("/api/me");
        me.GetProperty("user").GetProperty("login").GetString().ShouldBe("olga");
        me.GetProperty("impersonator").GetString().ShouldBe("chief");
        (await browser.Post("/profile", "/impersonate/end")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetJson("/api/me")).GetProperty("user").GetProperty("login").GetString().ShouldBe("chief");
    }

    [Fact]
    public async Task Nobody_reaches_abilities_he_lacks_himself_or_without_the_ability()
    {
        await using var host = await KabinetHost.Start();
        var (keeper, chief, olga) = (await host.Admit("keeper", "keeper"), await host.Admit("chief", "chief"),
            await host.Admit("olga", "clerk"));
        using var asChief = await host.SignIn("chief");
        (await asChief.Post("/profile", $"/impersonate/{keeper}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await asChief.Post("/profile", $"/impersonate/{chief}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await asChief.Post("/profile", "/impersonate/999999")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var asOlga = await host.SignIn("olga");
        (await asOlga.Post("/profile", $"/impersonate/{chief}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var asKeeper = await host.SignIn("keeper");
        (await asKeeper.Post("/profile", $"/impersonate/{chief}")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await asKeeper.Post("/profile", $"/impersonate/{olga}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Whoever_stands_in_touches_no_password_no_factor_and_no_token()
    {
        await using var host = await KabinetHost.Start();
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("chief", "chief");
        using var browser = await host.SignIn("chief");
        await browser.Post("/profile", $"/impersonate/{olga}");
        (await browser.Post("/password", "/password", ("current", KabinetHost.Password), ("password", "another phrase"),
            ("repeat", "another phrase"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Post("/profile", "/profile/tokens", ("name", "mine"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.GetAsync("/profile/second-factor")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task It_ends_with_the_session_it_was_begun_from()
    {
        await using var host = await KabinetHost.Start();
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("chief", "chief");
        using var browser = await host.SignIn("chief");
        await browser.Post("/profile", $"/impersonate/{olga}");
        using var elsewhere = await host.SignIn("chief");
        await elsewhere.Post("/profile", "/profile/sessions/end-others");
        (await browser.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task It_is_written_into_the_history_of_the_person()
    {
        await using var host = await KabinetHost.Start();
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("keeper", "keeper");
        using var browser = await host.SignIn("keeper");
        await browser.Post("/profile", $"/impersonate/{olga}");
        await browser.Post("/profile", "/impersonate/end");
        var journal = await browser.GetJson($"/api/records/user/{olga}/journal");
        journal.GetProperty("items")[0].GetProperty("kind").GetString().ShouldBe("impersonated");
    }
}
