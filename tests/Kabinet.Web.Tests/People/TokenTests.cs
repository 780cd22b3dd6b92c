using System.Net;
using System.Text.RegularExpressions;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

public class TokenTests
{
    [Fact]
    public async Task A_token_speaks_for_its_person_until_it_is_revoked()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var browser = await host.SignIn("olga");
        var page = await (await browser.Post("/profile", "/profile/tokens", ("name", "Выгрузка"))).Content.ReadAsStringAsync();
        var token = Regex.Match(page, "kt_[A-Za-z0-9_-]{43}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        using var program = host.Browser();
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        (await program.GetJson("/api/me")).GetProperty("user").GetProperty("login").GetString().ShouldBe("olga");
        var id = (await host.Engine.People.Tokens.List((await host.Engine.People.Recognise(host.Engine.Solution.Value, token))!))
            .Single().Id;
        await browser.Post("/profile", $"/profile/tokens/{id}/revoke");
        (await program.Send(HttpMethod.Get, "/api/me")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_makes_no_token_and_nobody_revokes_anothers()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        await host.Admit("ivan", "clerk");
        using var browser = await host.SignIn("olga");
        var page = await (await browser.Post("/profile", "/profile/tokens", ("name", "Выгрузка"))).Content.ReadAsStringAsync();
        var token = Regex.Match(page, "kt_[A-Za-z0-9_-]{43}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        var byToken = (await host.Engine.People.Recognise(host.Engine.Solution.Value, token))!;
        (await host.Engine.People.Tokens.Create(byToken, "second")).Token.ShouldBeNull();
        var id = (await host.Engine.People.Tokens.List(byToken)).Single().Id;
        using var other = await host.SignIn("ivan");
        await other.Post("/profile", $"/profile/tokens/{id}/revoke");
        (await host.Engine.People.Recognise(host.Engine.Solution.Value, token)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("kt_")]
    [InlineData("ks_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("' or 1=1 --")]
    public async Task Nothing_else_opens_the_door(string token)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        (await host.Engine.People.Recognise(host.Engine.Solution.Value, token)).ShouldBeNull();
    }
}
