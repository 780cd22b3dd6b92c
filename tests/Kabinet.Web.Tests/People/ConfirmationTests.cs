using System.Net;
using System.Text.RegularExpressions;
using Kabinet.Engine.People;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

/// <summary>What changes who somebody is needs a session and a password typed a short time ago, by whatever door it comes.</summary>
public class ConfirmationTests
{
    private static readonly (HttpMethod Method, string Address, object? Body)[] Changes =
    [
        (HttpMethod.Post, "/api/people", new { login = "evil", name = "Evil", role = "clerk" }),
        (HttpMethod.Post, "/api/people/{olga}/password", null),
        (HttpMethod.Put, "/api/people/{olga}/roles", new[] { "scribe" }),
        (HttpMethod.Patch, "/api/records/user/{olga}", new { login = "evil" }),
        (HttpMethod.Patch, "/api/records/user/{olga}", new { email = "evil@example.org" }),
        (HttpMethod.Patch, "/api/records/user/{olga}", new { active = false }),
        (HttpMethod.Post, "/api/records/user", new { login = "evil2", name = "Evil" }),
        (HttpMethod.Post, "/api/people/{keeper}/password", null),
        (HttpMethod.Post, "/api/me/password", new { current = "kabinet-demo", password = "another phrase" }),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_api_token_changes_nobody_not_even_its_owner(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var (olga, keeper) = (await host.Admit("olga", "clerk"), await host.Admit("keeper", "keeper"));
        using var program = await Program(host, "keeper");
        foreach (var (method, address, body) in Changes)
            (await program.Send(method, At(address, olga, keeper), body)).Status
                .ShouldBeOneOf([HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound], address);
        (await program.Send(HttpMethod.Post, "/api/session/confirm", new { password = KabinetHost.Password })).Status
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var form in new[] { "/profile/tokens", "/profile/second-factor", "/profile/second-factor/off", "/password",
            "/profile/sessions/end-others", $"/admin/people/{olga}/block", $"/admin/people/{olga}/password",
            $"/admin/people/{olga}/roles", $"/impersonate/{olga}" })
            (await program.PostAsync(form, new FormUrlEncodedContent([new("name", "x"), new("roles", "scribe"),
                new("_password", KabinetHost.Password), new("current", KabinetHost.Password), new("password", "another phrase"),
                new("repeat", "another phrase")]))).StatusCode
                .ShouldBeOneOf([HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound, HttpStatusCode.SeeOther], form);
        (await host.Engine.People.Tokens.List(await Me(host, "keeper"))).Count.ShouldBe(1);
        using var still = await host.SignIn("olga");
        (await still.GetJson("/api/me")).GetProperty("roles")[0].GetProperty("key").GetString().ShouldBe("clerk");
        (await program.Send(HttpMethod.Patch, $"/api/records/user/{olga}", new { desk = "у окна" })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_session_confirms_again_after_ten_minutes(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var (olga, keeper) = (await host.Admit("olga", "clerk"), await host.Admit("keeper", "keeper"));
        using var api = await host.Api("keeper");
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        foreach (var (method, address, body) in Changes.Where(change => change.Address != "/api/me/password"))
        {
            var (status, problem) = await api.Send(method, At(address, olga, keeper), body);
            status.ShouldBe(HttpStatusCode.UnprocessableEntity, address);
            problem.GetProperty("errors").TryGetProperty("_password", out _).ShouldBeTrue(address);
        }
        (await api.Send(HttpMethod.Post, "/api/session/confirm", new { password = "not-mine" })).Status
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await api.Send(HttpMethod.Post, "/api/session/confirm", new { password = KabinetHost.Password })).Status
            .ShouldBe(HttpStatusCode.NoContent);
        (await api.Send(HttpMethod.Put, $"/api/people/{olga}/roles", new[] { "scribe" })).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_form_asks_for_the_password_in_its_place_only_when_it_was_long_ago(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var (olga, _) = (await host.Admit("olga", "clerk"), await host.Admit("keeper", "keeper"));
        using var keeper = await host.SignIn("keeper");
        var at = $"/admin/people/{olga}";
        foreach (var page in new[] { at, "/admin/people/invite", "/profile", $"/edit/user/{olga}/login" })
            (await keeper.GetStringAsync(page)).ShouldNotContain("name=\"_password\"", customMessage: page);
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        foreach (var page in new[] { at, "/admin/people/invite", "/profile", $"/edit/user/{olga}/login" })
            (await keeper.GetStringAsync(page)).ShouldContain("name=\"_password\"", customMessage: page);
        (await keeper.GetStringAsync($"/edit/user/{olga}/name")).ShouldNotContain("name=\"_password\"");
        (string, string)[] form = [("_page", "admin_person"), ("_block", "account-0"), ("_record", $"{olga}"), ("roles", "scribe")];
        (await keeper.Post(at, $"{at}/roles", form)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await keeper.Post(at, $"{at}/roles", [.. form, ("_password", "not-mine")])).StatusCode
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await keeper.Post(at, $"{at}/roles", [.. form, ("_password", KabinetHost.Password)])).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await keeper.GetStringAsync(at)).ShouldNotContain("name=\"_password\"");
    }

