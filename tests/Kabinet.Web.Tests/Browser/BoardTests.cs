using System.Text.RegularExpressions;
using Kabinet.Engine.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed partial class BoardTests(Cabinets cabinets)
{
    [Fact]
    public async Task A_dragged_card_asks_comes_back_when_cancelled_and_moves_when_confirmed()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/board");
        var id = await Cards(manager, "queued").First.GetAttributeAsync("id");
        await Drag(manager, $"#{id}", "in_work");
        await Expect(manager.Dialog.Locator("h1")).ToHaveTextAsync("Передать инженеру");
        await manager.Page.Keyboard.PressAsync("Escape");
        await Expect(Column(manager, "queued").Locator($"#{id}")).ToBeVisibleAsync();

        await Drag(manager, $"#{id}", "in_work");
        await manager.Dialog.Locator(".choose-name").First.ClickAsync();
        await manager.Confirm();
        await Expect(Column(manager, "in_work").Locator($"#{id}")).ToBeVisibleAsync();
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task While_a_card_is_dragged_its_legal_columns_light_up_and_the_others_say_why()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/board");
        await Lift(manager, Cards(manager, "calculation").First);
        await Expect(Column(manager, "new")).ToHaveClassAsync(Closed());
        await Expect(Column(manager, "new").Locator("[data-why]")).ToHaveTextAsync("Сюда перевести нельзя");
        await Expect(Column(manager, "awaiting_payment").Locator("[data-why]")).Not.ToBeEmptyAsync();
        await manager.Page.Mouse.UpAsync();
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_card_moves_by_its_menu_without_a_mouse()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/board");
        var card = Cards(manager, "assigned").First;
        var id = await card.GetAttributeAsync("id");
        await card.Locator(".card-menu").FocusAsync();
        await manager.Page.Keyboard.PressAsync("Enter");
        var step = manager.Page.Locator("#transitions-popup .popup-item").Filter(new() { HasText = "Взять в расчёт" });
        await step.FocusAsync();
        await manager.Page.Keyboard.PressAsync("Enter");
        await Expect(Column(manager, "calculation").Locator($"#{id}")).ToBeVisibleAsync();
        manager.HasNoComplaints();
    }

    private static ILocator Column(Visitor visitor, string state) => visitor.Page.Locator($".board-column[data-state={state}]");

    private static ILocator Cards(Visitor visitor, string state) => Column(visitor, state).Locator(".card-item");

    private static async Task Lift(Visitor visitor, ILocator card)
    {
        await card.ScrollIntoViewIfNeededAsync();
        var box = (await card.BoundingBoxAsync())!;
        var mouse = visitor.Page.Mouse;
        await mouse.MoveAsync(box.X + 60, box.Y + box.Height - 6);
        await mouse.DownAsync();
        await mouse.MoveAsync(box.X + 75, box.Y + box.Height - 2, new() { Steps = 4 });
    }

    private static async Task Drag(Visitor visitor, string card, string state)
    {
        await Lift(visitor, visitor.Page.Locator(card));
        var target = (await Column(visitor, state).Locator(".board-cards").BoundingBoxAsync())!;
        await visitor.Page.Mouse.MoveAsync(target.X + 40, target.Y + 20, new() { Steps = 15 });
        await visitor.Page.Mouse.UpAsync();
    }

    [GeneratedRegex("is-closed", RegexOptions.None, 1000)]
    private static partial Regex Closed();
}
