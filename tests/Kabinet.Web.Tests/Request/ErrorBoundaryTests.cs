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
        (await page.Content.ReadAsStringAsync()).ShouldContain("База данных не отвечает");
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
}
