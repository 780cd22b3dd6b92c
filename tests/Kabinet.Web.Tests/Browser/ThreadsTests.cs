using System.Globalization;
using Kabinet.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>Conversations: written, answered, passed on, and arriving while somebody types.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ThreadsTests(Cabinets cabinets)
{
    [Fact]
    public async Task A_message_arrives_while_another_is_typed_and_nothing_typed_is_lost()
    {
        await using var engineer = await cabinets.SignIn("engineer");
        await engineer.Open("/tasks");
        var task = (await engineer.Page.Locator("a[href^='/tasks/']").First.GetAttributeAsync("href"))!.Split('?')[0];
        var request = task.Replace("/tasks/", "/requests/", StringComparison.Ordinal);
        await engineer.Open($"{task}?tab=talk");
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open($"{request}?tab=talk&thread=engineer");
        await Text(manager).FillAsync("Печатаю ответ");
        await Say(engineer, "Первое");
        await Expect(manager.Page.Locator(".message-text").Last).ToHaveTextAsync("Первое");
        await Expect(Text(manager)).ToHaveValueAsync("Печатаю ответ");
        await Expect(Text(manager)).ToBeFocusedAsync();
        await Expect(Text(engineer)).ToHaveValueAsync("");

        await manager.Open(request);
        var badge = manager.Page.Locator(".record-tabs .is-unread");
        var before = await badge.CountAsync() == 0 ? 0 : int.Parse((await badge.TextContentAsync())!, CultureInfo.InvariantCulture);
        await Say(engineer, "Второе");
        await Expect(badge).ToHaveTextAsync($"{before + 1}");
        await manager.Open($"{request}?tab=talk&thread=engineer");
        await Expect(manager.Page.Locator(".thread-unread")).ToHaveCountAsync(1);
        await Expect(Text(manager)).ToHaveValueAsync("Печатаю ответ");
        await Text(manager).PressAsync("Control+Enter");
        await Expect(manager.Page.Locator(".message-text").Last).ToHaveTextAsync("Печатаю ответ");
        await manager.Page.ReloadAsync();
        await Expect(Text(manager)).ToHaveValueAsync("");
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_pasted_picture_is_sent_answered_changed_and_passed_on()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        var href = await Open(manager);
        await Text(manager).EvaluateAsync("""
            (text, bytes) => {
              const carried = new DataTransfer()
              const read = Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0))
              carried.items.add(new File([read], 'image.png', { type: 'image/png' }))
              text.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: carried }))
            }
            """, Convert.ToBase64String(Pictures.WithText(400, 300)));
        await Expect(manager.Page.Locator(".thread-chosen li")).ToHaveTextAsync("image.png");
        await Text(manager).FillAsync("Вот плна");
        await manager.Page.Locator(".thread-buttons .btn-primary").ClickAsync();
        var last = manager.Page.Locator(".message").Last;
        await Expect(last.Locator(".message-files img")).ToBeVisibleAsync();
        await last.HoverAsync();
        await last.GetByLabel("Изменить").ClickAsync();
        await manager.Dialog.Locator("textarea").FillAsync("Вот план");
        await manager.Confirm();
        await Expect(last).ToContainTextAsync("изменено");
        await last.HoverAsync();
        await last.GetByLabel("Передать другой стороне").ClickAsync();
        await Expect(manager.Dialog.Locator("textarea")).ToHaveValueAsync("Вот план");
        await manager.Confirm();
        await last.HoverAsync();
        await last.GetByLabel("Ответить").ClickAsync();
        await Expect(manager.Page.Locator(".thread-quote")).ToContainTextAsync("Вот план");
        await Text(manager).FillAsync("Принято");
        await manager.Page.Locator(".thread-buttons .btn-primary").ClickAsync();
        await Expect(manager.Page.Locator(".message").Last.Locator(".message-quote")).ToContainTextAsync("Вот план");
        await manager.Picture("thread");
        await manager.Open($"{href}?tab=talk&thread=partner");
        await Expect(manager.Page.Locator(".message-text").Last).ToHaveTextAsync("Вот план");
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task All_conversations_stand_together_and_are_answered_in_place()
    {
        await using var engineer = await cabinets.SignIn("engineer2");
        await engineer.Open("/tasks");
        var task = (await engineer.Page.Locator("a[href^='/tasks/']").First.GetAttributeAsync("href"))!.Split('?')[0];
        await engineer.Open($"{task}?tab=talk");
        await Say(engineer, "Нужны обмеры санузла");
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/inbox");
        var line = manager.Page.Locator(".inbox-line.is-unread").Filter(new() { HasText = "Нужны обмеры санузла" });
        await line.Locator("a").ClickAsync();
        await Expect(manager.Page.Locator(".inbox-open .message-text").Last).ToHaveTextAsync("Нужны обмеры санузла");
        await Say(manager, "Пришлю завтра");
        await Expect(manager.Page.Locator(".inbox-line.is-unread").Filter(new() { HasText = "санузла" })).ToHaveCountAsync(0);
        await Expect(manager.Page.Locator(".inbox-line:has([aria-current])")).ToContainTextAsync("Пришлю завтра");
        await Expect(engineer.Page.Locator(".message-text").Last).ToHaveTextAsync("Пришлю завтра");
        await manager.Picture("inbox");
        (await manager.Barriers()).ShouldBeEmpty();
        manager.HasNoComplaints();

        await using var phone = await cabinets.SignIn("supermanager", Screen.Phone);
        await phone.Open("/inbox");
        await phone.Page.Locator(".inbox-line a").First.ClickAsync();
        await Expect(phone.Page.Locator(".inbox-list")).ToBeHiddenAsync();
        await phone.Page.Locator(".inbox-back").ClickAsync();
        await Expect(phone.Page.Locator(".inbox-list")).ToBeVisibleAsync();
        (await phone.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_conversation_is_written_on_a_phone_and_without_scripts()
    {
        await using var phone = await cabinets.SignIn("supermanager", Screen.Phone);
        var href = await Open(phone);
        (await phone.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        await Text(phone).FillAsync("С телефона");
        await phone.Page.Locator(".thread-buttons .btn-primary").ClickAsync();
        await Expect(phone.Page.Locator(".message-text").Last).ToHaveTextAsync("С телефона");
        (await phone.Barriers()).ShouldBeEmpty();

        await using var plain = await cabinets.SignIn("supermanager", Screen.Desktop with { Scripts = false });
        await plain.Open($"{href}?tab=talk&thread=engineer");
        await Text(plain).FillAsync("Без сценариев");
        await plain.Page.Locator(".thread-buttons .btn-primary").ClickAsync();
        await Expect(plain.Page.Locator(".message-text").Last).ToHaveTextAsync("Без сценариев");
    }

    private static async Task Say(Visitor visitor, string text)
    {
        await Text(visitor).FillAsync(text);
        await Text(visitor).PressAsync("Control+Enter");
        await Expect(visitor.Page.Locator(".message-text").Last).ToHaveTextAsync(text);
    }

    private static ILocator Text(Visitor visitor) => visitor.Page.Locator(".thread-say textarea");

    private static async Task<string> Open(Visitor visitor)
    {
        await visitor.Open("/board");
        var href = await visitor.Page.Locator(".board-column[data-state=in_work] .card-name").First.GetAttributeAsync("href");
        await visitor.Open($"{href}?tab=talk&thread=engineer");
        return href!;
    }
}
