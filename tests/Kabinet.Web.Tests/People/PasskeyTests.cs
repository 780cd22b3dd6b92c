using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kabinet.Engine.People;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

/// <summary>Passkeys through the real doors, with a device whose answers are right but for what a test makes wrong.</summary>
public partial class PasskeyTests
{
    private static readonly string Said = Engine.Words.Texts.Say("people.wrong_passkey", "ru");

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_passkey_opens_a_whole_session_at_once_until_it_is_removed(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var browser = await SignIn(host, "olga");
        (await Add(browser, device, "Телефон")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetStringAsync("/profile")).ShouldContain("Телефон");

        using var other = Browser(host);
        var welcome = await Enter(other, device, "/tasks");
        welcome.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        welcome.Headers.Location!.ToString().ShouldBe("/tasks");
        (await other.GetAsync("/tasks")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var removed = await browser.Post("/profile", $"/profile/passkeys/{await Only(browser)}/remove");
        removed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var late = Browser(host);
        await IsRefused(await Enter(late, device));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Whoever_has_a_second_factor_needs_no_code_with_a_passkey(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var browser = await SignIn(host, "olga");
        await Add(browser, device);
        var me = await Me(host, "olga");
        var secret = (await host.Engine.People.SecondFactor.Begin(me))!;
        var code = Totp.CodeOf(secret, Totp.StepOf(host.Clock.GetUtcNow().UtcDateTime));
        (await host.Engine.People.SecondFactor.Confirm(me, code)).Refusal.ShouldBeNull();
        using var other = Browser(host);
        await Enter(other, device);
        (await other.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Adding_and_removing_need_a_password_typed_a_short_time_ago(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var second = new PasskeyDevice();
        using var browser = await SignIn(host, "olga");
        await Add(browser, device);
        var passkey = await Only(browser);
        host.Clock.Advance(TimeSpan.FromMinutes(8));
        // The challenge is given while the password is recent; the passkey comes in time, and the password is not recent any more.
        var begun = await Begin(browser, "/profile/passkeys/options");
        host.Clock.Advance(TimeSpan.FromMinutes(3));
        var answer = await browser.Post("/profile", "/profile/passkeys/options");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("people.confirm");
        var made = second.Make(begun.GetProperty("options"), browser.BaseAddress!);
        (await Post(browser, begun, made)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.Post("/profile", $"/profile/passkeys/{passkey}/remove")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Only(browser)).ShouldBe(passkey);
        (await browser.Post("/profile", $"/profile/passkeys/{passkey}/remove", ("_password", KabinetHost.Password))).StatusCode
            .ShouldBe(HttpStatusCode.SeeOther);
        (await Post(browser, begun, made)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_passkey_signs_in_and_confirms_nothing(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var browser = await SignIn(host, "olga");
        await Add(browser, device);
        using var other = Browser(host);
        await Enter(other, device);
        (await other.Post("/profile", "/profile/tokens", ("name", "Выгрузка"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.Post("/profile", "/profile/tokens", ("name", "Выгрузка"), ("_password", KabinetHost.Password))).StatusCode
            .ShouldBe(HttpStatusCode.OK);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_passkey_of_another_is_as_unknown_as_one_that_is_not_there(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        await host.Admit("ivan", "clerk");
        using var device = new PasskeyDevice();
        using var olga = await SignIn(host, "olga");
        using var ivan = await SignIn(host, "ivan");
        await Add(olga, device);
        var passkey = await Only(olga);
        foreach (var id in new[] { passkey, passkey + 1 })
            (await ivan.Post("/profile", $"/profile/passkeys/{id}/remove")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // Nor does anybody add the passkey of another as his own.
        (await Add(ivan, device)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Only(olga)).ShouldBe(passkey);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_blocked_person_is_refused_like_an_unknown_one_and_comes_in_again_when_unblocked(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var id = await host.Admit("olga", "clerk");
        await host.Admit("keeper", "keeper");
        using var device = new PasskeyDevice();
        using var unknown = new PasskeyDevice();
        using var browser = await SignIn(host, "olga");
        using var keeper = await SignIn(host, "keeper");
        await Add(browser, device);
        unknown.Make((await Begin(browser, "/profile/passkeys/options")).GetProperty("options"), browser.BaseAddress!);
        await keeper.Post("/profile", $"/admin/people/{id}/block");
        foreach (var tried in new[] { device, unknown })
        {
            using var blocked = Browser(host);
            await IsRefused(await Enter(blocked, tried));
        }
        await keeper.Post("/profile", $"/admin/people/{id}/unblock");
        using var again = Browser(host);
        (await Enter(again, device)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_answer_opens_one_session_however_many_ask_with_it_at_once(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var browser = await SignIn(host, "olga");
        await Add(browser, device);
        using var first = Browser(host);
        var begun = await Begin(first, "/sign-in/passkey");
        var signed = device.Sign(begun.GetProperty("options"), first.BaseAddress!);
        HttpClient[] thieves = [.. Enumerable.Range(0, 5).Select(_ => Browser(host))];
        var answers = await Task.WhenAll(thieves.Select(thief => Send(thief, begun, signed)));
        answers.Count(answer => answer.StatusCode == HttpStatusCode.SeeOther).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.SeeOther)) await IsRefused(refused);
        foreach (var thief in thieves) thief.Dispose();
    }

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("https://evil.example.org")]
    [InlineData("http://localhost")]
    [InlineData("http://sub.localhost")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task An_answer_from_a_page_of_another_site_is_refused(string origin)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var stranger = new PasskeyDevice { Origin = origin };
        using var browser = await SignIn(host, "olga");
        (await Add(browser, stranger)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await Add(browser, device);
        using var other = Browser(host);
        device.Origin = origin;
        await IsRefused(await Enter(other, device));
        device.Origin = null;
        (await Enter(other, device)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_page_in_a_frame_of_others_and_a_device_that_has_recognised_nobody_are_refused()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var blind = new PasskeyDevice { HasRecognised = false };
        using var browser = await SignIn(host, "olga");
        (await Add(browser, blind)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await Add(browser, device);
        using var other = Browser(host);
        device.HasRecognised = false;
        await IsRefused(await Enter(other, device));
        (device.HasRecognised, device.IsFramed) = (true, true);
        await IsRefused(await Enter(other, device));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_challenge_is_over_after_five_minutes_and_its_trace_is_forgotten(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var browser = await SignIn(host, "olga");
        await Add(browser, device);
        using var other = Browser(host);
        await Enter(other, device);
        using var late = Browser(host);
        var begun = await Begin(late, "/sign-in/passkey");
        var signed = device.Sign(begun.GetProperty("options"), late.BaseAddress!);
        host.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        await IsRefused(await Send(late, begun, signed));
        (await Count(host, "_challenge")).ShouldBe(1);
        await new PeoplePruning(host.Engine.Database, host.Clock).ForgetAttempts(CancellationToken.None);
        (await Count(host, "_challenge")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_new_one_time_password_removes_passkeys_and_a_password_of_ones_own_keeps_them(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var id = await host.Admit("olga", "clerk");
        await host.Admit("keeper", "keeper");
        using var device = new PasskeyDevice();
        using var browser = await SignIn(host, "olga");
        await Add(browser, device);
        (await browser.Post("/password", "/password", ("current", KabinetHost.Password), ("password", "another phrase"),
            ("repeat", "another phrase"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var kept = Browser(host);
        (await Enter(kept, device)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var keeper = await SignIn(host, "keeper");
        (await keeper.Post("/profile", $"/admin/people/{id}/password")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var gone = Browser(host);
        await IsRefused(await Enter(gone, device));
        (await Count(host, "_passkey")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_passkey_walks_around_no_one_time_password(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var browser = await SignIn(host, "olga");
        await Add(browser, device);
        await GiveOneTime(host, host.Clock.GetUtcNow().UtcDateTime.AddDays(1));
        using var waiting = Browser(host);
        (await Enter(waiting, device, "/tasks")).Headers.Location!.ToString().ShouldBe("/password");
        (await waiting.GetAsync("/tasks")).Headers.Location!.ToString().ShouldBe("/password");
        await GiveOneTime(host, host.Clock.GetUtcNow().UtcDateTime.AddDays(-1));
        using var late = Browser(host);
        await IsRefused(await Enter(late, device));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_device_that_counts_back_is_a_copy_and_is_refused(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice { Count = 7 };
        using var browser = await SignIn(host, "olga");
        await Add(browser, device);
        using var other = Browser(host);
        await IsRefused(await Enter(other, device));
        device.Count = 8;
        (await Enter(other, device)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"id\":")]
    [InlineData("\"text\"")]
    [InlineData("{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{}}")]
    [InlineData("{\"id\":\"$\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"e30\","
        + "\"attestationObject\":\"oA\",\"authenticatorData\":\"AA\",\"signature\":\"AA\",\"userHandle\":\"\"}}")]
    [InlineData("{\"id\":\"AA\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{\"clientDataJSON\":\"bnVsbA\","
        + "\"attestationObject\":\"_w\",\"authenticatorData\":\"AA\",\"signature\":\"AA\",\"userHandle\":\"AA\"}}")]
    public async Task Nonsense_is_refused_and_is_no_error_of_ours(string credential)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var browser = await SignIn(host, "olga");
        using var guest = Browser(host);
        var (adding, entering) = (await Begin(browser, "/profile/passkeys/options"), await Begin(guest, "/sign-in/passkey"));
        foreach (var sent in new[] { credential, new string('[', 20_000), credential + new string(' ', 900_000) })
        {
            (await Post(browser, adding, sent)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            await IsRefused(await Send(guest, entering, sent));
        }
    }

    [Fact]
    public async Task A_state_of_another_ceremony_or_made_by_others_and_a_foreign_algorithm_are_refused()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var foreign = new PasskeyDevice { Algorithm = -65535 };
        using var browser = await SignIn(host, "olga");
        (await Add(browser, foreign)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var adding = await Begin(browser, "/profile/passkeys/options");
        await Add(browser, device);
        using var guest = Browser(host);
        var entering = await Begin(guest, "/sign-in/passkey");
        var signed = device.Sign(entering.GetProperty("options"), guest.BaseAddress!);
        foreach (var state in new[] { adding.GetProperty("state").GetString()!, "CfDJ8forged", "" })
            await IsRefused(await guest.Post("/sign-in", "/sign-in/passkey", ("credential", signed), ("state", state)));
        (await Send(guest, entering, signed)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task A_challenge_for_one_person_adds_no_passkey_to_another()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        await host.Admit("ivan", "clerk");
        using var device = new PasskeyDevice();
        using var olga = await SignIn(host, "olga");
        using var ivan = await SignIn(host, "ivan");
        var begun = await Begin(ivan, "/profile/passkeys/options");
        (await Post(olga, begun, device.Make(begun.GetProperty("options"), olga.BaseAddress!))).StatusCode
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Neither_a_token_nor_whoever_stands_in_adds_or_removes_a_passkey()
    {
        await using var host = await KabinetHost.Start();
        var id = await host.Admit("olga", "clerk");
        await host.Admit("boss", "keeper");
        using var device = new PasskeyDevice();
        using var browser = await SignIn(host, "olga");
        await Add(browser, device);
        var passkey = await Only(browser);
        using var boss = await SignIn(host, "boss");
        (await boss.Post("/profile", $"/impersonate/{id}")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var page = await (await browser.Post("/profile", "/profile/tokens", ("name", "Выгрузка"))).Content.ReadAsStringAsync();
        using var program = Browser(host);
        program.DefaultRequestHeaders.Authorization = new("Bearer",
            Regex.Match(page, "kt_[A-Za-z0-9_-]{43}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value);
        foreach (var other in new[] { boss, program })
            foreach (var address in new[] { "/profile/passkeys", "/profile/passkeys/options", $"/profile/passkeys/{passkey}/remove" })
                (await other.Post("/profile", address, ("_password", KabinetHost.Password))).StatusCode
                    .ShouldBe(HttpStatusCode.UnprocessableEntity, address);
        (await Only(browser)).ShouldBe(passkey);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_person_has_at_most_twenty_passkeys_and_his_history_tells_of_each(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var id = await host.Admit("olga", "clerk");
        await host.Admit("keeper", "keeper");
        var me = await Me(host, "olga");
        (await host.Engine.People.Passkeys.Begin(me)).Refusal.ShouldBeNull();
        var added = await Task.WhenAll(Enumerable.Range(0, 22).Select(i => host.Engine.People.Passkeys
            .Add(me, $"Ключ {i}", new($"credential{i}", "key", 0, "", false, false)).AsTask()));
        added.Count(refused => refused is null).ShouldBe(20);
        added.OfType<Engine.Outcomes.Outcome.Invalid>().First().Errors["passkey"][0].Key.ShouldBe("people.too_many_passkeys");
        (await host.Engine.People.Passkeys.Begin(me)).Refusal!.Errors["passkey"][0].Key.ShouldBe("people.too_many_passkeys");
        await host.Engine.People.Passkeys.Remove(me, (await host.Engine.People.Passkeys.List(me))[0].Id);
        using var keeper = await host.Api("keeper");
        var kinds = (await keeper.GetJson($"/api/records/user/{id}/journal")).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("kind").GetString()!).ToList();
        kinds[0].ShouldBe("passkey_removed");
        kinds.Count(kind => kind == "passkey_added").ShouldBe(20);
    }

    [Fact]
    public async Task Trying_is_slowed_down_by_address_and_not_in_a_browser_where_somebody_has_signed_in()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice();
        using var known = await SignIn(host, "olga");
        await Add(known, device);
        await known.Post("/profile", "/sign-out");
        using var guesser = Browser(host);
        var token = await guesser.FormToken("/sign-in");
        HttpResponseMessage answer;
        var tries = 0;
        do answer = await guesser.PostAsync("/sign-in/passkey",
            new FormUrlEncodedContent([new("credential", "{}"), new("state", "x"), new("__RequestVerificationToken", token)]));
        while (answer.StatusCode == HttpStatusCode.UnprocessableEntity && ++tries < 100);
        tries.ShouldBe(30);
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await Enter(guesser, device)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await Enter(known, device)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Passkeys_belong_to_the_address_that_people_use_and_are_not_offered_elsewhere()
    {
        await using var host = await KabinetHost.Start(limits: ["--address", "https://кабинет.example.org"]);
        await host.Admit("olga", "clerk");
        using var device = new PasskeyDevice { Origin = "https://xn--80acmlhv0b.example.org" };
        using var browser = Browser(host);
        (await browser.GetStringAsync("/sign-in")).ShouldNotContain("/sign-in/passkey");
        (await browser.GetAsync("/sign-in/passkey")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        browser.DefaultRequestHeaders.Host = new Uri(device.Origin).Host;
        await browser.Post("/sign-in", "/sign-in", ("login", "olga"), ("password", KabinetHost.Password));
        (await Begin(browser, "/profile/passkeys/options")).GetProperty("options").GetProperty("rp").GetProperty("id").GetString()
            .ShouldBe(browser.DefaultRequestHeaders.Host);
        (await Add(browser, device)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var other = Browser(host);
        other.DefaultRequestHeaders.Host = browser.DefaultRequestHeaders.Host;
        device.Origin = "http://xn--80acmlhv0b.example.org";
        await IsRefused(await Enter(other, device));
        device.Origin = "https://xn--80acmlhv0b.example.org";
        (await Enter(other, device)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task An_address_in_numbers_offers_no_passkeys()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "clerk");
        using var guest = host.Browser();
        (await guest.GetStringAsync("/sign-in")).ShouldNotContain("/sign-in/passkey");
        (await guest.GetAsync("/sign-in/passkey")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var browser = await host.SignIn("olga");
        (await browser.GetStringAsync("/profile")).ShouldNotContain("data-controller=\"passkey\"");
    }

    [Fact]
    public async Task What_a_form_carries_goes_on_after_a_passkey()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("scribe", "scribe");
        using var device = new PasskeyDevice();
        using var browser = await SignIn(host, "scribe");
        await Add(browser, device);
        using var lost = await SignIn(host, "scribe");
        var token = await lost.FormToken("/profile");
        await host.Engine.People.Sessions.SignOutElsewhere(await Me(host, "scribe"));
        var page = await (await lost.PostAsync("/do/task", new FormUrlEncodedContent([new("title", "Потерянная смета"),
            new("__RequestVerificationToken", token)]))).Content.ReadAsStringAsync();
        var (carried, proof) = (Carried().Match(page).Groups["value"].Value, Proof().Match(page).Groups["value"].Value);
        var begun = await Begin(lost, "/sign-in/passkey");
        var answer = await lost.PostAsync("/sign-in/passkey", new FormUrlEncodedContent([new("carried", carried),
            new("credential", device.Sign(begun.GetProperty("options"), lost.BaseAddress!)),
            new("state", begun.GetProperty("state").GetString()), new("__RequestVerificationToken", proof)]));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Потерянная смета");
    }

    private static HttpClient Browser(KabinetHost host) => new(new SocketsHttpHandler { AllowAutoRedirect = false })
        { BaseAddress = new UriBuilder(host.Address) { Host = "localhost" }.Uri };

    private static async Task<HttpClient> SignIn(KabinetHost host, string login)
    {
        var browser = Browser(host);
        var answer = await browser.Post("/sign-in", "/sign-in", ("login", login), ("password", KabinetHost.Password));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, $"{login} cannot sign in");
        return browser;
    }

    private static async Task<HttpResponseMessage> Add(HttpClient browser, PasskeyDevice device, string name = "Телефон")
    {
        var begun = await Begin(browser, "/profile/passkeys/options");
        return await Post(browser, begun, device.Make(begun.GetProperty("options"), browser.BaseAddress!), name);
    }

    private static async Task<HttpResponseMessage> Enter(HttpClient browser, PasskeyDevice device, string back = "/")
    {
        var begun = await Begin(browser, "/sign-in/passkey");
        return await Send(browser, begun, device.Sign(begun.GetProperty("options"), browser.BaseAddress!), back);
    }

    private static async Task<JsonElement> Begin(HttpClient browser, string address)
    {
        var answer = address == "/sign-in/passkey" ? await browser.GetAsync(address) : await browser.Post("/profile", address);
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private static Task<HttpResponseMessage> Post(HttpClient browser, JsonElement begun, string credential, string name = "Телефон") =>
        browser.Post("/profile", "/profile/passkeys", ("credential", credential), ("state", begun.GetProperty("state").GetString()!),
            ("name", name));

    private static Task<HttpResponseMessage> Send(HttpClient browser, JsonElement begun, string credential, string back = "/") =>
        browser.Post("/sign-in", "/sign-in/passkey", ("credential", credential), ("state", begun.GetProperty("state").GetString()!),
            ("return", back));

    private static async Task IsRefused(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(Said);
        answer.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldNotContain(cookie => cookie.Contains("kabinet-session"));
    }

    private static async Task<long> Only(HttpClient browser) =>
        long.Parse(Removal().Matches(await browser.GetStringAsync("/profile")).ShouldHaveSingleItem().Groups["id"].Value,
            System.Globalization.CultureInfo.InvariantCulture);

    private static ValueTask<int> GiveOneTime(KabinetHost host, DateTime until) => host.Engine.Database.Write(transaction =>
        transaction.Execute(new("update _credential set one_time_until = @p0", until)));

    private static async Task<long> Count(KabinetHost host, string table) => (long)(await host.Engine.Database.Read(connection =>
        connection.Scalar(new($"select count(*) from {table}"), Engine.Expressions.DataType.Whole)))!;

    private static async Task<SignedIn> Me(KabinetHost host, string login) =>
        (await host.Engine.People.Recognise(host.Engine.Solution.Value,
            (await host.Engine.People.SignIn.Enter(login, KabinetHost.Password, new("127.0.0.1", "test")))
                .ShouldBeOfType<SignInOutcome.Welcome>().Token))!;

    [GeneratedRegex("/profile/passkeys/(?<id>[0-9]+)/remove", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Removal();

    [GeneratedRegex("name=\"carried\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Carried();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Proof();
}
