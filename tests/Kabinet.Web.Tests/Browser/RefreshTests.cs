using Kabinet.Engine.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>A page that refreshes itself takes nothing from whoever looks at it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RefreshTests(Cabinets cabinets)
{
    [Fact]
    public async Task What_was_said_stays_and_the_bar_of_the_chosen_goes_when_the_page_refreshes_itself()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/requests?view=new");
        await manager.Page.EvaluateAsync(
            "() => { window.refreshes = 0; document.addEventListener('turbo:morph', () => window.refreshes++) }");
        await manager.Page.Locator(".grid-table tbody [type=checkbox]").First.CheckAsync();
        await Expect(manager.Page.Locator(".grid-bulk")).ToBeVisibleAsync();
        await manager.Page.Locator(".grid-bulk .btn").First.ClickAsync();
        await manager.Dialog.GetByText("Пётр Соловьёв").ClickAsync();
        await manager.Confirm();
        await Expect(manager.Page.Locator(".toast-line")).ToHaveCountAsync(1);
        await manager.Page.WaitForFunctionAsync("() => window.refreshes >= 2");
        await Expect(manager.Page.Locator(".toast-line")).ToHaveCountAsync(1);
        await Expect(manager.Page.Locator(".grid-bulk")).ToBeHiddenAsync();
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_refresh_stops_no_filter_that_is_on_its_way()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/requests?view=all");
        var answered = new TaskCompletionSource();
        await manager.Page.RouteAsync("**/requests?*status=new*", async route =>
        {
            await answered.Task;
            await route.ContinueAsync();
        });
        var popup = manager.Page.Locator(".popup:has([name=status])").First;
        await manager.Page.Locator($"[popovertarget='{await popup.GetAttributeAsync("id")}']").ClickAsync();
        await popup.Locator("[value=new]").CheckAsync();
        await popup.Locator("button").Last.ClickAsync();
        await popup.EvaluateAsync("popup => { popup.hidePopover(); document.dispatchEvent(new Event('offline:back')) }");
        answered.SetResult();
        await manager.Page.WaitForURLAsync("**/requests?*status=new*");
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_menu_opened_while_the_page_is_on_its_way_keeps_its_place()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open($"/requests/{await cabinets.RequestInPricing()}");
        var answered = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        await manager.Page.RouteAsync("**/requests/*", async route =>
        {
            asked.TrySetResult();
            await answered.Task;
            await route.ContinueAsync();
        });
        await manager.Page.EvaluateAsync("""
            () => {
              window.morphs = 0
              document.addEventListener('turbo:morph', () => window.morphs++)
              document.dispatchEvent(new Event('offline:back'))
            }
            """);
        await asked.Task;
        var more = manager.Page.Locator(".record-more");
        await more.FocusAsync();
        await manager.Page.Keyboard.PressAsync("ArrowDown");
        var items = manager.Page.Locator("#record-actions :is(a, button)");
        await Expect(items.First).ToBeFocusedAsync();
        answered.SetResult();
        await manager.Page.Keyboard.PressAsync("End");
        await Expect(items.Last).ToBeFocusedAsync();
        (await manager.Page.EvaluateAsync<int>("() => window.morphs")).ShouldBe(0);
        await manager.Page.Keyboard.PressAsync("Escape");
        await manager.Page.WaitForFunctionAsync("() => window.morphs > 0");
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_lazy_block_comes_when_it_is_scrolled_to_and_is_refreshed_where_it_stands()
    {
        await using var head = await cabinets.SignIn("head", Screen.Phone with { Height = 500 });
        await head.Open("/today");
        var frame = head.Page.Locator("turbo-frame[id^=lazy-]");
        await Expect(frame.Locator(".lazy")).ToHaveCountAsync(1);
        await frame.ScrollIntoViewIfNeededAsync();
        var rows = frame.Locator("tbody tr");
        await Expect(rows.First).ToBeVisibleAsync();

        await rows.First.EvaluateAsync("row => { row.stays = true }");
        await head.Page.RunAndWaitForResponseAsync(() => head.Page.EvaluateAsync("() => document.dispatchEvent(new Event('offline:back'))"),
            answer => answer.Request.Headers.ContainsKey("turbo-frame"));
        await Expect(frame).Not.ToHaveAttributeAsync("aria-busy", "true");
        (await rows.First.EvaluateAsync<bool>("row => row.stays === true")).ShouldBeTrue();

        await frame.Locator(".row-link").First.ClickAsync();
        await Expect(head.Page.Locator(".record-head")).ToBeVisibleAsync();
        head.HasNoComplaints();
    }

    [Fact]
    public async Task A_step_that_cannot_be_taken_yet_says_what_it_lacks_and_leads_there()
    {
        await using var manager = await cabinets.SignIn("manager");
        await manager.Open("/today");
        var reasons = manager.Page.Locator(".waiting-line .reasons").First;
        await Expect(reasons.Locator(".reason-text").First).Not.ToBeEmptyAsync();
        await Expect(reasons.Locator("a, form button").First).ToBeVisibleAsync();
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task The_dialog_of_an_answer_shows_what_was_asked()
    {
        await using var partner = await cabinets.SignIn("partner");
        await partner.Open("/today");
        var answer = partner.Page.GetByRole(AriaRole.Link, new() { Name = "Ответить" }).First;
        var request = (await answer.GetAttributeAsync("href"))!.Split('/')[3];
        await partner.Open($"/requests/{request}?tab=history");
        var asked = await partner.Page.Locator(".event-comment").First.InnerTextAsync();
        await partner.Open("/today");
        await answer.ClickAsync();
        await Expect(partner.Dialog.Locator(".dialog-word")).ToContainTextAsync("Жанна Щёголева");
        await Expect(partner.Dialog.Locator(".dialog-word")).ToContainTextAsync(asked);
    }
}