    [Fact]
    public async Task Guessing_the_password_in_an_open_session_is_slowed_down_in_that_session_alone()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var stolen = await host.Api("olga");
        using var own = await host.Api("olga");
        host.Clock.Advance(TimeSpan.FromMinutes(11));
        for (var i = 0; i < 5; i++) await stolen.Send(HttpMethod.Post, "/api/session/confirm", new { password = "guess" });
        (await stolen.Send(HttpMethod.Post, "/api/session/confirm", new { password = KabinetHost.Password })).Status
            .ShouldBe(HttpStatusCode.TooManyRequests);
        (await own.Send(HttpMethod.Post, "/api/session/confirm", new { password = KabinetHost.Password })).Status
            .ShouldBe(HttpStatusCode.NoContent);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Tokens_die_with_the_password_with_a_reset_and_with_blocking(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("keeper", "keeper");
        using var keeper = await host.Api("keeper");
        foreach (var (login, end) in new (string, Func<long, Task>)[]
        {
            ("anna", async _ =>
            {
                using var own = await host.Api("anna");
                (await own.Send(HttpMethod.Post, "/api/me/password", new { current = KabinetHost.Password, password = "another phrase" }))
                    .Status.ShouldBe(HttpStatusCode.NoContent);
            }),
            ("boris", id => keeper.Send(HttpMethod.Post, $"/api/people/{id}/password")),
            ("vera", async id =>
            {
                await keeper.Send(HttpMethod.Patch, $"/api/records/user/{id}", new { active = false });
                await keeper.Send(HttpMethod.Patch, $"/api/records/user/{id}", new { active = true });
            }),
        })
        {
            var id = await host.Admit(login, "clerk");
            using var program = await Program(host, login);
            (await program.Send(HttpMethod.Get, "/api/me")).Status.ShouldBe(HttpStatusCode.OK);
            await end(id);
            (await program.Send(HttpMethod.Get, "/api/me")).Status.ShouldBe(HttpStatusCode.Unauthorized, login);
        }
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_history_tells_those_who_manage_people_about_tokens_factor_and_password_and_nobody_else(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("keeper", "keeper");
        await host.Admit("scribe", "scribe");
        var me = await Me(host, "olga");
        var people = host.Engine.People;
        await people.Tokens.Create(me, "Выгрузка");
        await people.Tokens.Revoke(me, (await people.Tokens.List(me)).Single().Id);
        var secret = (await people.SecondFactor.Begin(me))!;
        var code = Totp.CodeOf(secret, Totp.StepOf(host.Clock.GetUtcNow().UtcDateTime));
        (await people.SecondFactor.Confirm(me, code)).Refusal.ShouldBeNull();
        (await people.SecondFactor.TurnOff(me)).ShouldBeNull();
        (await people.Passwords.Change(me, KabinetHost.Password, "another phrase")).ShouldBeNull();
        (await Kinds(host, "keeper", olga)).Take(5)
            .ShouldBe(["passwordchanged", "factorturnedoff", "factorturnedon", "tokenrevoked", "tokenmade"]);
        (await Kinds(host, "scribe", olga)).ShouldNotContain(kind => kind.Contains("token") || kind.Contains("factor")
            || kind.Contains("password"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_stands_in_changes_nobody_ends_no_session_and_reads_no_notice(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var olga = await host.Admit("olga", "keeper");
        await host.Admit("boss", "keeper");
        using var own = await host.SignIn("olga");
        using var browser = await host.SignIn("boss");
        (await browser.Post("/profile", $"/impersonate/{olga}")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.Post("/profile", "/profile/sessions/end-others")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Post("/profile", "/profile/confirm", ("_password", KabinetHost.Password))).StatusCode
            .ShouldBeOneOf(HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity);
        (await browser.Post("/profile", "/profile", ("name", "Другая"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Post("/profile", "/admin/people", ("name", "x"), ("login", "evil"), ("roles", "clerk"))).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetStringAsync("/profile")).ShouldNotContain("/profile/tokens");
        (await own.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_person_has_at_most_a_hundred_sessions_and_fifty_tokens()
    {
        await using var host = await KabinetHost.Start(hashing: new QuickHashing());
        await host.Admit("olga", "clerk");
        for (var i = 0; i < 103; i++) (await Enter(host, "olga")).ShouldBeOfType<SignInOutcome.Welcome>();
        var me = await Me(host, "olga");
        (await host.Engine.People.Sessions.List(me)).Count.ShouldBe(100);
        var made = await Task.WhenAll(Enumerable.Range(0, 52).Select(i => host.Engine.People.Tokens.Create(me, $"{i}").AsTask()));
        made.Count(each => each.Token is not null).ShouldBe(50);
        made.Count(each => each.Refusal is not null).ShouldBe(2);
    }

    private static string At(string address, long olga, long keeper) =>
        address.Replace("{olga}", $"{olga}", StringComparison.Ordinal).Replace("{keeper}", $"{keeper}", StringComparison.Ordinal);

    private static async Task<IEnumerable<string>> Kinds(KabinetHost host, string reader, long person)
    {
        using var api = await host.Api(reader);
        var journal = await api.GetJson($"/api/records/user/{person}/journal");
        return [.. journal.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("kind").GetString()!.Replace("_", "", StringComparison.Ordinal))];
    }

    private static async Task<HttpClient> Program(KabinetHost host, string login)
    {
        using var browser = await host.SignIn(login);
        var page = await (await browser.Post("/profile", "/profile/tokens", ("name", "Выгрузка"))).Content.ReadAsStringAsync();
        var token = Regex.Match(page, "kt_[A-Za-z0-9_-]{43}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        token.ShouldNotBeEmpty();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        var program = new HttpClient(handler) { BaseAddress = host.Address };
        program.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return program;
    }

    private static ValueTask<SignInOutcome> Enter(KabinetHost host, string login) =>
        host.Engine.People.SignIn.Enter(login, KabinetHost.Password, new("127.0.0.1", "test"));

    private static async Task<SignedIn> Me(KabinetHost host, string login) =>
        (await host.Engine.People.Recognise(host.Engine.Solution.Value,
            (await Enter(host, login)).ShouldBeOfType<SignInOutcome.Welcome>().Token))!;
}
