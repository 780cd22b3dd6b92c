using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Records;

/// <summary>What is said when a command is done: what its author calls it, and the status only where it changed.</summary>
public sealed class SaidWhenDoneTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_payment_in_part_says_no_status_and_the_rest_of_it_does(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var admin = await host.SignIn("admin");
        using var api = await host.Api("admin");
        var where = Uri.EscapeDataString("status = 'awaiting_payment' and debt > 2000 and not partner.postpay");
        var found = (await api.GetJson($"/api/records/request?where={where}&fields=number,debt&limit=1")).GetProperty("items")[0];
        var (id, number) = (found.GetProperty("id").GetInt64(), found.GetProperty("number").GetString());
        var debt = decimal.Parse(found.GetProperty("debt").ToString(), System.Globalization.CultureInfo.InvariantCulture);
        (await Do(admin, id, "mark_paid", ("amount", "1000"), ("paid_on", "2026-01-10"))).ShouldBe($"{number}: оплата отмечена");
        var rest = (debt - 1000).ToString(System.Globalization.CultureInfo.InvariantCulture);
        (await Do(admin, id, "mark_paid", ("amount", rest), ("paid_on", "2026-01-10")))
            .ShouldBe($"{number}: оплата отмечена. Статус «В очереди»");
    }

    [Fact]
    public async Task A_step_without_words_of_its_own_says_the_new_status()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var manager = await host.SignIn("supermanager");
        using var api = await host.Api("supermanager");
        var assigned = await First(api, "status = 'assigned'");
        (await Do(manager, assigned.Id, "take")).ShouldBe($"{assigned.Number}: «Расчёт стоимости»");
        (await Do(manager, assigned.Id, "calculate")).ShouldBe($"{assigned.Number}: цена рассчитана");
    }

    [Fact]
    public async Task A_form_that_was_sent_says_so_and_a_draft_says_that_it_is_kept()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var partner = await host.SignIn("partner2");
        using var api = await host.Api("partner2");
        var service = (await api.GetJson("/api/records/service?limit=1")).GetProperty("items")[0].GetProperty("id").GetInt64();
        (string, string)[] filled = [("_page", "new_request"), ("_block", "form-0"), ("address", "Ёлочная, 1"), ("area", "40"),
            ("house_type", "brick"), ("urgency", "normal"), ("lines.0.service", $"{service}"), ("lines.0.quantity", "1")];
        (await Send(partner, filled)).ShouldStartWith("Сохранено: ПР-");
        (await Send(partner, [.. filled, ("_submit", "submit")])).ShouldEndWith(": заявка отправлена. Статус «Новая»");
    }

    private static async Task<(long Id, string Number)> First(HttpClient api, string where)
    {
        var found = await api.GetJson($"/api/records/request?where={Uri.EscapeDataString(where)}&fields=number&limit=1");
        JsonElement record = found.GetProperty("items")[0];
        return (record.GetProperty("id").GetInt64(), record.GetProperty("number").GetString()!);
    }

    private static async Task<string> Do(HttpClient browser, long id, string transition, params (string, string)[] fields) =>
        await Said(browser, await browser.Post($"/requests/{id}", $"/do/request/{id}/{transition}", fields));

    private static async Task<string> Send(HttpClient browser, params (string, string)[] fields) =>
        await Said(browser, await browser.Post("/requests/new", "/do/request", fields));

    private static async Task<string> Said(HttpClient browser, HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync(answer.Headers.Location));
        return page.QuerySelector(".toast-text")!.TextContent.Trim();
    }
}
