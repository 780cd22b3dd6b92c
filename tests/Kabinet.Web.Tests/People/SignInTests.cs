using System.Net;
using Kabinet.Engine.People;
using Kabinet.Web.Request;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

public class SignInTests
{
    private static readonly Visitor Somebody = new("127.0.0.1", "test");

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_person_signs_in_sees_his_cabinet_and_signs_out(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var browser = await host.SignIn("olga");
        (await browser.GetAsync("/tasks")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.Post("/profile", "/sign-out")).Headers.Location!.ToString().ShouldBe("/sign-in");
        (await browser.GetAsync("/profile")).Headers.Location!.ToString().ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task The_cookie_is_for_no_script_and_for_no_other_site()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var browser = host.Browser();
        var answer = await browser.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", KabinetHost.Password));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("kabinet-session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
    }

    [Theory]
    [InlineData("OLGA ")]
    [InlineData("olga")]
    public async Task The_login_is_taken_in_any_letter_case(string typed)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        (await host.Engine.People.SignIn.Enter(typed, KabinetHost.Password, Somebody)).ShouldBeOfType<SignInOutcome.Welcome>();
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_login_look_alike()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var client = host.Browser();
        var wrong = await client.Send(HttpMethod.Post, "/api/session", new { login = "olga", password = "not-this-one" });
        var unknown = await client.Send(HttpMethod.Post, "/api/session", new { login = "nobody", password = "not-this-one" });
        wrong.Status.ShouldBe(HttpStatusCode.Unauthorized);
        unknown.Body.ToString().ShouldBe(wrong.Body.ToString());
    }

    [Fact]
    public async Task An_unknown_login_costs_as_much_hashing_as_a_known_one()
    {
        var hashing = new WatchedHashing();
        await using var host = await KabinetHost.Start(hashing: hashing);
        await host.Admit("olga", "clerk");
        hashing.Verified.Clear();
        await Refusal(host, "olga", "wrong-password");
        await Refusal(host, "nobody", "wrong-password");
        var (known, unknown) = (hashing.Verified[0], hashing.Verified[1]);
        hashing.Verified.Count.ShouldBe(2);
        unknown.ShouldNotBe(known);
        Costs(unknown).ShouldBe(Costs(known));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Five_failures_bring_a_pause_even_for_the_right_password_and_even_for_nobody(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        foreach (var login in new[] { "olga", "nobody" })
        {
            for (var i = 0; i < 5; i++) (await Refusal(host, login, "wrong-password")).ShouldBe("people.wrong_password");
            (await Refusal(host, login, KabinetHost.Password)).ShouldBe("people.locked");
        }
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        (await host.Engine.People.SignIn.Enter("olga", KabinetHost.Password, Somebody)).ShouldBeOfType<SignInOutcome.Welcome>();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Forty_guesses_at_once_get_five_answers(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => Refusal(host, "olga", "wrong-password"))));
        answers.Count(answer => answer == "people.wrong_password").ShouldBe(5);
    }

    [Fact]
    public async Task The_pause_grows()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        for (var i = 0; i < 5; i++) await Refusal(host, "olga", "wrong-password");
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        (await Refusal(host, "olga", "wrong-password")).ShouldBe("people.wrong_password");
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        (await Refusal(host, "olga", "wrong-password")).ShouldBe("people.locked");
    }

    [Fact]
    public async Task Somebody_blocked_is_out_at_once()
    {
        await using var host = await KabinetHost.Start();
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("boss", "keeper");
        using var browser = await host.SignIn("olga");
        using var boss = await host.Api("boss");
        (await boss.Send(HttpMethod.Patch, $"/api/records/user/{olga}", new { active = false })).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Refusal(host, "olga", KabinetHost.Password)).ShouldBe("people.wrong_password");
    }

    [Fact]
    public async Task A_session_left_alone_for_a_month_is_over()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var browser = await host.SignIn("olga");
        host.Clock.Advance(TimeSpan.FromDays(29));
        (await browser.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromDays(31));
        (await browser.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/tasks?view=all", "/tasks?view=all")]
    public async Task Sign_in_leads_back_only_inside_the_site(string address, string expected)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var browser = host.Browser();
        var answer = await browser.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", KabinetHost.Password), ("return", address));
        answer.Headers.Location!.ToString().ShouldBe(expected);
    }

    private static async Task<string> Refusal(KabinetHost host, string login, string password) =>
        (await host.Engine.People.SignIn.Enter(login, password, Somebody)).ShouldBeOfType<SignInOutcome.Refused>().Message.Key;

    /// <summary>What stands before the salt: the algorithm and how often it is repeated.</summary>
    private static string Costs(string hash) => Convert.ToHexString(Convert.FromBase64String(hash)[..13]);

    /// <summary>The real hashing, and which hashes it was asked about.</summary>
    private sealed class WatchedHashing : IPasswordHashing
    {
        private readonly IdentityHashing real = new();

        public List<string> Verified { get; } = [];

        public string Hash(string password) => real.Hash(password);

        public bool Verify(string hash, string password)
        {
            Verified.Add(hash);
            return real.Verify(hash, password);
        }
    }
}
