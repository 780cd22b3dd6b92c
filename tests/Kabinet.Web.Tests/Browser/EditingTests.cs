using Kabinet.Engine.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class EditingTests(Cabinets cabinets)
{
    [Fact]
    public async Task A_field_is_edited_in_its_place_and_a_refusal_keeps_what_was_typed()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await OpenOne(manager);
        await Edit(manager, "area", "много");
        await Expect(manager.Page.Locator(".edit-form .field-error")).ToBeVisibleAsync();
        await Expect(manager.Page.Locator(".edit-form [name=area]")).ToHaveValueAsync("много");
        await manager.Page.Locator(".edit-form [name=area]").FillAsync("71,25");
        await manager.Page.Keyboard.PressAsync("Enter");
        await Expect(Value(manager, "area")).ToContainTextAsync("71,25");
    }

    [Fact]
    public async Task Two_who_change_one_field_see_both_values()
    {
        await using var first = await cabinets.SignIn("supermanager");
        await using var second = await cabinets.SignIn("supermanager");
        var path = await OpenOne(first);
        await second.Open(path);
        await Edit(second, "client_name", "Второй", save: false);
        await Edit(first, "client_name", "Первый");
        await Expect(Value(first, "client_name")).ToHaveTextAsync("Первый");
        await second.Page.Locator(".edit-form .btn-primary").ClickAsync();
        await Expect(second.Page.Locator(".edit-conflict dd")).ToHaveTextAsync(["Второй", "Первый"]);
        await second.Page.Locator(".edit-conflict .btn-primary").ClickAsync();
        await Expect(Value(second, "client_name")).ToHaveTextAsync("Второй");
    }

    [Fact]
    public async Task Rows_are_added_changed_removed_and_brought_back_in_place()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await OpenOne(manager);
        var row = manager.Page.Locator(".inline tbody tr").Filter(new() { HasText = "Выезд и обмеры" });
        await manager.Page.Locator(".inline-add").ClickAsync();
        await Visitor.Choose(manager.Page.Locator(".inline-open .combobox"), "Выезд и обмеры");
        await Save(manager, "quantity", "3");
        await Expect(row.Locator("td").Nth(1)).ToHaveTextAsync("3");
        await row.Locator("a.round").ClickAsync();
        await Save(manager, "quantity", "4");
        await Expect(row.Locator("td").Nth(1)).ToHaveTextAsync("4");
        await row.Locator("form button").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);
        await manager.Page.Locator(".toast-line form button").ClickAsync();
        await Expect(row).ToHaveCountAsync(1);
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_form_left_half_way_is_there_again()
    {
        await using var partner = await cabinets.SignIn("partner2");
        await partner.Open("/requests/new");
        await partner.Page.GetByLabel("Адрес").FillAsync("ул. Черновая, 3");
        await partner.Page.WaitForFunctionAsync("() => Object.values(localStorage).some(text => text.includes('Черновая'))");
        await partner.Open("/today");
        await partner.Open("/requests/new");
        await Expect(partner.Page.Locator(".form-draft")).ToBeVisibleAsync();
        await Expect(partner.Page.GetByLabel("Адрес")).ToHaveValueAsync("ул. Черновая, 3");
        partner.HasNoComplaints();
    }

    [Fact]
    public async Task A_file_chosen_before_the_scripts_arrive_is_sent_when_they_do()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        var path = await OpenOne(manager);
        var chosen = new TaskCompletionSource();
        await manager.Page.RouteAsync("**/lib/js/app.js*", async route => { await chosen.Task; await route.ContinueAsync(); });
        await manager.Page.GotoAsync($"{path}?tab=files", new() { WaitUntil = WaitUntilState.Commit });
        await manager.Page.Locator("#upload-source")
            .SetInputFilesAsync(new FilePayload { Name = "Ранний.pdf", MimeType = "application/pdf",
            Buffer = "%PDF-1.4 early"u8.ToArray() });
        chosen.SetResult();
        await Expect(manager.Page.Locator(".file-line").Filter(new() { HasText = "Ранний.pdf" })).ToHaveCountAsync(1);
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_step_that_is_gone_says_so_in_its_dialog_and_leads_to_the_page_as_it_is_now()
    {
        await using var first = await cabinets.SignIn("supermanager");
        await using var second = await cabinets.SignIn("supermanager");
        await second.Open(await OpenOne(first));
        await first.Page.RouteAsync("**/live*", route => route.AbortAsync());
        await first.Page.ReloadAsync();
        await second.Press("Рассчитать");
        await second.Press("Предложить цену");
        await second.Confirm();
        await second.SeesStatus("Ожидает оплаты");
        await first.Page.Locator(".record-more").ClickAsync();
        await first.Page.Locator("#record-actions a").Filter(new() { HasText = "Спросить партнёра" }).ClickAsync();
        await Expect(first.Dialog).ToContainTextAsync("Это уже недоступно");
        await first.Dialog.Locator(".sheet-foot a").ClickAsync();
        await Expect(first.Dialog).ToHaveCountAsync(0);
        await first.SeesStatus("Ожидает оплаты");
    }

    [Fact]
    public async Task A_step_that_another_tab_has_taken_says_so_and_gives_back_what_was_typed()
    {
        var address = $"/requests/{await cabinets.RequestInPricing(isPriced: true)}";
        await using var first = await cabinets.SignIn("supermanager");
        await using var second = await cabinets.SignIn("supermanager");
        foreach (var tab in new[] { first, second })
        {
            await tab.Page.RouteAsync("**/live*", route => route.AbortAsync());
            await tab.Open(address);
            await tab.Page.Locator(".record-more").ClickAsync();
            await tab.Page.Locator("#record-actions a").Filter(new() { HasText = "Отменить заявку" }).ClickAsync();
            await tab.Dialog.Locator("[name=comment]").FillAsync("Передумали жить на Луне");
        }
        await first.Confirm();
        await second.Dialog.Locator(".sheet-foot button").ClickAsync();
        await Expect(second.Dialog).ToContainTextAsync("запись изменили");
        await Expect(second.Dialog).ToContainTextAsync("Передумали жить на Луне");
        await second.Dialog.Locator(".sheet-foot a").ClickAsync();
        await second.SeesStatus("Отменена");
    }

    [Fact]
    public async Task The_focus_comes_back_after_a_field_and_a_step_are_done_by_keyboard()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await OpenOne(manager);
        var pencil = manager.Page.Locator("a.fact-edit[href*='/client_name?']");
        await pencil.FocusAsync();
        await manager.Page.Keyboard.PressAsync("Enter");
        await Expect(manager.Page.Locator(".edit-form [name=client_name]")).ToBeFocusedAsync();
        await manager.Page.Keyboard.TypeAsync("Без мыши");
        await manager.Page.Keyboard.PressAsync("Enter");
        await Expect(Value(manager, "client_name")).ToHaveTextAsync("Без мыши");
        await Expect(pencil).ToBeFocusedAsync();
        await manager.Page.Keyboard.PressAsync("Enter");
        await Expect(manager.Page.Locator(".edit-form [name=client_name]")).ToBeFocusedAsync();
        await manager.Page.Keyboard.PressAsync("Escape");
        await Expect(pencil).ToBeFocusedAsync();
        await manager.Page.Locator(".record-actions form button").First.FocusAsync();
        await manager.Page.Keyboard.PressAsync("Enter");
        await Expect(manager.Page.Locator(".toast-line").Filter(new() { HasText = "цена рассчитана" })).ToBeVisibleAsync();
        await Expect(manager.Page.Locator("h1")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_focus_comes_back_to_the_menu_that_a_dialog_was_called_from()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await OpenOne(manager);
        var menu = manager.Page.Locator(".record-more");
        await menu.FocusAsync();
        await manager.Page.Keyboard.PressAsync("Enter");
        await manager.Page.Locator("#record-actions a").Filter(new() { HasText = "Отменить заявку" }).FocusAsync();
        await manager.Page.Keyboard.PressAsync("Enter");
        await Expect(manager.Dialog.Locator("[name=comment]")).ToBeFocusedAsync();
        await manager.Page.Keyboard.PressAsync("Escape");
        await Expect(manager.Dialog).ToHaveCountAsync(0);
        await Expect(menu).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_date_typed_by_half_is_not_stored_as_none()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await OpenOne(manager);
        await manager.Page.Locator("a.fact-edit[href*='/promised_on?']").ClickAsync();
        var input = manager.Page.Locator(".edit-form [name=promised_on]");
        await input.FocusAsync();
        await manager.Page.Keyboard.TypeAsync("31");
        (await input.EvaluateAsync<bool>("input => input.validity.badInput")).ShouldBeTrue();
        await manager.Page.Locator(".edit-form .btn-primary").ClickAsync();
        await Expect(input).ToBeFocusedAsync();
        (await input.EvaluateAsync<bool>("input => input.validity.badInput")).ShouldBeTrue();
        await input.FillAsync("2030-02-28");
        await manager.Page.Locator(".edit-form .btn-primary").ClickAsync();
        await Expect(Value(manager, "promised_on")).ToContainTextAsync("28 фев 2030");
    }

    /// <summary>Opens a request in pricing that no other test knows.</summary>
    private async Task<string> OpenOne(Visitor visitor)
    {
        var address = $"/requests/{await cabinets.RequestInPricing()}";
        await visitor.Open(address);
        await visitor.Page.Locator(".record").WaitForAsync();
        return address;
    }

    private static ILocator Value(Visitor visitor, string field) => visitor.Page.Locator($"turbo-frame[id$='-{field}'] .fact-value");

    private static async Task Edit(Visitor visitor, string field, string text, bool save = true)
    {
        await visitor.Page.Locator($"a.fact-edit[href*='/{field}?']").ClickAsync();
        await visitor.Page.Locator($".edit-form [name={field}]").FillAsync(text);
        if (save) await visitor.Page.Locator(".edit-form .btn-primary").ClickAsync();
    }

    private static async Task Save(Visitor visitor, string field, string text)
    {
        await visitor.Page.Locator($".inline-open [name={field}]").FillAsync(text);
        await visitor.Page.Locator(".inline-open .btn-primary").ClickAsync();
        await Expect(visitor.Page.Locator(".inline-open")).ToHaveCountAsync(0);
    }
}
