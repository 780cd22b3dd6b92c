using System.Globalization;
using System.Net;
using Kabinet.Web.Tests.Publishing;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Records;

/// <summary>What a dialog suggests, and how it follows what else is chosen in it.</summary>
public sealed class SuggestionTests(DemoHosts hosts) : IClassFixture<DemoHosts>
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_start_of_work_follows_the_engineer_who_is_chosen_until_something_else_is_typed(string database)
    {
        var host = await hosts.Of("replanning", database);
        using var api = await host.Api("supermanager");
        using var browser = await host.SignIn("supermanager");
        var request = await Only(api, "request", "status = 'queued'", "number");
        var busy = await Only(api, "user", "busy_until >= @today and free_from > @today", "free_from");
        var freeFrom = DateOnly.Parse(busy.GetProperty("free_from").GetString()!, CultureInfo.InvariantCulture);
        var address = $"/do/request/{request.GetProperty("id")}/give";

        var dialog = Store.InputsOf(await browser.GetStringAsync(address));
        var first = dialog["starts_on"];
        dialog["engineer"] = busy.GetProperty("id").ToString();
        var again = await Again(browser, address, dialog);
        again["engineer"].ShouldBe(dialog["engineer"]);
        Day(again["starts_on"]).ShouldBe(freeFrom);
        Day(again["ends_on"]).ShouldBeGreaterThan(freeFrom.AddDays(-1));
        again["starts_on"].ShouldNotBe(first);

        again["starts_on"] = first;
        var typed = await Again(browser, address, again);
        typed["starts_on"].ShouldBe(first, "what is typed stays");
    }

    [Fact]
    public async Task The_words_to_pass_on_begin_with_those_that_came()
    {
        var host = await hosts.Of("replanning", Databases.Sqlite);
        using var api = await host.Api("supermanager");
        using var browser = await host.SignIn("supermanager");
        var id = (await Only(api, "request", "status = 'delivered'", "number")).GetProperty("id").GetInt64();
        (await api.Send(HttpMethod.Post, $"/api/records/request/{id}/remarks", new { comment = "Кладовая пропала" })).Status
            .ShouldBe(HttpStatusCode.OK);
        Store.InputsOf(await browser.GetStringAsync($"/do/request/{id}/pass_on"))["comment"].Trim().ShouldBe("Кладовая пропала");
        (await api.Send(HttpMethod.Post, $"/api/records/request/{id}/pass_on", new { comment = "Верните кладовую" })).Status
            .ShouldBe(HttpStatusCode.OK);
        Store.InputsOf(await browser.GetStringAsync($"/do/request/{id}/pass_on"))["comment"].Trim().ShouldBe("");
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.GetCultureInfo("ru"));

    private static async Task<System.Text.Json.JsonElement> Only(HttpClient api, string entity, string where, string fields) =>
        (await api.GetJson($"/api/records/{entity}?where={Uri.EscapeDataString(where)}&fields={fields}&limit=1")).GetProperty("items")[0];

    private static async Task<Dictionary<string, string>> Again(HttpClient browser, string address, Dictionary<string, string> dialog)
    {
        using var content = new FormUrlEncodedContent([.. dialog, new("_redraw", "1")]);
        using var answer = await browser.PostAsync(address, content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return Store.InputsOf(await answer.Content.ReadAsStringAsync());
    }
}
