using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Kabinet.Engine.Outcomes;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

/// <summary>
/// The administrator's pages in the company of the tests: a keeper has every ability, a warden may only manage people, nobody else sees the
/// pages.
/// </summary>
public partial class AdministrationTests
{
    private const string Invite = "/admin/people/invite";
    private static readonly string[] Pages = ["/admin/people", Invite, "/admin/mail"];
    private static readonly string[] Commands = ["/admin/people", "/admin/people/1/roles", "/admin/people/1/password",
        "/admin/people/1/block", "/admin/people/1/unblock", "/admin/people/1/sessions/end"];

    [Fact]
    public async Task The_pages_and_their_commands_do_not_exist_without_the_ability()
    {
        await using var host = await KabinetHost.Start();
        var olga = await host.Admit("olga", "clerk");
        foreach (var role in new[] { "chief", "scribe" })
        {
            await host.Admit(role, role);
            using var browser = await host.SignIn(role);
            foreach (var page in Pages.Append($"/admin/people/{olga}"))
                (await browser.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{role} {page}");
            foreach (var command in Commands)
                (await browser.Post("/profile", command)).StatusCode.ShouldBe(HttpStatusCode.NotFound, $"{role} {command}");
            (await browser.GetStringAsync("/profile")).ShouldNotContain("/admin/");
        }
    }

    [Theory]
    [InlineData("Ру сский")]
    [InlineData("anna\u00A0smith")]
    [InlineData("anna\u2003smith")]
    public async Task A_login_with_a_blank_inside_is_refused(string login)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("keeper", "keeper");
        using var keeper = await host.SignIn("keeper");
        var refused = await keeper.Post(Invite, "/admin/people", ("_page", "admin_invite"), ("_block", "invitation-0"),
            ("name", "Анна"), ("login", login), ("roles", "clerk"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Text(refused)).ShouldContain("не может быть пробелов");
    }

    [Fact]
    public async Task A_guest_is_sent_to_sign_in()
    {
        await using var host = await KabinetHost.Start();
        using var guest = host.Browser();
        foreach (var page in Pages.Append("/admin/people/1"))
            (await guest.GetAsync(page)).Headers.Location!.ToString().ShouldStartWith("/sign-in");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_invited_person_signs_in_with_the_password_shown_once_and_the_letter_is_in_the_log(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("keeper", "keeper");
        using var keeper = await host.SignIn("keeper");
        var shown = await keeper.Post(Invite, "/admin/people", ("name", "Ольга Ёжикова"), ("email", "Olga@Example.org"),
            ("phone", "+7 912 345 67 89"), ("desk", "у окна"), ("roles", "clerk"), ("roles", "scribe"));
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        var password = PasswordOn(await Text(shown));
        using var olga = await host.SignIn("olga@example.org", password);
        (await olga.GetAsync("/tasks")).Headers.Location!.ToString().ShouldBe("/password");

        var list = await Text(await keeper.GetAsync("/admin/people?q=ёжик"));
        list.ShouldContain("Ольга Ёжикова");
        list.ShouldContain("Писарь");
        list.ShouldNotContain(password);
        var person = await Text(await keeper.GetAsync(await PersonHref(keeper, "ёжик")));
        person.ShouldContain("у окна");
        person.ShouldContain("tel:+79123456789");
        var log = await Text(await keeper.GetAsync("/admin/mail"));
        log.ShouldContain("olga@example.org");
        log.ShouldNotContain(password);
        (await Text(await keeper.GetAsync(LetterHref().Match(log).Value))).ShouldContain(password);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_form_sent_twice_at_the_same_moment_lets_in_one_person(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("keeper", "keeper");
        using var keeper = await host.SignIn("keeper");
        var token = await keeper.FormToken(Invite);
        KeyValuePair<string, string>[] form =
            [new("__RequestVerificationToken", token), new("_command", Guid.NewGuid().ToString()), new("_page", "admin_invite"),
                new("_block", "invitation-0"), new("name", "Один"), new("login", "one"), new("roles", "clerk")];
        var answers = await Task.WhenAll(Enumerable.Range(0, 2)
            .Select(_ => keeper.PostAsync("/admin/people", new FormUrlEncodedContent(form))));
        answers.Select(answer => answer.StatusCode).ShouldBe([HttpStatusCode.OK, HttpStatusCode.SeeOther], ignoreOrder: true);
        (await Text(await keeper.GetAsync(
            answers.Single(answer => answer.StatusCode == HttpStatusCode.SeeOther).Headers.Location!.ToString())))
            .ShouldContain("уже приглашён");
        Rows().Count(await Text(await keeper.GetAsync("/admin/people?q=Один"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_invitation_keeps_what_was_typed_and_says_what_is_wrong_at_its_field()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("keeper", "keeper");
        using var keeper = await host.SignIn("keeper");
        var refused = await keeper.Post(Invite, "/admin/people", ("_page", "admin_invite"), ("_block", "invitation-0"), ("name", ""),
            ("login", "keeper"), ("email", "не почта"), ("desk", "у двери"), ("roles", ""));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Text(refused);
        foreach (var field in new[] { "name", "email", "login", "roles" }) page.ShouldContain($"id=\"f-{field}-errors\"");
        page.ShouldContain("value=\"не почта\"");
        page.ShouldContain("value=\"у двери\"");
    }

    [Fact]
    public async Task Fields_of_the_solution_are_given_only_by_those_it_lets_make_people()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("warden", "warden");
        using var warden = await host.SignIn("warden");
        var page = await warden.GetStringAsync(Invite);
        page.ShouldNotContain("name=\"desk\"");
        page.ShouldNotContain("value=\"keeper\"");
        (await warden.Post(Invite, "/admin/people", ("name", "Ольга"), ("login", "olga"), ("desk", "чужой"),
            ("roles", "clerk"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var api = await Keeper(host);
        (await api.GetJson("/api/records/user?where=login%20=%20'olga'")).GetProperty("items")[0]
            .GetProperty("desk").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await warden.Post(Invite, "/admin/people", ("_page", "admin_invite"), ("_block", "invitation-0"), ("name", "Злая"),
            ("login", "evil"), ("roles", "keeper"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Roles_are_set_as_chosen_and_never_to_none()
    {
        await using var host = await KabinetHost.Start();
        var (olga, _) = (await host.Admit("olga", "clerk"), await host.Admit("keeper", "keeper"));
        using var keeper = await host.SignIn("keeper");
        var at = $"/admin/people/{olga}";
        (await keeper.Post(at, $"{at}/roles", ("roles", "scribe"), ("roles", "chief"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var api = await host.Api("olga");
        (await api.GetJson("/api/me")).GetProperty("roles").EnumerateArray().Select(role => role.GetProperty("key").GetString())
            .ShouldBe(["chief", "scribe"]);
        (await Account(keeper, olga, "roles")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Account(keeper, olga, "roles", ("roles", "worker"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Account(keeper, olga, "roles", ("roles", "ability_users"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var history = await Text(await keeper.GetAsync($"{at}?tab=history"));
        history.ShouldContain("Начальник");
        history.ShouldContain("Исполнитель");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Who_is_blocked_is_out_at_once_and_comes_back_when_unblocked(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var (olga, _) = (await host.Admit("olga", "clerk"), await host.Admit("keeper", "keeper"));
        using var keeper = await host.SignIn("keeper");
        using var browser = await host.SignIn("olga");
        (await Account(keeper, olga, "block")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetAsync("/tasks")).Headers.Location!.ToString().ShouldStartWith("/sign-in");
        (await host.Browser().Post("/sign-in", "/sign-in", ("login", "olga"), ("password", KabinetHost.Password))).StatusCode.ShouldNotBe(
            HttpStatusCode.SeeOther);
        (await Text(await keeper.GetAsync("/admin/people"))).ShouldNotContain($"/admin/people/{olga}");
        (await Text(await keeper.GetAsync("/admin/people?view=blocked"))).ShouldContain($"/admin/people/{olga}");
        (await Account(keeper, olga, "unblock")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetAsync("/tasks")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var again = await host.SignIn("olga");
        (await again.GetAsync("/tasks")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_reset_ends_every_session_and_the_new_password_is_shown_once()
    {
        await using var host = await KabinetHost.Start();
        var (olga, _) = (await host.Admit("olga", "clerk"), await host.Admit("keeper", "keeper"));
        using var keeper = await host.SignIn("keeper");
        using var browser = await host.SignIn("olga");
        var password = PasswordOn(await Text(await Account(keeper, olga, "password")));
        (await browser.GetAsync("/tasks")).Headers.Location!.ToString().ShouldStartWith("/sign-in");
        using var again = await host.SignIn("olga", password);
        var page = await Text(await keeper.GetAsync($"/admin/people/{olga}?tab=history"));
        page.ShouldContain("одноразовый пароль");
        page.ShouldNotContain(password);
        (await Account(keeper, olga, "sessions/end")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await again.GetAsync("/password")).Headers.Location!.ToString().ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task Nobody_reaches_above_himself_and_nobody_shuts_himself_out()
    {
        await using var host = await KabinetHost.Start();
        var (keeper, warden) = (await host.Admit("keeper", "keeper"), await host.Admit("warden", "warden"));
        using var browser = await host.SignIn("warden");
        (await browser.GetStringAsync($"/admin/people/{keeper}")).ShouldNotContain($"action=\"/admin/people/{keeper}");
        foreach (var command in new[] { "roles", "block", "sessions/end" })
            (await Account(browser, keeper, command, ("roles", "clerk"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, command);
        (await Account(browser, keeper, "password")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Account(browser, warden, "block")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (var command in new[] { "roles", "sessions/end" })
            (await Account(browser, warden, command, ("roles", "clerk"))).StatusCode.ShouldBe(HttpStatusCode.NotFound, command);
        using var api = await host.Api("warden");
        (await api.Send(HttpMethod.Patch, $"/api/records/user/{warden}", new { active = false })).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity);
        (await browser.GetAsync("/admin/people")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_who_shut_each_other_out_at_the_same_moment_one_remains(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var (first, second) = (await host.Admit("first", "warden"), await host.Admit("second", "warden"));
        var (byFirst, bySecond) = (await SignedInAs(host, "first"), await SignedInAs(host, "second"));
        var accounts = host.Engine.People.Accounts;
        var outcomes = await Task.WhenAll(Task.Run(async () => await accounts.SetActive(byFirst, second, false)),
            Task.Run(async () => await accounts.SetRoles(bySecond, first, ["clerk"])));
        outcomes.Count(outcome => outcome is Outcome.Done).ShouldBe(1);
        outcomes.OfType<Outcome.Invalid>().Single().Errors[""].Single().Key.ShouldBe("people.last_administrator");
    }

    [Fact]
    public async Task Whoever_stands_in_for_an_administrator_changes_no_account()
    {
        await using var host = await KabinetHost.Start();
        var (olga, other) = (await host.Admit("olga", "clerk"), await host.Admit("other", "warden"));
        await host.Admit("keeper", "keeper");
        using var keeper = await host.SignIn("keeper");
        (await keeper.Post("/profile", $"/impersonate/{other}")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await keeper.GetStringAsync($"/admin/people/{olga}")).ShouldNotContain($"action=\"/admin/people/{olga}");
        foreach (var command in new[] { "roles", "block", "password", "sessions/end" })
            (await Account(keeper, olga, command, ("roles", "scribe"))).StatusCode.ShouldBe(HttpStatusCode.NotFound, command);
        (await keeper.Post(Invite, "/admin/people", ("name", "Икс"), ("login", "x"), ("roles", "clerk"))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_letter_with_the_password_of_somebody_above_does_not_exist()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("keeper", "keeper");
        await host.Admit("warden", "warden");
        using var keeper = await host.SignIn("keeper");
        await keeper.Post(Invite, "/admin/people", ("name", "Старший"), ("email", "senior@example.org"), ("roles", "keeper"));
        await keeper.Post(Invite, "/admin/people", ("name", "Младший"), ("email", "junior@example.org"), ("roles", "clerk"));
        using var warden = await host.SignIn("warden");
        var log = await Text(await warden.GetAsync("/admin/mail"));
        log.ShouldContain("junior@example.org");
        log.ShouldNotContain("senior@example.org");
        var hidden = LetterHref().Matches(await Text(await keeper.GetAsync("/admin/mail"))).Select(match => match.Value)
            .Except(LetterHref().Matches(log).Select(match => match.Value)).Single();
        (await Text(await warden.GetAsync(hidden))).ShouldNotContain("senior@example.org");
    }

    [Fact]
    public async Task A_letter_of_an_older_version_is_only_for_who_has_nobody_above_him()
    {
        await using var host = await KabinetHost.Start();
        foreach (var role in new[] { "keeper", "warden" }) await host.Admit(role, role);
        var yesterday = host.Clock.GetUtcNow().AddDays(-1).ToUnixTimeMilliseconds();
        await host.Engine.Database.Write(transaction => transaction.Execute(
            new("insert into _mail (at, receiver, subject, body) values (@p0, 'old@example.org', 'Вход', 'Пароль')", yesterday), default));
        using var keeper = await host.SignIn("keeper");
        using var warden = await host.SignIn("warden");
        (await Text(await keeper.GetAsync("/admin/mail"))).ShouldContain("old@example.org");
        (await Text(await warden.GetAsync("/admin/mail"))).ShouldNotContain("old@example.org");
    }

    [Fact]
    public async Task The_list_is_searched_filtered_and_paged_by_its_address()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("keeper", "keeper");
        for (var i = 0; i < 55; i++) await host.Admit(string.Create(CultureInfo.InvariantCulture, $"clerk{i:00}"), "clerk");
        using var keeper = await host.SignIn("keeper");
        var first = await Text(await keeper.GetAsync("/admin/people?has-role=clerk"));
        Rows().Count(first).ShouldBe(50);
        var next = WebUtility.HtmlDecode(NextHref().Match(first).Groups["href"].Value);
        Rows().Count(await Text(await keeper.GetAsync(next))).ShouldBe(5);
        Rows().Count(await Text(await keeper.GetAsync("/admin/people?has-role=keeper"))).ShouldBe(1);
        Rows().Count(await Text(await keeper.GetAsync("/admin/people?q=clerk07"))).ShouldBe(1);
        Rows().Count(await Text(await keeper.GetAsync("/admin/people?has-role=keeper')%20or%20(1=1&view=blocked"))).ShouldBe(0);
    }

    private static Task<HttpResponseMessage> Account(HttpClient browser, long person, string command,
        params (string Name, string Value)[] values) =>
        browser.Post("/profile", $"/admin/people/{person}/{command}",
            [.. values, ("_page", "admin_person"), ("_block", "account-1"), ("_record", person.ToString(CultureInfo.InvariantCulture))]);

    private static async Task<HttpClient> Keeper(KabinetHost host)
    {
        await host.Admit("keeper", "keeper");
        return await host.Api("keeper");
    }

    private static async Task<Engine.People.SignedIn> SignedInAs(KabinetHost host, string login)
    {
        using var api = await host.Api(login);
        return (await host.Engine.People.Recognise(host.Engine.Solution.Value, api.DefaultRequestHeaders.Authorization!.Parameter!))!;
    }

    private static async Task<string> PersonHref(HttpClient browser, string sought) =>
        PersonLink().Match(await browser.GetStringAsync($"/admin/people?q={sought}")).Groups["href"].Value;

    private static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private static string PasswordOn(string page)
    {
        var found = OneTimePassword().Match(page);
        found.Success.ShouldBeTrue(page);
        return found.Groups["password"].Value;
    }

    [GeneratedRegex("class=\"one-time-password\">(?<password>[^<]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneTimePassword();

    [GeneratedRegex("<tr id=\"people-0-[0-9]+\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rows();

    [GeneratedRegex("class=\"row-link\" href=\"(?<href>/admin/people/[0-9]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PersonLink();

    [GeneratedRegex("href=\"(?<href>[^\"]*after=[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NextHref();

    [GeneratedRegex("/admin/mail\\?letter=[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LetterHref();
}
