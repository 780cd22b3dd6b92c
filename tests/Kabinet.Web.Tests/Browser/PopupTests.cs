using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>A popup closes when it has done its work, and leaves the focus where it was called from.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PopupTests(Cabinets cabinets)
{
    [Fact]
    public async Task A_filter_closes_when_it_is_applied_and_esc_leaves_the_list_as_it_was()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/requests?view=all");
        var popup = manager.Page.Locator("[id$=-status].popup, .popup:has([name=status])").First;
        var chip = manager.Page.Locator($"[popovertarget='{await popup.GetAttributeAsync("id")}']");
        await chip.ClickAsync();
        await popup.Locator("[value=new]").CheckAsync();
        await manager.Page.Keyboard.PressAsync("Escape");
        await Expect(popup).ToBeHiddenAsync();
        manager.Page.Url.ShouldNotContain("status=new");

        await chip.ClickAsync();
        await Expect(popup.Locator("[value=new]")).Not.ToBeCheckedAsync();
        await popup.Locator("[value=new]").CheckAsync();
        await popup.Locator("[value=assigned]").CheckAsync();
        await popup.Locator("button").Last.ClickAsync();
        await Expect(popup).ToBeHiddenAsync();
        await manager.Page.WaitForURLAsync("**/requests?*status=new*");
        manager.Page.Url.ShouldContain("status=assigned");
        await Expect(manager.Page.Locator("dialog[open], .popup:popover-open")).ToHaveCountAsync(0);
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task The_choice_of_columns_closes_when_it_is_applied()
    {
        await using var head = await cabinets.SignIn("head");
        await head.Open("/requests");
        await head.Page.Locator(".grid-options").ClickAsync();
        var popup = head.Page.Locator(".popup:popover-open");
        await popup.Locator("[name=columns]").Last.CheckAsync();
        await popup.Locator(".popup-buttons .btn-primary").ClickAsync();
        await Expect(popup).ToHaveCountAsync(0);
        await head.Page.Locator(".grid-options").ClickAsync();
        await popup.Locator("[name=reset]").ClickAsync();
        await Expect(popup).ToHaveCountAsync(0);
        head.HasNoComplaints();
    }

    [Fact]
    public async Task Arrows_lead_through_the_menu_of_a_record_and_esc_back_to_its_button()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/board");
        await manager.Page.Locator(".board-column[data-state=calculation] .card-name").Last.ClickAsync();
        var more = manager.Page.Locator(".record-more");
        await more.FocusAsync();
        await manager.Page.Keyboard.PressAsync("ArrowDown");
        var items = manager.Page.Locator("#record-actions :is(a, button)");
        await Expect(items.First).ToBeFocusedAsync();
        await manager.Page.Keyboard.PressAsync("End");
        await Expect(items.Last).ToBeFocusedAsync();
        await manager.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(items.First).ToBeFocusedAsync();
        await manager.Page.Keyboard.PressAsync("Escape");
        await Expect(manager.Page.Locator("#record-actions")).ToBeHiddenAsync();
        await Expect(more).ToBeFocusedAsync();
        manager.HasNoComplaints();
    }
}
