using System.Net;
using Kabinet.Engine.People;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

public class SecondFactorTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_code_of_the_program_is_asked_at_sign_in_and_opens_once(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        var (secret, _) = await TurnOn(host, "olga");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        using var browser = await host.SignIn("olga");
        (await browser.GetAsync("/tasks")).Headers.Location!.ToString().ShouldStartWith("/sign-in");
        var code = CodeOf(host, secret);
        (await browser.Post("/sign-in/code", "/sign-in/code", ("code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Post("/sign-in/code", "/sign-in/code", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetAsync("/tasks")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var thief = await host.SignIn("olga");
        (await thief.Post("/sign-in/code", "/sign-in/code", ("code", code))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_recovery_code_opens_once()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        var (_, codes) = await TurnOn(host, "olga");
        (await Pass(host, codes[0])).ShouldBeOfType<SignInOutcome.Welcome>();
        (await Pass(host, codes[0])).ShouldBeOfType<SignInOutcome.Refused>();
        (await Pass(host, codes[1].ToUpperInvariant())).ShouldBeOfType<SignInOutcome.Welcome>();
    }

    [Fact]
    public async Task So_many_sign_ins_wait_for_a_code_and_the_oldest_ends()
    {
        await using var host = await KabinetHost.Start(hashing: new QuickHashing());
        await host.Admit("olga", "clerk");
        var (secret, _) = await TurnOn(host, "olga");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var waiting = new List<string>();
        for (var i = 0; i < 21; i++)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            waiting.Add((await host.Engine.People.SignIn.Enter("olga", KabinetHost.Password, new("127.0.0.1", "test")))
                .ShouldBeOfType<SignInOutcome.FactorNeeded>().Token);
        }
        var code = CodeOf(host, secret);
        (await host.Engine.People.SecondFactor.Pass(waiting[0], code, new(null, null))).ShouldBeOfType<SignInOutcome.Refused>();
        (await host.Engine.People.SecondFactor.Pass(waiting[1], code, new(null, null))).ShouldBeOfType<SignInOutcome.Welcome>();
    }

    [Fact]
    public async Task Guessing_codes_brings_a_pause_that_a_new_sign_in_does_not_lift()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        var (secret, _) = await TurnOn(host, "olga");
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 5; i++) (await Pass(host, "000000")).ShouldBeOfType<SignInOutcome.Refused>();
        (await Pass(host, CodeOf(host, secret))).ShouldBeOfType<SignInOutcome.Refused>().Message.Key.ShouldBe("people.locked");
    }

    [Fact]
    public async Task The_picture_is_for_the_person_alone_and_only_until_confirmed()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var browser = await host.SignIn("olga");
        (await browser.GetAsync("/profile/second-factor/picture")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await browser.GetAsync("/profile/second-factor");
        var picture = await browser.GetAsync("/profile/second-factor/picture");
        picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        picture.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var guest = host.Browser();
        (await guest.GetAsync("/profile/second-factor/picture")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Programs_give_the_code_with_the_password()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        var (_, codes) = await TurnOn(host, "olga");
        using var program = host.Browser();
        var without = await program.Send(HttpMethod.Post, "/api/session", new { login = "olga", password = KabinetHost.Password });
        without.Body.GetProperty("code").GetString().ShouldBe("people.factor_needed");
        (await program.Send(HttpMethod.Post, "/api/session",
            new { login = "olga", password = KabinetHost.Password, code = codes[0] })).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<(string Secret, IReadOnlyList<string> Codes)> TurnOn(KabinetHost host, string login)
    {
        var welcome = (await host.Engine.People.SignIn.Enter(login, KabinetHost.Password, new(null, null)))
            .ShouldBeOfType<SignInOutcome.Welcome>();
        var me = (await host.Engine.People.Recognise(host.Engine.Solution.Value, welcome.Token))!;
        var secret = (await host.Engine.People.SecondFactor.Begin(me))!;
        var (codes, refused) = await host.Engine.People.SecondFactor.Confirm(me, CodeOf(host, secret));
        refused.ShouldBeNull();
        return (secret, codes!);
    }

    private static async Task<SignInOutcome> Pass(KabinetHost host, string code)
    {
        var pending = (await host.Engine.People.SignIn.Enter("olga", KabinetHost.Password, new(null, null)))
            .ShouldBeOfType<SignInOutcome.FactorNeeded>();
        return await host.Engine.People.SecondFactor.Pass(pending.Token, code, new(null, null));
    }

    private static string CodeOf(KabinetHost host, string secret) => Totp.CodeOf(secret, Totp.StepOf(host.Clock.GetUtcNow().UtcDateTime));
}
