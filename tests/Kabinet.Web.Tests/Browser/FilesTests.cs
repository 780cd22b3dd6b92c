using Kabinet.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>Files of a record: several sent at once, looked at, removed and taken back.</summary>
[Collection(BrowserCollection.Name)]
public sealed class FilesTests(Cabinets cabinets)
{
    // One transparent point.
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task Several_files_are_sent_at_once_and_each_refused_one_says_why()
    {
        await using var manager = await Files();
        await Send(manager, ("Один.png", Picture), ("Два.png", Picture), ("Пустой.png", []), ("Три.png", Picture));
        foreach (var name in new[] { "Один.png", "Два.png", "Три.png" })
            await Expect(Line(manager, name)).ToHaveCountAsync(1);
        await Expect(manager.Page.Locator(".upload-row")).ToHaveCountAsync(1);
        await Expect(manager.Page.Locator(".upload-row.is-failed")).ToContainTextAsync("Файл пуст");
        await manager.Page.Locator(".upload-row button").ClickAsync();
        await Expect(manager.Page.Locator(".upload-row")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_picture_is_looked_at_in_the_page_by_keyboard()
    {
        await using var manager = await Files();
        await Send(manager, ("Первый.png", Picture), ("Второй.png", Picture));
        await Line(manager, "Второй.png").Locator("a").First.ClickAsync();
        await Expect(manager.Dialog.Locator("img")).ToBeVisibleAsync();
        (await manager.Dialog.Locator("img").EvaluateAsync<int>("picture => picture.naturalWidth")).ShouldBe(1);
        var name = await manager.Dialog.Locator("h1").TextContentAsync();
        await manager.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(manager.Dialog.Locator("h1")).Not.ToHaveTextAsync(name!);
        await manager.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(manager.Dialog.Locator("h1")).ToHaveTextAsync(name!);
        await manager.Page.Keyboard.PressAsync("Escape");
        await Expect(manager.Dialog).ToHaveCountAsync(0);
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_removed_file_comes_back_by_a_press_with_and_without_scripts()
    {
        await using var manager = await Files();
        await Send(manager, ("Вернётся.png", Picture));
        await Line(manager, "Вернётся.png").Locator("[popovertarget]").ClickAsync();
        await Line(manager, "Вернётся.png").Locator(".popup-item.danger").ClickAsync();
        await Expect(Line(manager, "Вернётся.png")).ToHaveCountAsync(0);
        await manager.Page.Locator(".toast-line").GetByText("Вернуть").ClickAsync();
        await Expect(Line(manager, "Вернётся.png")).ToHaveCountAsync(1);
        manager.HasNoComplaints();

        await using var plain = await cabinets.SignIn("supermanager", Screen.Desktop with { Scripts = false });
        await plain.Open(new Uri(manager.Page.Url).PathAndQuery);
        await Line(plain, "Вернётся.png").Locator("[popovertarget]").ClickAsync();
        await Line(plain, "Вернётся.png").Locator(".popup-item.danger").ClickAsync();
        await Expect(Line(plain, "Вернётся.png")).ToHaveCountAsync(0);
        await plain.Page.Locator(".toast-line").GetByText("Вернуть").ClickAsync();
        await Expect(Line(plain, "Вернётся.png")).ToHaveCountAsync(1);
        await Line(plain, "Вернётся.png").Locator("a").First.ClickAsync();
        await Expect(plain.Page.Locator("img")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_needed_document_is_dropped_on_its_line_gets_a_new_version_and_becomes_another_kind()
    {
        await using var manager = await Files();
        var group = manager.Page.Locator("#files-source");
        await Expect(group.Locator(".file-need.is-missing")).Not.ToHaveCountAsync(0);
        var title = (await group.Locator(".file-need.is-missing .file-need-title").First.TextContentAsync())!;
        var named = manager.Page.Locator(".file-need-title").Filter(new() { HasText = title });
        var need = group.Locator(".file-need").Filter(new() { Has = named });
        await need.Locator(".file-pick-input").SetInputFilesAsync(
            new FilePayload { Name = "scan.png", MimeType = "image/png", Buffer = Pictures.WithText(400, 300) });
        await Expect(need.Locator(".file-line")).ToContainTextAsync("scan.png");
        await Expect(need.Locator(".file-need-state")).ToHaveCountAsync(0);
        (await need.Locator(".file-small").EvaluateAsync<int>("picture => picture.decode().then(() => picture.naturalWidth)"))
            .ShouldBe(320);

        await need.Locator(".file-line [popovertarget]").ClickAsync();
        await need.Locator(".popup .file-pick-input").SetInputFilesAsync(
            new FilePayload { Name = "scan, подписан.png", MimeType = "image/png", Buffer = Pictures.WithText(300, 400) });
        await Expect(need.Locator(".file-line")).ToContainTextAsync("scan, подписан.png");
        await Expect(need.Locator(".file-facts").First).ToContainTextAsync("версия 2");
        await need.Locator("summary").ClickAsync();
        await Expect(need.Locator(".file-older a")).ToHaveTextAsync("версия 1");
        await manager.Picture("files-needed");

        await need.Locator(".file-line [popovertarget]").ClickAsync();
        await need.GetByText("Без вида").ClickAsync();
        await Expect(need.Locator(".file-line")).ToHaveCountAsync(0);
        await Expect(Line(manager, "scan, подписан.png")).ToHaveCountAsync(1);
        await Expect(manager.Page.Locator(".toast-line")).ToContainTextAsync("Вид документа изменён");
        await Drop(need.Locator(".file-need-head"), "Ещё один.png");
        await Expect(need.Locator(".file-line")).ToContainTextAsync("Ещё один.png");
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_new_version_is_sent_without_scripts_too()
    {
        await using var plain = await cabinets.SignIn("supermanager", Screen.Desktop with { Scripts = false });
        await plain.Open("/board");
        var href = await plain.Page.Locator(".board-column[data-state=review] .card-name").Nth(1).GetAttributeAsync("href");
        await plain.Open($"{href}?tab=files");
        var line = plain.Page.Locator("#files-source .file-line").First;
        await line.Locator("[popovertarget]").ClickAsync();
        await line.Locator(".file-pick-input").SetInputFilesAsync(
            new FilePayload { Name = "Новая.png", MimeType = "image/png", Buffer = Picture });
        await line.Locator(".file-send button").ClickAsync();
        await Expect(Line(plain, "Новая.png").Locator(".file-facts").First).ToContainTextAsync("версия");
    }

    [Fact]
    public async Task A_closed_primary_button_stays_on_a_phone_s_screen_and_the_way_is_at_hand()
    {
        await using var chief = await cabinets.SignIn("supermanager");
        await chief.Open("/board");
        var href = await chief.Page.Locator(".board-column[data-state=calculation] .card-name").First.GetAttributeAsync("href");
        await using var phone = await cabinets.SignIn("supermanager", Screen.Phone);
        await phone.Open(href!);
        await phone.Page.Locator(".record-actions .btn-primary")
            .EvaluateAsync("button => { button.textContent = 'Передать весь пакет документов '.repeat(4) }");
        (await phone.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        var button = (await phone.Page.Locator(".record-actions .btn-primary").BoundingBoxAsync())!;
        (button.X + button.Width).ShouldBeLessThanOrEqualTo(390);
    }

    private static async Task Drop(ILocator place, string name) => await place.EvaluateAsync("""
        (place, [name, bytes]) => {
          const carried = new DataTransfer()
          carried.items.add(new File([Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))], name, { type: 'image/png' }))
          place.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: carried }))
        }
        """, new[] { name, Convert.ToBase64String(Picture) });

    private static ILocator Line(Visitor visitor, string name) => visitor.Page.Locator(".file-line").Filter(new() { HasText = name });

    private static Task Send(Visitor visitor, params (string Name, byte[] Bytes)[] files) =>
        visitor.Page.Locator("#upload-source").SetInputFilesAsync(
            files.Select(file => new FilePayload { Name = file.Name, MimeType = "image/png", Buffer = file.Bytes }));

    private async Task<Visitor> Files()
    {
        var visitor = await cabinets.SignIn("supermanager");
        await visitor.Open("/board");
        var href = await visitor.Page.Locator(".board-column[data-state=review] .card-name").First.GetAttributeAsync("href");
        await visitor.Open($"{href}?tab=files");
        return visitor;
    }
}
