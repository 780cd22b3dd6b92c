using Kabinet.Engine.Model;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>Whoever opens a row and comes back goes on where he was.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BackTests(Cabinets cabinets)
{
    private const string Focused = "() => document.activeElement.closest('tr')?.id ?? ''";

    [Fact]
    public async Task Back_from_a_record_the_row_has_the_focus_where_it_stood_and_the_arrows_go_on_from_it()
    {
        await using var chief = await cabinets.SignIn("supermanager");
        var page = chief.Page;
        await chief.Open("/requests?view=all");
        var row = page.Locator(".grid-table tbody tr").Nth(30);
        var id = await row.GetAttributeAsync("id");
        await row.ScrollIntoViewIfNeededAsync();
        var stood = await row.BoundingBoxAsync();
        await row.Locator(".row-link").ClickAsync();
        await Expect(page.Locator(".record-head")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await page.WaitForFunctionAsync($"id => ({Focused})() === id", id);
        (await row.BoundingBoxAsync())!.Y.ShouldBe(stood!.Y, 2);

        await page.Keyboard.PressAsync("ArrowDown");
        (await page.EvaluateAsync<string>(Focused)).ShouldBe(await page.Locator(".grid-table tbody tr").Nth(31).GetAttributeAsync("id"));
        await Expect(page.Locator("tr.is-current")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".record-head")).ToBeVisibleAsync();

        await page.Locator(".menu-item[href='/requests']").ClickAsync();
        await Expect(page.Locator(".grid-table")).ToBeVisibleAsync();
        (await page.EvaluateAsync<string>(Focused)).ShouldBeEmpty();
        chief.HasNoComplaints();
    }

    [Fact]
    public async Task Enter_opens_the_marked_row_and_nothing_that_is_out_of_sight()
    {
        await using var chief = await cabinets.SignIn("supermanager");
        var page = chief.Page;
        await chief.Open("/requests?view=all");
        await page.Keyboard.PressAsync("j");
        await page.EvaluateAsync("() => { document.activeElement.blur(); document.querySelector('.grid-scroll').scrollTop = 1500 }");
        await page.Keyboard.PressAsync("Enter");
        await page.EvaluateAsync("() => { document.querySelector('.grid-scroll').scrollTop = 0 }");
        page.Url.ShouldEndWith("/requests?view=all");
        var title = await page.Locator("tr.is-current .row-link").TextContentAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".record-head")).ToContainTextAsync(title!);
    }

    [Fact]
    public async Task The_keys_move_in_one_list_of_a_page_with_two()
    {
        await using var manager = await cabinets.SignIn("manager");
        await manager.Open("/load");
        await manager.Page.Keyboard.PressAsync("j");
        await Expect(manager.Page.Locator("tr.is-current")).ToHaveCountAsync(1);
        await manager.Page.Locator(".grid-scroll").Nth(1).FocusAsync();
        await manager.Page.Keyboard.PressAsync("j");
        await Expect(manager.Page.Locator("#grid-3 tr.is-current")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task What_was_said_is_not_said_again_on_the_way_back()
    {
        await using var chief = await cabinets.SignIn("supermanager");
        var page = chief.Page;
        await chief.Open("/requests?view=new");
        await page.Locator(".grid-table .row-link").First.ClickAsync();
        await chief.Press("Распределить");
        await chief.Dialog.GetByText("Пётр Соловьёв").ClickAsync();
        await chief.Confirm();
        await Expect(page.Locator(".toast-line")).ToHaveCountAsync(1);
        await page.Locator(".menu-item[href='/today']").ClickAsync();
        await Expect(page.Locator(".page-head")).ToBeVisibleAsync();
        await Expect(page.Locator(".toast-line")).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await Expect(page.Locator(".record-head")).ToBeVisibleAsync();
        await Expect(page.Locator(".toast-line")).ToHaveCountAsync(0);
    }
}
