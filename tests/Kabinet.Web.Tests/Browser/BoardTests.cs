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
        await using var manager = await cabinets.SignIn("supermanager", Screen.Desktop with { Width = 1920 });
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
    public async Task A_card_let_go_over_a_column_that_does_not_take_it_stays_where_it_was()
    {
        await using var manager = await cabinets.SignIn("supermanager", Screen.Desktop with { Width = 1920 });
        await manager.Open("/board");
        var id = await Cards(manager, "assigned").First.GetAttributeAsync("id");
        await Lift(manager, manager.Page.Locator($"#{id}"));
        foreach (var state in new[] { "calculation", "new" })
        {
            var over = (await Column(manager, state).Locator(".board-cards").BoundingBoxAsync())!;
            await manager.Page.Mouse.MoveAsync(over.X + 40, over.Y + 20, new() { Steps = 15 });
        }
        await Expect(Column(manager, "new")).ToHaveClassAsync(Closed());
        await manager.Page.Mouse.UpAsync();
        await Expect(Column(manager, "new")).Not.ToHaveClassAsync(Closed());
        await Expect(Column(manager, "assigned").Locator($"#{id}")).ToBeVisibleAsync();
        await manager.Page.ReloadAsync();
        await Expect(Column(manager, "assigned").Locator($"#{id}")).ToBeVisibleAsync();
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

    [Fact]
    public async Task The_search_finds_cards_in_every_column_and_stands_in_the_address()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/board");
        var number = (await Cards(manager, "new").First.Locator(".card-facts li").First.TextContentAsync())!.Trim();
        await manager.Page.Locator(".grid-search input").FillAsync(number);
        await Expect(manager.Page.Locator(".card-item")).ToHaveCountAsync(1);
        manager.Page.Url.ShouldContain("q=");
        await Expect(Column(manager, "new").Locator(".counter")).ToHaveTextAsync("1");
        await Expect(Column(manager, "assigned").Locator(".counter")).ToHaveTextAsync("0");
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task Back_from_a_card_the_board_stands_as_it_stood()
    {
        await using var manager = await cabinets.SignIn("supermanager", Screen.Desktop with { Height = 420 });
        await manager.Open("/board");
        await Expect(manager.Page.Locator(".board-frame[data-controller=board]")).ToBeVisibleAsync();
        var column = Column(manager, "delivered").Locator(".board-cards");
        await column.Locator(".card-item").Last.ScrollIntoViewIfNeededAsync();
        var stood = await Scrolled(manager);
        stood.Left.ShouldBeGreaterThan(100);
        stood.Top.ShouldBeGreaterThan(20);
        await column.Locator(".card-name").Last.ClickAsync();
        await manager.Page.Locator(".record").WaitForAsync();
        await manager.Page.GoBackAsync();
        await manager.Page.WaitForFunctionAsync("left => document.querySelector('.board')?.scrollLeft === left", stood.Left);
        (await Scrolled(manager)).ShouldBe(stood);
        manager.HasNoComplaints();
    }

    [Fact]
    public async Task A_folded_column_takes_a_card_and_opens_by_a_click_with_and_without_scripts()
    {
        await using var manager = await cabinets.SignIn("supermanager", Screen.Desktop with { Width = 1920 });
        await manager.Open("/board");
        await Expect(Column(manager, "paused").Locator(".card-item")).ToHaveCountAsync(0);
        var id = await Cards(manager, "rework").First.GetAttributeAsync("id");
        await Drag(manager, $"#{id}", "paused");
        await manager.Dialog.Locator("textarea").FillAsync("Ждём доверенность");
        await manager.Confirm();
        await Expect(Column(manager, "rework").Locator($"#{id}")).ToHaveCountAsync(0);
        await Column(manager, "paused").Locator(".board-unfold").ClickAsync();
        await Expect(Column(manager, "paused").Locator($"#{id}")).ToBeVisibleAsync();
        await manager.Page.WaitForURLAsync("**open=paused*");
        await Column(manager, "paused").Locator(".board-fold").ClickAsync();
        await Expect(Column(manager, "paused").Locator(".card-item")).ToHaveCountAsync(0);
        manager.HasNoComplaints();

        await using var plain = await cabinets.SignIn("supermanager", Screen.Desktop with { Scripts = false });
        await plain.Open("/board");
        await plain.Page.Locator(".board-unfold").ClickAsync();
        await Expect(Column(plain, "paused").Locator($"#{id}")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Names_on_cards_take_three_lines_at_most_and_six_columns_fit()
    {
        await using var manager = await cabinets.SignIn("supermanager");
        await manager.Open("/board");
        (await manager.Page.EvaluateAsync<double>("""
            () => Math.max(...[...document.querySelectorAll('.card-name')]
              .map(name => name.clientHeight / parseFloat(getComputedStyle(name).lineHeight)))
            """)).ShouldBeLessThan(3.2);
        (await manager.Page.EvaluateAsync<int>("""
            () => [...document.querySelectorAll('.board-column')]
              .filter(column => column.getBoundingClientRect().right <= innerWidth).length
            """)).ShouldBeGreaterThanOrEqualTo(6);
    }

    private static async Task<(int Left, int Top)> Scrolled(Visitor visitor)
    {
        var places = await visitor.Page.EvaluateAsync<int[]>("""
            () => [document.querySelector('.board').scrollLeft,
              document.querySelector('.board-column[data-state=delivered] .board-cards').scrollTop]
            """);
        return (places[0], places[1]);
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
