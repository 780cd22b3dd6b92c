using System.Net;
using Kabinet.Engine.People;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

/// <summary>Guessing is slowed down by account and address, and shuts nobody out who has been here before.</summary>
public class KnownBrowserTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task However_the_name_is_typed_the_failures_are_those_of_one_account(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        foreach (var typed in new[] { "olga\0", "\0olga", "ol\u200bga", "OLGA\u2060", "\uff4flga", " olga\t", "olga\ud800" })
        {
            host.Clock.Advance(TimeSpan.FromDays(2));
            for (var i = 0; i < 5; i++) await host.Engine.People.SignIn.Enter("olga", "wrong-password", At("192.0.2.1"));
            (await host.Engine.People.SignIn.Enter(typed, "wrong-password", At("192.0.2.1")))
                .ShouldBeOfType<SignInOutcome.Refused>().Wait.ShouldNotBeNull(typed);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task So_many_browsers_of_a_person_are_known_and_the_least_recently_used_is_forgotten(string database)
    {
        await using var host = await KabinetHost.Start(database: database, hashing: new QuickHashing());
        await host.Admit("olga", "clerk");
        var marks = new List<string>();
        for (var i = 0; i < 51; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            marks.Add((await host.Engine.People.SignIn.Enter("olga", KabinetHost.Password, At("192.0.2.1") with { KeepsMark = true }))
                .ShouldBeOfType<SignInOutcome.Welcome>().Mark.ShouldNotBeNull());
        }
        // The guesses of others hold up whoever is not known.
        await Fail(host, "olga", addresses: 12);
        (await From(marks[0])).ShouldBeOfType<SignInOutcome.Refused>().Wait.ShouldNotBeNull();
        (await From(marks[1])).ShouldBeOfType<SignInOutcome.Welcome>();

        async Task<SignInOutcome> From(string mark) => await host.Engine.People.SignIn.Enter("olga", KabinetHost.Password,
            At("192.0.2.1") with { KeepsMark = true, Mark = mark });
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_nul_in_a_form_makes_no_new_counter_and_no_error(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var browser = host.Browser();
        var (answers, token) = (new List<HttpStatusCode>(), await browser.FormToken("/sign-in"));
        for (var i = 0; i < 8; i++)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent("olga" + new string('\0', i)), "login" },
                { new StringContent("wrong-password"), "password" },
                { new StringContent(token), "__RequestVerificationToken" },
            };
            answers.Add((await browser.PostAsync("/sign-in", form)).StatusCode);
        }
        answers.ShouldNotContain(HttpStatusCode.InternalServerError);
        (await browser.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", "wrong-password"))).StatusCode
            .ShouldBeOneOf(HttpStatusCode.TooManyRequests, HttpStatusCode.UnprocessableEntity);
        answers.Count(answer => answer == HttpStatusCode.UnprocessableEntity).ShouldBeLessThanOrEqualTo(5);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_pause_is_a_429_that_says_when_to_come_again_for_people_and_programs(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var browser = host.Browser();
        for (var i = 0; i < 5; i++) await browser.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", "wrong-password"));
        var page = await browser.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", KabinetHost.Password));
        var api = await browser.PostAsync("/api/session",
            new StringContent("""{"login":"olga","password":"kabinet-demo"}""", System.Text.Encoding.UTF8, "application/json"));
        page.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        page.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 30);
        (await page.Content.ReadAsStringAsync()).ShouldContain("Подождите");
        api.StatusCode.ShouldBeOneOf(HttpStatusCode.TooManyRequests, HttpStatusCode.BadRequest);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Failures_of_others_hold_up_neither_a_known_browser_nor_an_open_session(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var known = await host.SignIn("olga");
        using var open = await host.SignIn("olga");
        await known.Post("/profile", "/sign-out");
        await Fail(host, "olga", addresses: 40);
        (await host.Engine.People.SignIn.Enter("olga", KabinetHost.Password, At("198.51.100.9")))
            .ShouldBeOfType<SignInOutcome.Refused>().Wait.ShouldNotBeNull();
        (await known.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", KabinetHost.Password))).StatusCode
            .ShouldBe(HttpStatusCode.SeeOther);
        (await open.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Five_failures_at_one_address_hold_up_no_other_address(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        for (var i = 0; i < 8; i++) await host.Engine.People.SignIn.Enter("olga", "wrong-password", At("192.0.2.1"));
        (await host.Engine.People.SignIn.Enter("olga", KabinetHost.Password, At("198.51.100.9"))).ShouldBeOfType<SignInOutcome.Welcome>();
    }

    [Fact]
    public async Task One_network_of_ipv6_is_one_address()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        for (var i = 1; i <= 5; i++) await host.Engine.People.SignIn.Enter("olga", "wrong-password", At($"2001:db8:1:2::{i}"));
        (await host.Engine.People.SignIn.Enter("olga", KabinetHost.Password, At("2001:db8:1:2::99")))
            .ShouldBeOfType<SignInOutcome.Refused>().Wait.ShouldNotBeNull();
        (await host.Engine.People.SignIn.Enter("olga", KabinetHost.Password, At("2001:db8:1:3::1")))
            .ShouldBeOfType<SignInOutcome.Welcome>();
    }

    [Fact]
    public async Task One_address_that_tries_many_accounts_is_slowed_down_and_its_own_account_does_not_help()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        for (var i = 0; i < 29; i++) await host.Engine.People.SignIn.Enter($"nobody{i}", "wrong-password", At("192.0.2.1"));
        (await host.Engine.People.SignIn.Enter("olga", KabinetHost.Password, At("192.0.2.1"))).ShouldBeOfType<SignInOutcome.Welcome>();
        await host.Engine.People.SignIn.Enter("nobody", "wrong-password", At("192.0.2.1"));
        (await host.Engine.People.SignIn.Enter("another", "wrong-password", At("192.0.2.1")))
            .ShouldBeOfType<SignInOutcome.Refused>().Wait.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_mark_of_one_person_or_of_nobody_helps_with_no_other_account()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        await host.Admit("thief", "clerk");
        using var thief = await host.SignIn("thief");
        await thief.Post("/profile", "/sign-out");
        await Fail(host, "olga", addresses: 40);
        (await thief.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", "wrong-password"))).StatusCode
            .ShouldBe(HttpStatusCode.TooManyRequests);
        using var forged = host.Browser();
        forged.DefaultRequestHeaders.Add("Cookie", "kabinet-browser=CfDJ8forged");
        (await forged.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.Engine.People.SignIn.Enter("olga", "wrong-password", At("203.0.113.5") with { Mark = "kb_forged", KeepsMark = true }))
            .ShouldBeOfType<SignInOutcome.Refused>().Wait.ShouldNotBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_known_browser_has_a_counter_of_its_own_and_is_forgotten_with_the_password(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("keeper", "keeper");
        using var known = await host.SignIn("olga");
        using var api = await host.Api("keeper");
        await known.Post("/profile", "/sign-out");
        for (var i = 0; i < 5; i++) await known.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", "wrong-password"));
        (await known.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", KabinetHost.Password))).StatusCode
            .ShouldBe(HttpStatusCode.TooManyRequests);
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        var (_, given) = await api.Send(HttpMethod.Post, $"/api/people/{olga}/password");
        await Fail(host, "olga", addresses: 40);
        (await known.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", given.GetProperty("password").GetString()!))).StatusCode
            .ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static Visitor At(string address) => new(address, "test");

    /// <summary>Somebody guesses from many addresses.</summary>
    private static async Task Fail(KabinetHost host, string login, int addresses)
    {
        for (var i = 0; i < addresses; i++) await host.Engine.People.SignIn.Enter(login, "wrong-password", At($"203.0.113.{i}"));
    }
}
