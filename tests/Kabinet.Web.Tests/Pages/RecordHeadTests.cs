using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

/// <summary>What a record and the home page open with: the words that matter now, and the way to what a step lacks.</summary>
public sealed class RecordHeadTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_reason_of_a_rework_opens_the_record_for_its_audience_only(string database)
    {
        var host = await hosts.Of("replanning", database);
        var (id, reason) = (await Request(host, "rework"), "Нет узла 4 на листе АР-2");
        await Step(host, id, "cancel", "Клиент передумал");
        id = await Request(host, "review");
        await Step(host, id, "rework", reason);
        var engineer = await EngineerOf(host, id);
        var callout = (await Page(host, engineer, $"/tasks/{id}")).QuerySelector(".callout")!;
        callout.TextContent.ShouldContain("Что исправить");
        callout.TextContent.ShouldContain(reason);
        (await Page(host, "supermanager", $"/requests/{id}")).QuerySelector(".callout blockquote")!.TextContent.ShouldBe(reason);
        var partner = await Page(host, await PartnerOf(host, id), $"/requests/{id}");
        partner.QuerySelector(".record").ShouldNotBeNull();
        partner.QuerySelector(".callout").ShouldBeNull();
        partner.Body!.TextContent.ShouldNotContain("АР-2");
    }

    [Fact]
    public async Task A_question_is_told_while_it_waits_and_no_longer_than_that()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        var id = await Request(host, "assigned");
        await Step(host, id, "clarify", "Какая высота потолка?");
        var partner = await PartnerOf(host, id);
        (await Page(host, partner, $"/requests/{id}")).QuerySelector(".callout")!.TextContent.ShouldContain("Какая высота потолка?");
        await Step(host, id, "answer", "Два семьдесят", partner);
        (await Page(host, partner, $"/requests/{id}")).QuerySelector(".callout")!.TextContent.ShouldContain("Два семьдесят");
        await Step(host, id, "take", null);
        (await Page(host, partner, $"/requests/{id}")).QuerySelector(".callout").ShouldBeNull();
    }

    [Fact]
    public async Task Aside_of_the_way_a_record_keeps_the_stages_that_it_reached_and_says_where_it_goes_back()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        var id = await Request(host, "in_work");
        await Step(host, id, "pause", "Собственник в отъезде");
        var page = await Page(host, "supermanager", $"/requests/{id}");
        Places(page, "passed")
            .ShouldBe(["Черновик", "Новая", "Распределена", "Расчёт стоимости", "Ожидает оплаты", "В очереди", "В работе"]);
        page.QuerySelector(".life-aside")!.TextContent.Trim().ShouldBe("Приостановлена");
        page.QuerySelector(".record-actions .btn-primary")!.TextContent.Trim().ShouldBe("Возобновить: В работе");
        page.QuerySelector(".callout")!.TextContent.ShouldContain("Собственник в отъезде");
        var home = await Page(host, "supermanager", "/today");
        home.QuerySelectorAll(".waiting-line .btn").Select(button => button.TextContent.Trim()).ShouldContain("Возобновить: В работе");
        await Step(host, id, "cancel", "Не вернулся");
        Places(await Page(host, "supermanager", $"/requests/{id}"), "passed").Last().ShouldBe("В работе");
    }

    [Fact]
    public async Task A_step_that_lacks_a_step_offers_it_on_the_home_page()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        var id = await Request(host, "calculation");
        var line = Line(await Page(host, await ManagerOf(host, id), "/today"), id);
        line.QuerySelector(".reason-text")!.TextContent.ShouldBe("Рассчитайте стоимость");
        line.QuerySelector("form")!.GetAttribute("action").ShouldBe($"/do/request/{id}/calculate");
    }

    [Fact]
    public async Task What_blocks_a_step_leads_to_the_files_the_rows_and_the_fields_that_it_lacks()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var partner = await host.Api("partner");
        var (_, made) = await partner.Send(HttpMethod.Post, "/api/records/request", new { });
        var draft = made.GetProperty("id").GetInt64();
        var page = await Page(host, "partner", $"/requests/{draft}");
        Ways(page).ShouldBe([
            ("Укажите адрес", $"/edit/request/{draft}/address"), ("Укажите тип дома", $"/edit/request/{draft}/house_type"),
            ("Укажите площадь", $"/edit/request/{draft}/area"), ("Добавьте хотя бы одну услугу", $"/requests/{draft}")]);
        var lines = page.QuerySelectorAll(".record-head .reason-text")[^1].GetAttribute("href")!.Split('#')[1];
        page.GetElementById(lines)!.TextContent.ShouldContain("Услуги");

        var engineerId = await Request(host, "in_work");
        using var api = await host.Api("supermanager");
        foreach (var file in (await api.GetJson($"/api/records/request/{engineerId}/files/work")).GetProperty("items").EnumerateArray())
            await api.Send(HttpMethod.Delete, $"/api/files/{file.GetProperty("id").GetInt64()}");
        var task = await Page(host, await EngineerOf(host, engineerId), $"/tasks/{engineerId}");
        var way = task.QuerySelectorAll(".record-head a.reason-text")
            .Single(link => link.TextContent == "Загрузите хотя бы один файл работы");
        task.GetElementById(way.GetAttribute("href")!.Split('#')[1])!.TextContent.ShouldContain("Работа инженера");
    }

    [Fact]
    public async Task A_way_that_the_reader_does_not_have_is_not_offered()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var partner = await host.Api("partner");
        var (_, made) = await partner.Send(HttpMethod.Post, "/api/records/request", new { address = "ул. Ёлкина, 7", area = 40 });
        var id = made.GetProperty("id").GetInt64();
        // The head of the bureau reads the draft and takes no step with it.
        var page = await Page(host, "head", $"/requests/{id}");
        page.QuerySelectorAll(".reason-text").ShouldBeEmpty();
        page.QuerySelectorAll(".record-actions .btn-primary").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_head_says_a_section_repeats_only_for_whoever_may_change_it()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        var id = await Request(host, "in_work");
        var manager = await Page(host, await ManagerOf(host, id), $"/requests/{id}");
        Labels(manager).ShouldContain("Адрес");
        var partner = await Page(host, await PartnerOf(host, id), $"/requests/{id}");
        partner.QuerySelector(".record-subtitle")!.TextContent.ShouldNotBeEmpty();
        Labels(partner).ShouldNotContain("Адрес");
        Labels(partner).ShouldContain("Площадь");
    }

    [Fact]
    public async Task A_way_of_a_single_stage_is_not_drawn()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var api = await host.Api("admin");
        var payment = (await api.GetJson("/api/records/payment?limit=1")).GetProperty("items")[0].GetProperty("id").GetInt64();
        var page = await Page(host, "admin", $"/payments/{payment}");
        page.QuerySelector(".record-status")!.TextContent.ShouldContain("Получена");
        page.QuerySelectorAll(".life-stage, .life-aside").ShouldBeEmpty();
    }

    private static string[] Labels(IHtmlDocument page) => [.. page.QuerySelectorAll(".fact dt").Select(label => label.TextContent.Trim())];

    private static (string, string)[] Ways(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".record-head a.reason-text")
            .Select(link => (link.TextContent, link.GetAttribute("href")!.Split('?', '#')[0]))];

    private static string[] Places(IHtmlDocument page, string place) =>
        [.. page.QuerySelectorAll($".life-stage[data-place={place}]").Select(stage => stage.TextContent.Trim())];

    private static IElement Line(IHtmlDocument home, long id) =>
        home.QuerySelectorAll(".waiting-line").Single(line => line.QuerySelector($"a[href='/requests/{id}']") is not null);

    private static async Task<long> Request(KabinetHost host, string status)
    {
        using var api = await host.Api("supermanager");
        var found = await api.GetJson($"/api/records/request?where={Uri.EscapeDataString($"status = '{status}'")}&fields=number&limit=1");
        return found.GetProperty("items")[0].GetProperty("id").GetInt64();
    }

    private static async Task Step(KabinetHost host, long id, string transition, string? comment, string login = "supermanager")
    {
        using var api = await host.Api(login);
        var (status, body) = await api.Send(HttpMethod.Post, $"/api/records/request/{id}/{transition}",
            comment is null ? new { } : new { comment });
        ((int)status).ShouldBeLessThan(300, body.ToString());
    }

    private static Task<string> EngineerOf(KabinetHost host, long id) => LoginOf(host, id, "engineer");

    private static Task<string> ManagerOf(KabinetHost host, long id) => LoginOf(host, id, "manager");

    private static async Task<string> PartnerOf(KabinetHost host, long id) => await LoginOf(host, id, "contact");

    private static async Task<string> LoginOf(KabinetHost host, long id, string field)
    {
        using var head = await host.Api("head");
        var record = await head.GetJson($"/api/records/request?where={Uri.EscapeDataString($"id = {id}")}&fields={field}.login&limit=1");
        return record.GetProperty("items")[0].GetProperty($"{field}.login").GetString()!;
    }

    private static async Task<IHtmlDocument> Page(KabinetHost host, string login, string address)
    {
        using var browser = await host.SignIn(login);
        return new HtmlParser().ParseDocument(await browser.GetStringAsync(address));
    }
}
