using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>What is typed is there again: after Esc, a reload, a refusal; and a draft goes on in the form it began in.</summary>
[Collection(BrowserCollection.Name)]
public sealed class TypedTextTests(Cabinets cabinets)
{
    [Fact]
    public async Task Esc_in_a_dialog_drops_nothing()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open($"/requests/{await cabinets.RequestAssigned()}");
        await OpenStep(manager, "Спросить партнёра");
        await Expect(manager.Dialog.Locator("label[for=f-comment]")).ToHaveTextAsync("Вопрос");
        await Expect(manager.Dialog.Locator(".sheet-foot .btn").First).ToHaveTextAsync("Не сейчас");
        await manager.Dialog.Locator("[name=comment]").FillAsync("Где мокрые зоны?");
        await manager.Page.Keyboard.PressAsync("Escape");
        await Expect(manager.Dialog).ToHaveCountAsync(0);
        await manager.Page.ReloadAsync();
        await OpenStep(manager, "Спросить партнёра");
        await Expect(manager.Dialog.Locator("[name=comment]")).ToHaveValueAsync("Где мокрые зоны?");
        await Expect(manager.Dialog.Locator(".form-draft")).ToBeVisibleAsync();
        await manager.Dialog.Locator(".form-draft button").ClickAsync();
        await Expect(manager.Dialog.Locator("[name=comment]")).ToHaveValueAsync("");
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task What_was_typed_in_a_field_that_is_gone_can_be_copied_from_the_draft()
    {
        await using var partner = await cabinets.SignIn("partner2");
        await partner.Open("/requests/new");
        await partner.Page.Locator("[name=address]").FillAsync("ул. Прежняя, 3");
        await partner.Page.WaitForFunctionAsync("() => Object.keys(localStorage).some(key => key.startsWith('draft:'))");
        // As if the form had had one field more when it was typed into.
        await partner.Page.EvaluateAsync("""
            () => {
              const key = Object.keys(localStorage).find(key => key.startsWith('draft:'))
              localStorage[key] = JSON.stringify([...JSON.parse(localStorage[key]), ['former', 'Домофон 15К']])
            }
            """);
        await partner.Page.ReloadAsync();
        await Expect(partner.Page.Locator("[name=address]")).ToHaveValueAsync("ул. Прежняя, 3");
        await Expect(partner.Page.Locator(".form-draft")).ToContainTextAsync("Для этого в форме больше нет поля: Домофон 15К");
        await partner.Page.Locator(".form-draft button").ClickAsync();
        partner.HasNoComplaints();
    }

