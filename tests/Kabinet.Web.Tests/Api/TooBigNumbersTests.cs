using System.Net;
using System.Text.Json;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Api;

public class TooBigNumbersTests
{
    private const string TooBig = "The result is too big a number. Check prices and quantities";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_number_that_its_field_cannot_keep_is_refused_at_the_field(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        using var chief = await Chief(host);
        var (status, body) = await chief.Send(HttpMethod.Post, "/api/records/deal",
            new { title = "Дом", price = 1_000_000_000_000m, times = 1_000_000_000_000_000L, days = "99999999999999999999" });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Errors(body).ShouldBe(
            new() { ["price"] = "The number is too big", ["times"] = "The number is too big", ["days"] = "The number is too big" });
        (await chief.GetJson("/api/records/deal")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_record_whose_computed_number_could_not_be_shown_is_not_written(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        using var chief = await Chief(host);
        (await Refused(chief, new { title = "Дом", price = 100_000_000_000m, times = 10 }))
            .ShouldBe("The number for the field “Worth” becomes too big. Check prices and quantities");
        (await Refused(chief, new { title = "Дом", price = 999_999_999_999m, times = 999_999_999_999_999L }))
            .ShouldBeOneOf(TooBig, "The number for the field “Worth” becomes too big. Check prices and quantities");
        var made = (await chief.Send(HttpMethod.Post, "/api/records/deal",
            new { title = "Дом", price = 100_000_000_000m, times = 9 })).Body;
        made.GetProperty("worth").GetDecimal().ShouldBe(900_000_000_000m);
        (await chief.Send(HttpMethod.Patch, $"/api/records/deal/{made.GetProperty("id")}", new { times = 11 })).Status.ShouldBe(
            HttpStatusCode.UnprocessableEntity);
        (await chief.GetJson($"/api/records/deal/{made.GetProperty("id")}")).GetProperty("times").GetInt64().ShouldBe(9);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_day_beyond_the_calendar_is_refused_and_never_passes_for_none(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        using var chief = await Chief(host);
        var made = (await chief.Send(HttpMethod.Post, "/api/records/deal",
            new { title = "Дом", starts = "2026-02-28", days = 3_000_000 - 1 })).Body;
        var far = await chief.Send(HttpMethod.Post, "/api/records/deal",
            new { title = "Дом", starts = "2026-02-28", days = 999_999_999_999_999L });
        (made.GetProperty("status").GetInt32(), far.Status).ShouldBe((422, HttpStatusCode.UnprocessableEntity));
        var near = (await chief.Send(HttpMethod.Post, "/api/records/deal", new { title = "Дом", starts = "2026-02-28", days = -1 })).Body;
        near.GetProperty("ends").GetString().ShouldBe("2026-02-27");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_step_that_works_out_too_big_a_number_changes_nothing_and_says_why(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        using var chief = await Chief(host);
        var id = (await chief.Send(HttpMethod.Post, "/api/records/deal",
            new { title = "Дом", price = 90_000_000m, times = 2 })).Body.GetProperty("id").GetInt64();
        (await Taken(chief, id, "raise")).ShouldBe("The number for the field “Price” becomes too big. Check prices and quantities");
        // What the chief does not see is not named to him.
        (await Taken(chief, id, "hide")).ShouldBe(TooBig);
        (await chief.Send(HttpMethod.Patch, $"/api/records/deal/{id}", new { price = 1, times = 900_000_000_000L })).Status.ShouldBe(
            HttpStatusCode.OK);
        (await Taken(chief, id, "explode"))
            .ShouldBeOneOf(TooBig, "The number for the field “Price” becomes too big. Check prices and quantities");
        var after = await chief.GetJson($"/api/records/deal/{id}");
        (after.GetProperty("price").GetDecimal(), after.GetProperty("_version").GetInt32()).ShouldBe((1m, 2));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_list_with_a_number_that_came_in_by_another_way_says_so_instead_of_failing(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        using var chief = await Chief(host);
        using var browser = await host.SignIn("chief");
        await chief.Send(HttpMethod.Post, "/api/records/deal", new { title = "Дом", price = 1, times = 1, starts = "2026-02-28" });
        // What no command writes: the tables were changed from outside.
        await host.Engine.Database.Write(transaction =>
            transaction.Execute(new("update deal set price = @p0, times = @p1, days = @p2", 99_999_999_999_999.99m, long.MaxValue,
            3_000_000L)));
        var page = await browser.GetAsync("/deals");
        page.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await page.Content.ReadAsStringAsync()).ShouldSatisfyAllConditions(text =>
            text.ShouldContain("Одно из чисел слишком велико"), text => text.ShouldNotContain("Exception"));
        foreach (var field in new[] { "worth", "ends" })
        {
            var (status, body) = await chief.Send(HttpMethod.Get, $"/api/records/deal?fields={field}");
            (status, body.GetProperty("code").GetString()).ShouldBe((HttpStatusCode.UnprocessableEntity, "request.number_too_big"), field);
        }
        (await chief.GetJson("/api/records/deal?fields=title,days")).GetProperty("items")[0].GetProperty("days").GetInt64()
            .ShouldBe(3_000_000);
    }

    private static async Task<HttpClient> Chief(KabinetHost host)
    {
        await host.Admit("chief", "chief");
        var chief = await host.Api("chief");
        chief.DefaultRequestHeaders.Add("Cookie", "kabinet-language=en");
        return chief;
    }

    private static async Task<string> Refused(HttpClient chief, object deal) =>
        Errors((await chief.Send(HttpMethod.Post, "/api/records/deal", deal)).Body)[""];

    private static async Task<string> Taken(HttpClient chief, long id, string step) =>
        Errors((await chief.Send(HttpMethod.Post, $"/api/records/deal/{id}/{step}")).Body)[""];

    private static Dictionary<string, string> Errors(JsonElement body) =>
        body.GetProperty("errors").EnumerateObject().ToDictionary(error => error.Name, error => error.Value[0].GetString()!);
}
