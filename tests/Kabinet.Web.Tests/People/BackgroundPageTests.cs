using System.Net;
using Kabinet.Engine.Expressions;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

/// <summary>The page about the background work, and the worker that the site runs.</summary>
public class BackgroundPageTests
{
    private const string Page = "/admin/background";
    private const string GivenUp = """
        insert into _work (kind, subject, at, set_at, attempts, failed_at, error, reference)
        values ('mail', 999, @p0, @p0, 10, @p0, 'no <line>', 'ab12cd34')
        """;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_site_runs_the_worker_and_its_jobs_are_seen_to_run(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("keeper", "keeper");
        using var keeper = await host.SignIn("keeper");
        string page;
        do page = await Text(keeper);
        while (page.Contains("ещё не запускалось") && !TestContext.Current.CancellationToken.IsCancellationRequested);
        page.ShouldContain("Завершение забытых сеансов");
        page.ShouldContain("раз в 6 часов");
        page.ShouldContain("Всё доставлено");
        page.ShouldNotContain("Повторить</button>");
        page.ShouldContain("Запустить сейчас</button>");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_could_not_be_delivered_is_shown_with_its_reason_and_attempted_again_on_demand(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("keeper", "keeper");
        using var keeper = await host.SignIn("keeper");
        await host.Engine.Database.Write(transaction => transaction.Execute(new(GivenUp, host.Clock.GetUtcNow().UtcDateTime)));
        var id = (long)(await host.Engine.Database.Read(connection =>
            connection.Scalar(new("select id from _work where subject = 999"), DataType.Whole)))!;

        var page = await Text(keeper);
        page.ShouldContain("no <line>");
        page.ShouldContain("Номер в журнале: ab12cd34. Попыток: 10.");
        page.ShouldContain("Попытки прекращены");

        (await keeper.Post("/profile", $"{Page}/{id}/again")).Headers.Location!.ToString().ShouldBe(Page);
        (await Text(keeper)).ShouldNotContain("Попытки прекращены");
        (await keeper.Post("/profile", $"{Page}/999999/again")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await Text(keeper)).ShouldContain("Повторять уже нечего");
    }

    [Fact]
    public async Task Nobody_else_has_the_page_or_its_button()
    {
        await using var host = await KabinetHost.Start();
        await host.Admit("chief", "chief");
        using var chief = await host.SignIn("chief");
        (await chief.GetAsync(Page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await chief.Post("/profile", $"{Page}/1/again")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await chief.Post("/profile", $"{Page}/jobs/forget_runs/run")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Blocking_through_the_api_signs_out_at_once(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        var olga = await host.Admit("olga", "clerk");
        await host.Admit("keeper", "keeper");
        using var browser = await host.SignIn("olga");
        using var keeper = await host.Api("keeper");
        (await keeper.Send(HttpMethod.Patch, $"/api/records/user/{olga}", new { active = false })).Status.ShouldBe(HttpStatusCode.OK);
        (await keeper.Send(HttpMethod.Patch, $"/api/records/user/{olga}", new { active = true })).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/profile")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<string> Text(HttpClient browser) => WebUtility.HtmlDecode(await browser.GetStringAsync(Page));
}
