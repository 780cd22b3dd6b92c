using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

/// <summary>A price with what it is made up of.</summary>
public sealed class WorkingTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_price_stands_under_its_working_and_one_set_by_hand_is_told_to_differ(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var api = await host.Api("supermanager");
        var id = await Priced(api);
        var page = await Page(host, "supermanager", $"/requests/{id}");
        Rows(page).ShouldBe(["Услуги", "Надбавки", "Скидка партнёра"]);
        page.QuerySelector(".working-warning").ShouldBeNull();

        var record = await api.GetJson($"/api/records/request/{id}");
        var (price, version) = (record.GetProperty("price").GetDecimal(), record.GetProperty("_version").GetInt32());
        await api.Send(HttpMethod.Patch, $"/api/records/request/{id}", new { price = price + 5000, _version = version });
        page = await Page(host, "supermanager", $"/requests/{id}");
        page.QuerySelector(".working-warning")!.TextContent.ShouldBe("На 5\u202f000\u00a0₽ больше расчёта");
        Rows(page).Last().ShouldBe("По расчёту");
    }

    [Fact]
    public async Task The_dialog_of_an_offer_shows_the_price_with_its_working()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var api = await host.Api("supermanager");
        var id = await Priced(api);
        var dialog = await Page(host, "supermanager", $"/do/request/{id}/offer");
        dialog.QuerySelector(".dialog-facts")!.TextContent.ShouldContain("Стоимость");
        Rows(dialog).ShouldContain("Скидка партнёра");
    }

    [Fact]
    public async Task Whoever_does_not_see_a_part_sees_no_working()
    {
        using var solution = new ChangedSolution("replanning",
            (Path.Combine("entities", "request.yaml"), "hide: [engineer, task,",
            "hide: [discount, engineer, task,"));
        await using var host = await KabinetHost.Start(solution.Folder, demo: true);
        using var api = await host.Api("supermanager");
        var id = await Priced(api);
        using var head = await host.Api("head");
        var record = await head.GetJson($"/api/records/request?where={Uri.EscapeDataString($"id = {id}")}&fields=contact.login&limit=1");
        var partner = record.GetProperty("items")[0].GetProperty("contact.login").GetString()!;
        Rows(await Page(host, partner, $"/requests/{id}")).ShouldBeEmpty();
        Rows(await Page(host, "supermanager", $"/requests/{id}")).ShouldNotBeEmpty();
    }

    /// <summary>A request in pricing of a partner with a discount, with an addition, priced by the step.</summary>
    private static async Task<long> Priced(HttpClient api)
    {
        var where = Uri.EscapeDataString("status = 'calculation' and partner.discount > 0");
        var found = (await api.GetJson($"/api/records/request?where={where}&fields=number&limit=1")).GetProperty("items")[0];
        var id = found.GetProperty("id").GetInt64();
        var version = (await api.GetJson($"/api/records/request/{id}")).GetProperty("_version").GetInt32();
        await api.Send(HttpMethod.Patch, $"/api/records/request/{id}", new { wet_zones = 1, _version = version });
        var (status, body) = await api.Send(HttpMethod.Post, $"/api/records/request/{id}/calculate", new { });
        ((int)status).ShouldBeLessThan(300, body.ToString());
        return id;
    }

    private static string[] Rows(IHtmlDocument page) => [.. page.QuerySelectorAll(".working-row dt").Select(row => row.TextContent)];

    private static async Task<IHtmlDocument> Page(KabinetHost host, string login, string address)
    {
        using var browser = await host.SignIn(login);
        return new HtmlParser().ParseDocument(await browser.GetStringAsync(address));
    }
}
