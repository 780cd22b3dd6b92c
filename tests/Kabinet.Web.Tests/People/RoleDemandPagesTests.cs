using System.Net;
using System.Text.RegularExpressions;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.People;

/// <summary>Nobody is let in as a partner without a company, and the page of the company invites with it filled in.</summary>
public class RoleDemandPagesTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_partner_is_invited_with_a_company_from_its_page_and_by_no_door_without(string database)
    {
        await using var host = await KabinetHost.Start("replanning", database);
        await host.Admit("admin", "admin");
        await host.Admit("manager", "manager");
        using var api = await host.Api("admin");
        var (status, partner) = await api.Send(HttpMethod.Post, "/api/records/partner", new { title = "Линия", level = "start" });
        status.ShouldBe(HttpStatusCode.Created, partner.ToString());
        var id = partner.GetProperty("id").GetInt64();

        var (refused, problem) = await api.Send(HttpMethod.Post, "/api/people", new { login = "olga", name = "Ольга", role = "partner" });
        refused.ShouldBe(HttpStatusCode.UnprocessableEntity);
        problem.GetProperty("errors").TryGetProperty("partner", out _).ShouldBeTrue(problem.ToString());
        (await api.Send(HttpMethod.Post, "/api/people", new { login = "olga", name = "Ольга", role = "partner", partner = id })).Status
            .ShouldBe(HttpStatusCode.Created);

        using var browser = await host.SignIn("admin");
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync($"/partners/{id}"));
        var link = Regex.Match(page, "href=\"(?<to>/admin/people/invite\\?[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Groups["to"].Value;
        link.ShouldContain($"partner={id}");
        var form = await browser.GetStringAsync(link);
        form.ShouldContain("Линия");
        (string, string)[] typed = [("_page", "admin_invite"), ("_block", "invitation-0"), ("name", "Анна"), ("login", "anna"),
            ("roles", "partner")];
        var again = await browser.Post(link, "/admin/people", typed);
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await again.Content.ReadAsStringAsync()).ShouldContain("f-partner-errors");
        (await browser.Post(link, "/admin/people", [.. typed, ("partner", $"{id}")])).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var manager = await host.SignIn("manager");
        (await manager.GetStringAsync($"/partners/{id}")).ShouldNotContain("/admin/people/invite");
    }
}
