using AngleSharp.Html.Parser;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Pages;

public class LateDateTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_date_whose_time_is_over_is_late_in_lists_on_records_and_boards_until_the_work_is_done(string database)
    {
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("chief", "chief");
        await host.Admit("scribe", "scribe");
        using var api = await host.Api("chief");
        using var chief = await host.SignIn("chief");
        using var scribe = await host.SignIn("scribe");
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(host.Clock.GetUtcNow(), host.Engine.Solution.Value.Zone).DateTime);
        var late = await Deal(api, "Опоздавшая", today.AddDays(-3));
        await Deal(api, "Сегодняшняя", today);

        (await LateOn(chief, "/deals", "time.tone-late")).ShouldBe(["просрочено на 3 дня"]);
        (await LateOn(chief, $"/deals/{late}", "time.tone-late")).ShouldHaveSingleItem().ShouldEndWith(", просрочено на 3 дня");
        (await LateOn(chief, "/deal-board", "li.tone-late")).ShouldBe(["просрочено на 3 дня"]);
        // He sees the date and not whether it is late.
        (await LateOn(scribe, "/deals", "time")).ShouldNotContain(text => text.Contains("просрочено", StringComparison.Ordinal));
        (await LateOn(scribe, "/deals", "time")).Count.ShouldBe(2);

        (await api.Send(HttpMethod.Post, $"/api/records/deal/{late}/close")).Body.GetProperty("status").GetString().ShouldBe("closed");
        (await LateOn(chief, $"/deals/{late}", ".tone-late")).ShouldBeEmpty();
        (await LateOn(chief, "/deals", ".tone-late")).ShouldBeEmpty();
    }

    private static async Task<long> Deal(HttpClient api, string title, DateOnly starts) =>
        (await api.Send(HttpMethod.Post, "/api/records/deal",
            new { title, starts = starts.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) })).Body.GetProperty(
            "id").GetInt64();

    private static async Task<IReadOnlyList<string>> LateOn(HttpClient browser, string address, string selector) =>
        [.. new HtmlParser().ParseDocument(await browser.GetStringAsync(address)).QuerySelectorAll(selector)
            .Select(found => found.TextContent.Trim())];
}
