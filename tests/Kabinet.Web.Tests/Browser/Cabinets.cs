using Kabinet.Engine;
using Kabinet.Web.CommandLine;
using Kabinet.Web.Tests.Support;
using Microsoft.Playwright;

namespace Kabinet.Web.Tests.Browser;

/// <summary>The replanning bureau with its demo, served by the real host, and one Chromium for all tests of the collection.</summary>
public sealed class Cabinets : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";
    private IPlaywright? playwright;
    private IBrowser? browser;
    private KabinetHost? host;

    public Uri Address => host!.Address;

    public KabinetEngine Engine => host!.Engine;

    /// <summary>Where the pictures go; ignored by git.</summary>
    public static string Pictures { get; } = Directory.CreateDirectory(Path.Combine(Places.Root, "artifacts", "screenshots")).FullName;

    public static string Axe => Path.Combine(Places.Root, "src", "Kabinet.Web", "node_modules", "axe-core", "axe.min.js");

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Chromium)) return;
        host = await KabinetHost.Start("replanning", demo: true);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    }

    /// <summary>What the site keeps, for what a browser cannot be asked.</summary>
    public KabinetHost Host => host!;

    /// <summary>A new request that has come to the state of pricing; a test that needs one does not depend on what others left.</summary>
    public async Task<long> RequestInPricing(bool isPriced = false)
    {
        var id = await RequestAssigned();
        using var chief = await Host.Api("supermanager");
        await Take(chief, id, "take", new { });
        if (isPriced) await Take(chief, id, "calculate", new { });
        return id;
    }

    /// <summary>A new request that has been distributed.</summary>
    public async Task<long> RequestAssigned()
    {
        using var chief = await Host.Api("supermanager");
        var partner = await FirstOf(chief, "partner");
        var made = await chief.Send(HttpMethod.Post, "/api/records/request", new { partner, address = "ул. Пробная, 1",
            house_type = "panel", area = 50, lines = new[] { new { service = await FirstOf(chief, "service") } } });
        made.Status.ShouldBe(System.Net.HttpStatusCode.Created, made.Body.ToString());
        var id = made.Body.GetProperty("id").GetInt64();
        await Take(chief, id, "submit", new { });
        var me = (await chief.GetJson("/api/me")).GetProperty("user").GetProperty("id").GetInt64();
        await Take(chief, id, "distribute", new { manager = me });
        return id;
    }

    private static async Task<long> FirstOf(HttpClient program, string entity) =>
        (await program.GetJson($"/api/records/{entity}?limit=1")).GetProperty("items")[0].GetProperty("id").GetInt64();

    private static async Task Take(HttpClient program, long id, string step, object inputs)
    {
        var taken = await program.Send(HttpMethod.Post, $"/api/records/request/{id}/{step}", inputs);
        taken.Status.ShouldBe(System.Net.HttpStatusCode.OK, taken.Body.ToString());
    }

    /// <summary>Somebody at his own computer or phone, signed in by the form.</summary>
    public async Task<Visitor> SignIn(string login, Screen? screen = null)
    {
        var visitor = await Visit(screen);
        await visitor.SignIn(login);
        return visitor;
    }

    /// <param name="screen">What he looks with; a desktop when not given.</param>
    /// <param name="site">Name that he calls the site by; a number of the machine when not given.</param>
    public async Task<Visitor> Visit(Screen? screen = null, string? site = null)
    {
        if (browser is null) SkipOrFail();
        screen ??= Screen.Desktop;
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = site is null ? Address.ToString() : new UriBuilder(Address) { Host = site }.ToString(),
            Locale = "ru-RU",
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = screen.IsPhone,
            IsMobile = screen.IsPhone,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = screen.Scripts,
        });
        return await Visitor.Arrive(context);
    }

    private static void SkipOrFail()
    {
        if (Environment.GetEnvironmentVariable("KABINET_TEST_REQUIRE_ALL") == "1") Assert.Fail($"{Chromium} is missing");
        Assert.Skip($"{Chromium} is missing");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (host is not null) await host.DisposeAsync();
    }
}

/// <summary>What somebody looks at the cabinet with.</summary>
public sealed record Screen(string Name, int Width, int Height, bool Dark = false, bool Scripts = true)
{
    public static readonly Screen Desktop = new("desktop", 1440, 900);
    public static readonly Screen Phone = new("phone", 390, 844);

    public bool IsPhone => Width < 768;
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Cabinets>
{
    public const string Name = "browser";
}
