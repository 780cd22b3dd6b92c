using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Request;

public class ErrorBoundaryTests
{
    [Theory]
    [InlineData("/sign-in?return=%00", HttpStatusCode.BadRequest)]
    [InlineData("/api/records/task?q=%00", HttpStatusCode.BadRequest)]
    [InlineData("/api/nothing/here", HttpStatusCode.NotFound)]
    [InlineData("/api/records/task/99999999999999999999", HttpStatusCode.NotFound)]
    public async Task What_is_not_understood_is_said_in_words_and_never_fails(string address, HttpStatusCode status)
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        var answer = await chief.GetAsync(address);
        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).Length.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task When_the_database_stops_the_page_says_so_and_works_again_after_it_is_back()
    {
        await using var host = await KabinetHost.Start(database: Databases.Postgres);
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        await host.Lose();
        var page = await chief.GetAsync("/profile");
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldContain("<h1>База данных не отвечает</h1>");
        html.ShouldContain("http-equiv=\"refresh\"");
        ShouldBeOurs(html);
        (await chief.Send(HttpMethod.Get, "/api/me")).Body.GetProperty("status").GetInt32().ShouldBe(503);
        await host.Regain();
        (await chief.Send(HttpMethod.Get, "/api/me")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_answer_forbids_what_browsers_must_not_do()
    {
        await using var host = await KabinetHost.Start();
        using var guest = host.Browser();
        foreach (var address in new[] { "/sign-in", "/profile", "/api/me", "/nowhere" })
        {
            var answer = await guest.GetAsync(address);
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
            answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
            answer.Headers.Contains("Server").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task What_nobody_expected_is_a_page_with_a_number_to_tell_and_says_nothing_of_itself()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var browser = await host.SignIn("chief");
        using var chief = await host.Api("chief");
        await host.Engine.Database.Write(transaction => transaction.Execute(new("drop table deal")));
        var page = await browser.GetAsync("/deals?view=all");
        page.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var html = await page.Content.ReadAsStringAsync();
        html.ShouldContain("Что-то сломалось на нашей стороне");
        html.ShouldMatch("Номер ошибки: [0-9A-F]{10}");
        html.ShouldNotContain("no such table");
        ShouldBeOurs(html);
        html.ShouldContain("href=\"/deals?view=all\"", customMessage: "the way to try again");
        var (status, problem) = await chief.Send(HttpMethod.Get, "/api/records/deal");
        (status, problem.GetProperty("reference").GetString()!.Length).ShouldBe((HttpStatusCode.InternalServerError, 10));
        problem.ToString().ShouldNotContain("no such table");
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_to_wait()
    {
        await using var host = await KabinetHost.Start(requestsPerMinute: 1);
        using var browser = host.Browser();
        browser.DefaultRequestHeaders.Add("Cookie", "kabinet-language=en; kabinet-theme=dark");
        await browser.GetAsync("/sign-in");
        var page = await browser.GetAsync("/sign-in");
        page.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var html = await page.Content.ReadAsStringAsync();
        ShouldBeOurs(html);
        html.ShouldContain("<h1>Too many requests</h1><p>Wait a little</p>");
        html.ShouldContain("data-bs-theme=\"dark\"");
        (await browser.Send(HttpMethod.Get, "/api/records/task")).Body.GetProperty("code").GetString().ShouldBe("request.status_429");
    }

    [Fact]
    public async Task A_thing_that_is_not_there_leads_back_to_where_the_reader_was_and_nowhere_else()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var browser = await host.SignIn("chief");
        async Task<string> From(string referer)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/files/77/plan.pdf");
            request.Headers.Referrer = new(referer);
            var answer = await browser.SendAsync(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            return await answer.Content.ReadAsStringAsync();
        }
        var html = await From($"{host.Address}deals?view=all&q=%22%3E%3Cscript%3E");
        ShouldBeOurs(html);
        html.ShouldContain("href=\"/deals?view=all&amp;q=%22%3E%3Cscript%3E\"");
        (await From("http://elsewhere.example/deals")).ShouldNotContain("elsewhere");
    }

    [Fact]
    public async Task The_page_of_an_error_follows_the_same_rules_for_scripts_and_styles()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var browser = await host.SignIn("chief");
        var (ordinary, error) = (await browser.GetStringAsync("/profile"),
            await (await browser.GetAsync("/files/77/plan.pdf")).Content.ReadAsStringAsync());
        // Turbo compares the tracked assets and loads the address anew where they differ, which a form's address does not bear.
        Tracked(error).ShouldBe(Tracked(ordinary));
        error.ShouldNotMatch("<style|style=|<script>|onclick");
    }

    private static IEnumerable<string> Tracked(string html) =>
        System.Text.RegularExpressions.Regex.Matches(html, "<[^>]*data-turbo-track[^>]*>", System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)).Select(match => match.Value);

    private static void ShouldBeOurs(string html)
    {
        html.ShouldContain("class=\"panel error-card\"");
        html.ShouldContain("class=\"brand\"");
        html.ShouldContain("href=\"/\"");
        html.ShouldNotContain("Exception");
    }
}
