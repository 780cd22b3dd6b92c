using Kabinet.Web.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>A person in the browser. Whatever the console complains of while he works fails the test.</summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>How long a page is waited for: what never comes fails, what comes late on a busy machine does not.</summary>
    private const float SlowMachine = 20_000;

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Visitor(IBrowserContext context, IPage page) => (this.context, Page) = (context, page);

    public IPage Page { get; }

    public static async Task<Visitor> Arrive(IBrowserContext context)
    {
        SetDefaultExpectTimeout(SlowMachine);
        var visitor = new Visitor(context, await context.NewPageAsync());
        visitor.Page.Console += (_, message) =>
            { if (message.Type is "error" or "warning") visitor.complaints.Add($"{visitor.Page.Url}: {message.Text}"); };
        visitor.Page.PageError += (_, error) => visitor.complaints.Add($"{visitor.Page.Url}: {error}");
        return visitor;
    }

    public async Task Open(string path)
    {
        var answer = await Page.GotoAsync(path);
        answer!.Status.ShouldBe(200, path);
    }

    /// <summary>Signs in by the form.</summary>
    public async Task SignIn(string login)
    {
        await Open("/sign-in");
        await Page.Locator("#login").FillAsync(login);
        await Page.Locator("input[type=password]").FillAsync(KabinetHost.Password);
        await Page.Locator("form:has(#login) .btn-primary").ClickAsync();
        await Page.Locator(".person-button").WaitForAsync();
    }

    /// <summary>The status at the head of the record.</summary>
    public Task SeesStatus(string title) => Expect(Page.Locator(".record-status .dot")).ToHaveTextAsync(title);

    /// <summary>Presses a button or link of the record's head by its words.</summary>
    public Task Press(string words) =>
        Page.Locator(".record-actions > :not([popover])").Locator("visible=true").Filter(new() { HasText = words }).ClickAsync();

    public ILocator Dialog => Page.Locator("dialog[open]");

    /// <summary>Confirms the open dialog and sees it close.</summary>
    public async Task Confirm()
    {
        await Dialog.Locator(".sheet-foot button").ClickAsync();
        await Expect(Dialog).ToHaveCountAsync(0);
    }

    /// <summary>Chooses in a searchable list by what a person would type.</summary>
    public static async Task Choose(ILocator combobox, string typed)
    {
        await combobox.Locator("input[role=combobox]").FillAsync(typed);
        await combobox.Locator("[role=option]").Filter(new() { HasText = typed }).First.ClickAsync();
    }

    public async Task Picture(string name) =>
        await Page.ScreenshotAsync(
        new() { Path = Path.Combine(Cabinets.Pictures, name + ".png"), Animations = ScreenshotAnimations.Disabled });

    /// <summary>What axe finds wrong on the page, one line each.</summary>
    public async Task<IReadOnlyList<string>> Barriers()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Cabinets.Axe));
        return await Page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .map(found => `${found.id}: ${found.help} — ${found.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`)
            """);
    }

    public void HasNoComplaints() => complaints.ShouldBeEmpty();

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
