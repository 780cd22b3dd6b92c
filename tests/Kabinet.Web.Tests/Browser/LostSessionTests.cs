using Kabinet.Web.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>The session ends at work: whoever works stays where he is, signs in on the page, and what he sent goes on.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LostSessionTests(Cabinets cabinets)
{
    [Fact]
    public async Task A_dialog_goes_on_after_signing_in()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await OpenRecord(manager, "assigned");
        await OpenStep(manager, "Спросить партнёра");
        await manager.Dialog.Locator("[name=comment]").FillAsync("Какой этаж после потери сеанса?");
        await Lose(manager);
        await manager.Dialog.Locator(".sheet-foot button").ClickAsync();
        await SignInHere(manager, "supermanager");
        await manager.SeesStatus("Уточнение данных");
        await Expect(manager.Dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_form_keeps_its_text_and_files_and_is_sent_after_signing_in()
    {
        await using var partner = await cabinets.SignIn("partner2");
        await partner.Open("/requests/new");
        await partner.Page.Locator("[name=address]").FillAsync("ул. Потерянная, 5");
        await partner.Page.Locator("[name='files.source']").SetInputFilesAsync(new FilePayload
            { Name = "Выписка.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4"u8.ToArray() });
        await Lose(partner);
        await partner.Page.Locator(".form-buttons .btn").Last.ClickAsync();
        await SignInHere(partner, "partner2");
        await partner.SeesStatus("Черновик");
        await partner.Page.Locator(".tab").Filter(new() { HasText = "Файлы" }).ClickAsync();
        await Expect(partner.Page.Locator(".file-line")).ToContainTextAsync("Выписка.pdf");
    }

    [Fact]
    public async Task A_field_edited_in_its_place_and_an_upload_go_on()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        var path = await OpenRecord(manager, "calculation");
        await manager.Page.Locator("a.fact-edit[href*='/client_name?']").ClickAsync();
        await manager.Page.Locator(".edit-form [name=client_name]").FillAsync("После входа");
        await Lose(manager);
        await manager.Page.Locator(".edit-form .btn-primary").ClickAsync();
        await SignInHere(manager, "supermanager");
        await Expect(manager.Page.Locator("turbo-frame[id$='-client_name'] .fact-value")).ToHaveTextAsync("После входа");

        await manager.Open(path + "?tab=files");
        await Lose(manager);
        await manager.Page.Locator("#upload-source").SetInputFilesAsync(new FilePayload
            { Name = "После.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4"u8.ToArray() });
        await SignInHere(manager, "supermanager");
        await Expect(manager.Page.Locator(".file-line").Filter(new() { HasText = "После.pdf" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_page_older_than_the_keys_is_not_felt()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await OpenRecord(manager, "calculation");
        await manager.Page.Locator("a.fact-edit[href*='/client_name?']").ClickAsync();
        await manager.Page.Locator(".edit-form [name=client_name]").FillAsync("Новые ключи");
        await manager.Page.Context.ClearCookiesAsync(new() { Name = "kabinet-form" });
        await manager.Page.Locator(".edit-form .btn-primary").ClickAsync();
        await Expect(manager.Page.Locator("turbo-frame[id$='-client_name'] .fact-value")).ToHaveTextAsync("Новые ключи");
    }

    [Fact]
    public async Task Somebody_else_who_signs_in_is_asked_before_anything_is_sent()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await OpenRecord(manager, "calculation");
        await manager.Page.Locator("a.fact-edit[href*='/client_name?']").ClickAsync();
        await manager.Page.Locator(".edit-form [name=client_name]").FillAsync("Чужими руками");
        await Lose(manager);
        await manager.Page.Locator(".edit-form .btn-primary").ClickAsync();
        await SignInHere(manager, "head");
        await Expect(manager.Page.Locator(".sign-in-sheet [data-other]")).ToBeVisibleAsync();
        await manager.Page.Locator(".sign-in-sheet [data-no]").ClickAsync();
        await Expect(manager.Page.Locator(".sign-in-sheet, .edit-form")).ToHaveCountAsync(0);
        await Expect(manager.Page.Locator("turbo-frame[id$='-client_name'] .fact-value, .fact-edit")).ToHaveCountAsync(0);
        await Expect(manager.Page.Locator(".record-side")).Not.ToContainTextAsync("Чужими руками");
    }

    [Fact]
    public async Task A_refresh_by_itself_does_not_throw_anybody_out()
    {
        await using var manager = await cabinets.SignIn("manager");
        var path = await OpenRecord(manager, "calculation");
        await Lose(manager);
        await manager.Page.EvaluateAsync("() => document.dispatchEvent(new Event('offline:back'))");
        await SignInHere(manager, "manager");
        await Expect(manager.Page.Locator(".sign-in-sheet")).ToHaveCountAsync(0);
        new Uri(manager.Page.Url).AbsolutePath.ShouldBe(path);
    }

    private static Task Lose(Visitor visitor) => visitor.Page.Context.ClearCookiesAsync(new() { Name = "kabinet-session" });

    private static async Task SignInHere(Visitor visitor, string login)
    {
        var sheet = visitor.Page.Locator(".sign-in-sheet");
        await sheet.Locator("#login").FillAsync(login);
        await sheet.Locator("#password").FillAsync(KabinetHost.Password);
        await sheet.Locator("form .btn-primary").ClickAsync();
    }

    private static async Task<string> OpenRecord(Visitor visitor, string state)
    {
        await visitor.Open("/board");
        await visitor.Page.Locator($".board-column[data-state={state}] .card-name").Last.ClickAsync();
        await visitor.Page.Locator(".record").WaitForAsync();
        return new Uri(visitor.Page.Url).AbsolutePath;
    }

    private static async Task OpenStep(Visitor visitor, string title)
    {
        await visitor.Page.Locator(".record-more").ClickAsync();
        await visitor.Page.Locator("#record-actions a").Filter(new() { HasText = title }).ClickAsync();
        await Expect(visitor.Dialog.Locator(".sheet-foot")).ToBeVisibleAsync();
    }
}
