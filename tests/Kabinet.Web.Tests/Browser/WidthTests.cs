namespace Kabinet.Web.Tests.Browser;

/// <summary>
/// Nothing is ever wider than a phone: every page of the menu, the first record of each list with its tabs, and every form.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class WidthTests(Cabinets cabinets)
{
    private const string TooWide = """
        () => document.documentElement.scrollWidth <= innerWidth ? []
          : [...document.querySelectorAll('main *')].filter(element => element.getBoundingClientRect().right > innerWidth + 1
              && !element.closest('.grid-scroll, .tabs, .board, .inline-scroll')).slice(0, 3)
              .map(element => element.outerHTML.slice(0, 120))
              .concat(`${document.documentElement.scrollWidth} > ${innerWidth}`)
        """;

    [Theory]
    [InlineData("partner", 390)]
    [InlineData("manager", 360)]
    [InlineData("supermanager", 390)]
    [InlineData("engineer", 360)]
    [InlineData("admin", 390)]
    [InlineData("head", 360)]
    public async Task No_page_of_a_cabinet_is_wider_than_a_phone(string role, int width)
    {
        await using var visitor = await cabinets.SignIn(role, Screen.Phone with { Width = width });
        var wide = new List<string>();
        foreach (var path in await Links(visitor, "#menu .menu-item, .topbar-create, #create-menu a"))
        {
            await Look(visitor, path, wide);
            if ((await Links(visitor, ".row-link, .waiting-name")).FirstOrDefault() is not { } record) continue;
            await Look(visitor, record, wide);
            foreach (var tab in await Links(visitor, ".record-tabs .tab")) await Look(visitor, tab, wide);
        }
        await Look(visitor, "/profile", wide);
        wide.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(360)]
    [InlineData(390)]
    public async Task No_page_for_guests_is_wider_than_a_phone(int width)
    {
        await using var visitor = await cabinets.Visit(Screen.Phone with { Width = width });
        var wide = new List<string>();
        foreach (var path in new[] { "/sign-in", "/apply", "/privacy" }) await Look(visitor, path, wide);
        wide.ShouldBeEmpty();
    }

    private static async Task Look(Visitor visitor, string path, List<string> wide)
    {
        await visitor.Open(path);
        wide.AddRange((await visitor.Page.EvaluateAsync<string[]>(TooWide)).Select(what => $"{path}: {what}"));
    }

    private static async Task<string[]> Links(Visitor visitor, string selector) =>
        [.. (await visitor.Page.EvaluateAsync<string[]>(
            "selector => [...document.querySelectorAll(selector)].map(link => link.getAttribute('href') ?? '')", selector))
            .Where(href => href.StartsWith('/')).Distinct()];
}