    [Fact]
    public async Task A_dialog_opened_by_the_keyboard_takes_what_is_typed_at_once()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open($"/requests/{await cabinets.RequestAssigned()}");
        await OpenStep(manager, "Спросить партнёра");
        await Expect(manager.Dialog.Locator("[name=comment]")).ToBeFocusedAsync();
        await manager.Page.Keyboard.TypeAsync("Какая высота?");
        await Expect(manager.Dialog.Locator("[name=comment]")).ToHaveValueAsync("Какая высота?");
        await manager.Page.Keyboard.PressAsync("Escape");
        await manager.Open("/requests");
        await manager.Page.Keyboard.PressAsync("/");
        await Expect(manager.Page.Locator(".grid-search input[type=search]")).ToBeFocusedAsync();
        await manager.Page.Keyboard.TypeAsync("a/b");
        await Expect(manager.Page.Locator(".grid-search input[type=search]")).ToHaveValueAsync("a/b");
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task Esc_in_a_field_edited_in_its_place_keeps_it_and_its_cancel_drops_it()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/board");
        await manager.Page.Locator(".board-column[data-state=calculation] .card-name").Last.ClickAsync();
        var pencil = manager.Page.Locator("a.fact-edit[href*='/description?']");
        var input = manager.Page.Locator(".edit-form [name=description]");
        await pencil.ClickAsync();
        var before = await input.InputValueAsync();
        await input.FillAsync("Долгое описание");
        await manager.Page.Keyboard.PressAsync("Escape");
        await Expect(input).ToHaveCountAsync(0);
        await pencil.ClickAsync();
        await Expect(input).ToHaveValueAsync("Долгое описание");
        await manager.Page.Locator(".edit-form [data-edit-target=cancel]").ClickAsync();
        await Expect(input).ToHaveCountAsync(0);
        await pencil.ClickAsync();
        await Expect(input).ToHaveValueAsync(before);
        manager.HasNoComplaints();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_draft_goes_on_in_the_form_it_began_in(bool scripts)
    {
        await using var partner = await cabinets.SignIn("partner3", Screen.Desktop with { Scripts = scripts });
        var page = partner.Page;
        await partner.Open("/requests/new");
        await page.Locator("[name=address]").FillAsync("ул. Долгая, 12");
        await Service(page, 0, "Эскиз перепланировки");
        await page.Locator(".form-buttons .btn").Last.ClickAsync();
        await partner.SeesStatus("Черновик");
        await page.GetByRole(AriaRole.Link, new() { Name = "Продолжить заполнение" }).ClickAsync();
        await Expect(page.Locator("[name=address]")).ToHaveValueAsync("ул. Долгая, 12");
        await page.Locator("[name=area]").FillAsync("много");
        await page.Locator(".form-buttons .btn-primary").ClickAsync();
        await Expect(page.Locator(".error-summary li")).ToHaveCountAsync(2);
        await Expect(page.Locator("[name=area]")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("[name=house_type]")).ToHaveAttributeAsync("aria-invalid", "true");
        await page.Locator("[name=area]").FillAsync("54");
        await page.Locator("[name=house_type]").SelectOptionAsync("panel");
        await Service(page, 1, "Выезд и обмеры");
        await page.Locator(".form-buttons .btn-primary").ClickAsync();
        await partner.SeesStatus("Новая");
        await Expect(page.Locator(".inline tbody tr")).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Продолжить заполнение" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_summary_leads_to_each_field()
    {
        await using var partner = await cabinets.SignIn("partner2");
        await partner.Open("/requests/new");
        await partner.Page.Locator(".form-buttons .btn-primary").ClickAsync();
        await Expect(partner.Page.Locator(".error-summary a").Filter(new() { HasText = "Услуги" })).ToHaveCountAsync(1);
        await partner.Page.Locator(".error-summary a").Filter(new() { HasText = "Площадь" }).ClickAsync();
        await Expect(partner.Page.Locator("[name=area]")).ToBeFocusedAsync();
        var described = await partner.Page.Locator("[name=area]").GetAttributeAsync("aria-describedby");
        await Expect(partner.Page.Locator("#" + described!.Split(' ')[0])).ToContainTextAsync("Укажите площадь");
        (await partner.Barriers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_offer_names_the_state_it_leads_to()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open($"/do/request/{await cabinets.RequestInPricing(isPriced: true)}/offer");
        var said = await manager.Page.Locator(".dialog-consequences").InnerTextAsync();
        said.ShouldContain("Новый статус: «");
        said.ShouldNotContain("» или «");
    }

    private static async Task Service(IPage page, int row, string title)
    {
        if (await page.Locator($"[name='lines.{row}.service']").CountAsync() == 0) await page.Locator("[data-add-row]").ClickAsync();
        await page.Locator($"[name='lines.{row}.service']")
            .SelectOptionAsync(new SelectOptionValue { Label = title }, new() { Force = true });
    }

    private static async Task OpenStep(Visitor visitor, string title)
    {
        await visitor.Page.Locator(".record-more").ClickAsync();
        await visitor.Page.Locator("#record-actions a").Filter(new() { HasText = title }).ClickAsync();
        await Expect(visitor.Dialog.Locator(".sheet-foot")).ToBeVisibleAsync();
    }
}
