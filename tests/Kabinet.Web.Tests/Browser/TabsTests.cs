using System.Collections.Concurrent;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>However many tabs somebody has open, the site answers in each.</summary>
[Collection(BrowserCollection.Name)]
public sealed class TabsTests(Cabinets cabinets)
{
    private const int Tabs = 8;

    [Fact]
    public async Task Eight_tabs_share_one_stream_and_when_the_one_that_listens_is_closed_another_does()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        var context = manager.Page.Context;
        var (listening, next) = (new ConcurrentQueue<IPage>(), new TaskCompletionSource<IPage>());
        context.Request += (_, request) =>
        {
            if (!request.Url.Contains("/live?", StringComparison.Ordinal)) return;
            listening.Enqueue(request.Frame.Page);
            if (listening.First() != request.Frame.Page) next.TrySetResult(request.Frame.Page);
        };
        await manager.Open("/today");
        var tabs = new List<IPage> { manager.Page };
        while (tabs.Count < Tabs)
        {
            var tab = await context.NewPageAsync();
            await tab.GotoAsync("/requests?view=open");
            tabs.Add(tab);
        }
        foreach (var tab in tabs.Skip(1))
        {
            await tab.Locator(".row-link").First.ClickAsync();
            await Expect(tab.Locator(".record-head")).ToBeVisibleAsync();
        }
        var leader = listening.Distinct().ShouldHaveSingleItem("one tab listens for all");
        await leader.CloseAsync();
        var heir = await next.Task.WaitAsync(TimeSpan.FromSeconds(30));
        heir.ShouldNotBe(leader);

        // A tab that does not listen itself hears of the record it shows.
        var hearer = tabs.First(tab => tab != leader && tab != heir);
        await hearer.EvaluateAsync("() => { window.refreshes = 0; document.addEventListener('turbo:morph', () => window.refreshes++) }");
        using var program = await cabinets.Host.Api("supermanager");
        var id = long.Parse(new Uri(hearer.Url).AbsolutePath.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        using var change = System.Net.Http.Json.JsonContent.Create(new { description = "Слышно во всех вкладках" });
        var changed = await program.PatchAsync($"/api/records/request/{id}", change);
        changed.IsSuccessStatusCode.ShouldBeTrue(await changed.Content.ReadAsStringAsync());
        await hearer.WaitForFunctionAsync("() => window.refreshes >= 1");
        manager.HasNoComplaints();
    }
}
