using System.Net;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Storage.Schemas;
using Kabinet.Web.Tests.Publishing;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

/// <summary>Rows in a form of their owner: drawn where they are placed, told in its history.</summary>
public class FormRowsTests
{
    [Theory]
    [InlineData("title: { ru: Услуги, en: Services }, rows: lines", "title: { ru: Что сделать, en: What to do }, rows: lines")]
    [InlineData("title: { ru: Услуги, en: Services }, rows: lines", "title: { ru: Работы, en: Works }, rows: lines, fields: []")]
    [InlineData("title: { ru: Услуги, en: Services }, rows: lines", "rows: lines")]
    [InlineData("title: { ru: Услуги, en: Services }, rows: lines", "title: { ru: Срочность, en: Urgency }, fields: [storey]")]
    public async Task Rows_stand_once_whatever_their_section_is_called(string placed, string changed)
    {
        await using var host = await Opened();
        var last = (await Revisions.Last(host.Engine.Database))!;
        var files = last.Files().ToDictionary();
        files["pages/new_request.yaml"] = files["pages/new_request.yaml"].Replace(placed, changed, StringComparison.Ordinal);
        await host.Engine.Publish(files, new("anna"), host.Engine.Solution.Value.Revision);
        using var browser = await host.SignIn("anna");
        (await browser.GetStringAsync("/requests/new")).Split("name=\"lines.0.service\"").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Rows_that_a_form_adds_changes_and_removes_are_told_in_the_history_of_their_owner()
    {
        await using var host = await Opened();
        using var browser = await host.SignIn("anna");
        using var api = await host.Api("anna");
        var partner = await Made(api, "partner", new { title = "Ёлка" });
        var service = await Service(host);
        var (status, made) = await api.Send(HttpMethod.Post, "/api/records/request", new { partner, lines = new[] { new { service } } });
        status.ShouldBe(HttpStatusCode.Created, made.ToString());
        var id = made.GetProperty("id").GetInt64();
        var form = Store.InputsOf(await browser.GetStringAsync($"/requests/new?record={id}"));
        form["lines.0.quantity"] = "3";
        form["lines.1.service"] = $"{service}";
        form["lines.1.quantity"] = "2";
        form["address"] = "Ёлочная, 1";
        var answer = await browser.PostAsync($"/do/request/{id}", new FormUrlEncodedContent(form));
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        (await Told(api, id)).ShouldBe(["created", "updated address", "updated quantity", "created service"], ignoreOrder: true);
    }

    private static async Task<KabinetHost> Opened()
    {
        var host = await KabinetHost.Start("replanning", Databases.Sqlite);
        await host.Admit("anna", "supermanager", "admin");
        return host;
    }

    private static async Task<long> Service(KabinetHost host)
    {
        using var api = await host.Api("anna");
        return await Made(api, "service", new { code = "PLAN", title = "План", base_price = 1000, work_days = 2 });
    }

    private static async Task<long> Made(HttpClient api, string entity, object values)
    {
        var (status, body) = await api.Send(HttpMethod.Post, $"/api/records/{entity}", values);
        status.ShouldBe(HttpStatusCode.Created, body.ToString());
        return body.GetProperty("id").GetInt64();
    }

    private static async Task<List<string>> Told(HttpClient api, long id) =>
        [.. (await api.GetJson($"/api/records/request/{id}/journal")).GetProperty("items").EnumerateArray().Select(happened =>
            $"{happened.GetProperty("kind")} {Field(happened)}".TrimEnd())];

    private static string Field(System.Text.Json.JsonElement happened) => happened.GetProperty("kind").GetString() == "created"
        ? happened.GetProperty("subject").ValueKind == System.Text.Json.JsonValueKind.String ? "service" : ""
        : happened.GetProperty("changes")[0].GetProperty("field").GetString()!;
}
