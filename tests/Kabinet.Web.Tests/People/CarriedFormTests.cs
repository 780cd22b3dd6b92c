using System.Net;
using System.Text.RegularExpressions;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

/// <summary>Without scripts too, a form that came too late is not lost and is not sent by itself.</summary>
public partial class CarriedFormTests
{
    [Fact]
    public async Task A_step_sent_after_the_session_ended_waits_for_the_sign_in()
    {
        await using var host = await KabinetHost.Start("replanning", demo: true);
        var (browser, step) = await Asked(host, "supermanager");
        await EndSessions(host, "supermanager");
        var lost = await browser.PostAsync(step, Form(await Proof(browser), ("comment", "Какой этаж?"),
            ("_as", await IdOf(host, "supermanager"))));
        lost.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        lost.Headers.GetValues("Kabinet-Session").ShouldBe(["lost"]);
        var page = await lost.Content.ReadAsStringAsync();
        page.ShouldContain("Какой этаж?");

        var entered = await SignIn(browser, page, "supermanager");
        entered.ShouldContain("Какой этаж?");
        entered.ShouldNotContain("Это вводил другой человек");
        (await StatusOf(browser, step)).ShouldBe("Распределена");
        (await Send(browser, entered)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await StatusOf(browser, step)).ShouldBe("Уточнение данных");
    }

    [Fact]
    public async Task Another_person_who_signs_in_is_told_whose_text_it_is()
    {
        await using var host = await KabinetHost.Start("replanning", demo: true);
        var (browser, step) = await Asked(host, "supermanager");
        await EndSessions(host, "supermanager");
        var lost = await browser.PostAsync(step, Form(await Proof(browser), ("comment", "Чей вопрос?"),
            ("_as", await IdOf(host, "supermanager"))));
        var entered = await SignIn(browser, await lost.Content.ReadAsStringAsync(), "head");
        entered.ShouldContain("Это вводил другой человек");
        (await StatusOf(browser, step)).ShouldBe("Распределена");
    }

    [Fact]
    public async Task A_form_with_an_old_proof_is_shown_again_and_can_be_sent()
    {
        await using var host = await KabinetHost.Start("replanning", demo: true);
        var (browser, step) = await Asked(host, "supermanager");
        var stale = await browser.PostAsync(step, Form("old", ("comment", "Старая страница")));
        stale.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        stale.Headers.GetValues("Kabinet-Session").ShouldBe(["stale"]);
        var page = await stale.Content.ReadAsStringAsync();
        page.ShouldContain("Старая страница");
        (await Send(browser, page)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await StatusOf(browser, step)).ShouldBe("Уточнение данных");
    }

    [Theory]
    [InlineData("https://evil.example", null)]
    [InlineData(null, "cross-site")]
    [InlineData("null", null)]
    public async Task A_form_of_another_site_is_never_shown(string? origin, string? site)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "chief");
        using var browser = await host.SignIn("olga");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/do/task") { Content = Form("no", ("title", "Подброшено")) };
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        var answer = await browser.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Подброшено");
    }

    [Fact]
    public async Task A_secret_is_never_shown_again()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "chief");
        using var browser = await host.SignIn("olga");
        foreach (var address in new[] { "/password", "/profile/second-factor/off" })
            (await (await browser.PostAsync(address, Form("old", ("current", "very-secret"), ("password", "very-secret")))).Content
                .ReadAsStringAsync()).ShouldNotContain("very-secret");
        // The password that confirms a change travels in forms of every kind.
        foreach (var address in new[] { "/do/task", "/do/user", "/admin/people", "/profile/tokens", "/profile/confirm" })
            (await (await browser.PostAsync(address, Form("old", ("name", "Имя"), ("_password", "very-secret")))).Content
                .ReadAsStringAsync()).ShouldNotContain("very-secret");
    }

    [Fact]
    public async Task Without_a_proof_nothing_is_done_at_any_address()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("olga", "chief");
        using var browser = await host.SignIn("olga");
        (await browser.PostAsync("/do/task", Form("old", ("title", "Без доказательства"), ("_redraw", "1")))).StatusCode
            .ShouldBe(HttpStatusCode.BadRequest);
        (await (await host.Api("olga")).GetJson("/api/records/task")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    private static async Task<(HttpClient Browser, string Step)> Asked(KabinetHost host, string login)
    {
        var browser = await host.SignIn(login);
        var board = await browser.GetStringAsync("/board");
        var id = Record().Match(board[board.IndexOf("data-state=\"assigned\"", StringComparison.Ordinal)..]).Groups["id"].Value;
        id.ShouldNotBeEmpty();
        return (browser, $"/do/request/{id}/clarify");
    }

    private static async Task EndSessions(KabinetHost host, string login)
    {
        using var admin = await host.SignIn("admin");
        (await admin.Post("/profile", $"/admin/people/{await IdOf(host, login)}/sessions/end")).StatusCode
            .ShouldBe(HttpStatusCode.SeeOther);
    }

    private static async Task<string> IdOf(KabinetHost host, string login)
    {
        using var person = await host.Api(login);
        return (await person.GetJson("/api/me")).GetProperty("user").GetProperty("id").GetRawText();
    }

    private static Task<string> Proof(HttpClient browser) => browser.FormToken("/sign-in");

    private static async Task<string> SignIn(HttpClient browser, string page, string login)
    {
        var form = Hidden(page, "/sign-in");
        var answer = await browser.PostAsync("/sign-in", Form(null, [.. form, ("login", login), ("password", KabinetHost.Password)]));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Presses the main button of the page that carries a form.</summary>
    private static Task<HttpResponseMessage> Send(HttpClient browser, string page)
    {
        var action = Action().Match(page).Groups["to"].Value;
        return browser.PostAsync(WebUtility.HtmlDecode(action), Form(null, [.. Hidden(page, WebUtility.HtmlDecode(action))]));
    }

    private static async Task<string> StatusOf(HttpClient browser, string step)
    {
        var page = await browser.GetStringAsync($"/requests/{step.Split('/')[3]}");
        return WebUtility.HtmlDecode(Status().Match(page).Groups["name"].Value).Trim();
    }

    private static List<(string, string)> Hidden(string page, string action)
    {
        var form = page[page.IndexOf($"action=\"{action}\"", StringComparison.Ordinal)..];
        return [.. Input().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)])
            .Select(input => (WebUtility.HtmlDecode(input.Groups["name"].Value), WebUtility.HtmlDecode(input.Groups["value"].Value)))];
    }

    private static FormUrlEncodedContent Form(string? proof, params (string Name, string Value)[] values) =>
        new(values.Select(value => KeyValuePair.Create(value.Name, value.Value))
            .Concat(proof is null ? [] : [KeyValuePair.Create("__RequestVerificationToken", proof)]));

    [GeneratedRegex("href=\"/requests/(?<id>\\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Record();

    [GeneratedRegex("class=\"panel edit-page carried\" method=\"post\" action=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Input();

    [GeneratedRegex("class=\"record-status\">.*?<span[^>]*>(?<name>[^<]+)</span>",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Status();
}
