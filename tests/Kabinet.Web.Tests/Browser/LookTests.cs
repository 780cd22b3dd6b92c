using Kabinet.Engine.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>
/// Every cabinet's main pages on a computer and a phone, light and dark: a picture of each for people, and axe over each.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class LookTests(Cabinets cabinets)
{
    private static readonly Screen[] Screens =
        [Screen.Desktop, Screen.Phone, Screen.Desktop with { Name = "desktop-dark", Dark = true },
            Screen.Phone with { Name = "phone-dark", Dark = true }];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var role in new[] { "partner", "manager", "supermanager", "engineer", "admin", "head", "guest" })
            foreach (var screen in Screens) cases.Add(role, screen.Name);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Pages_have_no_barriers(string role, string screenName)
    {
        var screen = Screens.Single(screen => screen.Name == screenName);
        await using var visitor = role == "guest" ? await cabinets.Visit(screen) : await cabinets.SignIn(role, screen);
        var barriers = new List<string>();
        foreach (var (name, path) in PagesOf(role))
        {
            await visitor.Open(path);
            await Ready(visitor);
            if (name == "record") await OpenFirst(visitor);
            if (name == "dialog" && !await OpenDialog(visitor)) continue;
            await visitor.Picture($"{role}-{name}-{screen.Name}");
            barriers.AddRange((await visitor.Barriers()).Select(barrier => $"{path}: {barrier}"));
        }
        barriers.ShouldBeEmpty();
        visitor.HasNoComplaints();
    }

    private static IEnumerable<(string Name, string Path)> PagesOf(string role) => role switch
    {
        "partner" => [("home", "/today"), ("grid", "/my-requests"), ("record", "/my-requests"), ("form", "/requests/new")],
        "manager" => [("home", "/today"), ("grid", "/requests"), ("record", "/requests"), ("board", "/board"), ("dialog", "/today"),
            ("form", "/requests/new")],
        "supermanager" => [("home", "/today"), ("grid", "/requests"), ("board", "/board"), ("dialog", "/today")],
        "engineer" => [("home", "/today"), ("grid", "/tasks"), ("record", "/tasks")],
        "admin" => [("home", "/today"), ("grid", "/applications"), ("record", "/applications"), ("dialog", "/today")],
        "head" => [("home", "/today"), ("grid", "/requests"), ("record", "/partners")],
        _ => [("sign-in", "/sign-in"), ("apply", "/apply")],
    };

    private static async Task Ready(Visitor visitor)
    {
        await visitor.Page.WaitForLoadStateAsync(LoadState.Load);
        await visitor.Page.WaitForFunctionAsync("() => document.fonts.status === 'loaded'");
    }

    private static async Task OpenFirst(Visitor visitor)
    {
        await visitor.Page.Locator(".row-link").First.ClickAsync();
        await visitor.Page.Locator(".record").WaitForAsync();
    }

    private static async Task<bool> OpenDialog(Visitor visitor)
    {
        var step = visitor.Page.Locator(".waiting-line a.btn").First;
        if (await step.CountAsync() == 0) return false;
        await step.ClickAsync();
        await Expect(visitor.Dialog.Locator(".sheet-foot")).ToBeVisibleAsync();
        return true;
    }
}
