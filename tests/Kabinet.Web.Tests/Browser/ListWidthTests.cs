using Kabinet.Engine.Blocks;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>Every list of every role shows its columns whole: content decides the widths, the name of a row takes the rest.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ListWidthTests(Cabinets cabinets)
{
    // A cell whose content is wider than it is; the name of a row may be clamped to two lines, and its title has the rest.
    private const string Cut = """
        () => [...document.querySelectorAll('.grid-table :is(th, td):not(td.is-main)')]
          .flatMap(cell => [cell, ...cell.querySelectorAll('*')])
          .filter(part => !part.closest('.unseen') && part.clientWidth > 0 && getComputedStyle(part).display !== 'inline'
            && part.scrollWidth > part.clientWidth + 1)
          .map(part => part.textContent.trim().slice(0, 60))
          .concat([...document.querySelectorAll('.grid-scroll, .inline-scroll')].filter(box => box.scrollWidth > box.clientWidth + 1)
            .map(box => `${box.scrollWidth} in ${box.clientWidth}`))
          .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])
        """;

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var role in new[] { "partner", "manager", "supermanager", "engineer", "admin", "head" })
            foreach (var width in new[] { 1440, 1366 }) cases.Add(role, width);
        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Nothing_is_cut_in_any_list(string role, int width)
    {
        await using var visitor = await cabinets.SignIn(role, Screen.Desktop with { Width = width });
        var solution = cabinets.Engine.Solution.Value;
        var pages = solution.Pages.Values.Where(page => page.Roles.Overlaps(solution.Roles[role].Closure)
            && page.Blocks.Any(block => block is GridBlock) && page.RecordBlock is null).ToList();
        pages.ShouldNotBeEmpty();
        var cut = new List<string>();
        foreach (var page in pages)
        {
            await visitor.Open(page.Definition.Path);
            cut.AddRange((await visitor.Page.EvaluateAsync<string[]>(Cut)).Select(part => $"{page.Key}: {part}"));
        }
        cut.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1280), InlineData(1360), InlineData(1024), InlineData(800), InlineData(390)]
    public async Task A_list_on_a_record_stays_in_its_box(int width)
    {
        await using var head = await cabinets.SignIn("head", Screen.Desktop with { Width = width });
        foreach (var list in new[] { "/partners", "/requests" })
        {
            await head.Open(list);
            await head.Page.Locator(".row-link").First.ClickAsync();
            await head.Page.Locator(".record").WaitForAsync();
            (await head.Page.EvaluateAsync<string[]>("""
                () => [...document.querySelectorAll('.record-main :is(.grid-panel, .inline, .record-section)')]
                  .filter(box => box.getBoundingClientRect().right > box.closest('.record-main').getBoundingClientRect().right + 1)
                  .map(box => box.className).concat(document.documentElement.scrollWidth > innerWidth ? ['page'] : [])
                """)).ShouldBeEmpty($"{list} at {width}");
        }
    }

    [Fact]
    public async Task A_dense_list_keeps_the_number_and_the_partner_on_one_line()
    {
        await using var chief = await cabinets.SignIn("supermanager");
        await chief.Open("/requests?view=all&density=dense");
        var line = chief.Page.Locator(".row-lines").First;
        await Expect(line.Locator(".row-under")).ToBeVisibleAsync();
        await Expect(line.Locator(".row-under")).ToContainTextAsync("ПР-");
        (await line.EvaluateAsync<double>("line => line.clientHeight")).ShouldBeLessThan(26);
    }

    [Fact]
    public async Task A_very_long_name_takes_two_lines_and_says_itself_in_full()
    {
        await using var chief = await cabinets.SignIn("supermanager");
        await chief.Open("/requests?view=open");
        var link = chief.Page.Locator(".row-link").First;
        var lines = await link.EvaluateAsync<double>("""
            link => {
              link.textContent = 'Москва, проезд Серебрякова, владение 14, строение 9 '.repeat(12)
              return link.clientHeight / parseFloat(getComputedStyle(link).lineHeight)
            }
            """);
        lines.ShouldBeLessThan(2.2);
        (await chief.Page.Locator(".row-link[title]").First.GetAttributeAsync("title")).ShouldNotBeNullOrEmpty();
        (await chief.Page.EvaluateAsync<string[]>(Cut)).ShouldBeEmpty();
    }
}
