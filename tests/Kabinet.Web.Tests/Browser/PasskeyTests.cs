using System.Text.Json;
using Kabinet.Web.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>
/// Passkeys with the browser's own virtual device. Switched on, it answers at once whatever is asked of it, as with a finger that lies on
/// it.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class PasskeyTests(Cabinets cabinets)
{
    public static TheoryData<string> Screens => ["desktop", "phone"];

    [Theory, MemberData(nameof(Screens))]
    public async Task A_person_adds_a_passkey_signs_in_with_it_and_no_more_once_it_is_removed(string name)
    {
        await using var visitor = await cabinets.Visit(name == "phone" ? Screen.Phone : Screen.Desktop, "localhost");
        await OfferNothing(visitor);
        var device = await Device.Of(visitor.Page);
        await visitor.SignIn("engineer");
        await visitor.Open("/profile");
        await Add(visitor, device, "Рабочий ноутбук");
        await Look(visitor, $"passkey-profile-{name}");

        await SignOut(visitor);
        await Look(visitor, $"passkey-sign-in-{name}");
        await Press(visitor, device);
        await visitor.Page.Locator(".person-button").WaitForAsync();
        await device.Answer(false);

        await visitor.Open("/profile");
        await Expect(Passkeys(visitor)).ToContainTextAsync("последний вход");
        await Remove(visitor);
        await SignOut(visitor);
        await Press(visitor, device);
        await Expect(visitor.Page.Locator(".form-error")).ToContainTextAsync("Войти с этим ключом доступа не удалось");
        await Expect(visitor.Page.Locator(".person-button")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_passkey_chosen_in_the_list_under_the_login_signs_in_without_a_button()
    {
        await using var visitor = await cabinets.Visit(site: "localhost");
        var device = await Device.Of(visitor.Page);
        await visitor.SignIn("head");
        await visitor.Open("/profile");
        await Add(visitor, device, "Телефон");
        await SignOut(visitor);
        await device.Answer(true);
        await visitor.Page.GotoAsync("/sign-in?return=%2Fprofile");
        await visitor.Page.WaitForURLAsync("**/profile");
        await Remove(visitor);
        visitor.HasNoComplaints();
    }

    [Fact]
    public async Task The_session_that_ended_at_work_goes_on_after_a_passkey()
    {
        await using var visitor = await cabinets.Visit(site: "localhost");
        await OfferNothing(visitor);
        var device = await Device.Of(visitor.Page);
        await visitor.SignIn("supermanager");
        await visitor.Open("/profile");
        await Add(visitor, device, "Телефон");
        await visitor.Open("/board");
        await visitor.Page.Locator(".board-column[data-state=assigned] .card-name").Last.ClickAsync();
        await visitor.Page.Locator(".record-more").ClickAsync();
        await visitor.Page.Locator("#record-actions a").Filter(new() { HasText = "Спросить партнёра" }).ClickAsync();
        await visitor.Dialog.Locator("[name=comment]").FillAsync("Какой этаж?");
        await visitor.Page.Context.ClearCookiesAsync(new() { Name = "kabinet-session" });
        await visitor.Dialog.Locator(".sheet-foot button").ClickAsync();
        await device.Answer(true);
        await visitor.Page.Locator(".sign-in-sheet .sign-in-passkey button").ClickAsync();
        await visitor.SeesStatus("Уточнение данных");
        await Remove(visitor);
    }

    [Fact]
    public async Task Whoever_turns_away_is_told_so_on_the_page_and_a_second_passkey_on_the_device_is_not_made()
    {
        await using var visitor = await cabinets.Visit(site: "localhost");
        var device = await Device.Of(visitor.Page);
        await visitor.SignIn("manager");
        await visitor.Open("/profile");
        await device.Recognise(false);
        await device.Answer(true);
        await AddButton(visitor).ClickAsync();
        await Expect(visitor.Page.Locator("#passkeys .field-error")).ToContainTextAsync("Ключ доступа не создан");
        await device.Recognise(true);
        await Add(visitor, device, "Телефон");
        await device.Answer(true);
        await AddButton(visitor).ClickAsync();
        await Expect(visitor.Page.Locator("#passkeys .field-error")).ToContainTextAsync("уже есть");
        await Remove(visitor, password: null);
    }

    [Fact]
    public async Task Without_scripts_nothing_of_passkeys_can_be_pressed()
    {
        await using var visitor = await cabinets.Visit(Screen.Desktop with { Scripts = false }, "localhost");
        await visitor.Open("/sign-in");
        await Expect(visitor.Page.Locator(".sign-in-passkey button")).ToBeHiddenAsync();
        await visitor.SignIn("engineer");
        await visitor.Open("/profile");
        await Expect(AddButton(visitor)).ToBeHiddenAsync();
        await Expect(visitor.Page.Locator("#passkeys")).ToContainTextAsync("Здесь ключ доступа добавить нельзя");
    }

    // A virtual device that is switched on chooses in the list by itself, before a button can be pressed.
    private static async Task OfferNothing(Visitor visitor) =>
        await visitor.Page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false");

    private static ILocator Passkeys(Visitor visitor) => visitor.Page.Locator("#passkeys .settings-list li");

    private static ILocator AddButton(Visitor visitor) => visitor.Page.Locator("#passkeys [data-passkey-target=button]");

    private static async Task Add(Visitor visitor, Device device, string name)
    {
        await visitor.Page.Locator("#passkeys input[name=name]").FillAsync(name);
        await device.Answer(true);
        await AddButton(visitor).ClickAsync();
        await Expect(Passkeys(visitor)).ToContainTextAsync(name);
        await device.Answer(false);
    }

    private static async Task Press(Visitor visitor, Device device)
    {
        await device.Answer(true);
        await visitor.Page.Locator(".sign-in-passkey button").ClickAsync();
    }

    /// <param name="visitor">Who has one passkey.</param>
    /// <param name="password">What is asked of whoever came in by a passkey; null for whoever has just typed it.</param>
    private static async Task Remove(Visitor visitor, string? password = KabinetHost.Password)
    {
        await visitor.Open("/profile");
        await Passkeys(visitor).Locator("[popovertarget]").ClickAsync();
        var asked = visitor.Page.Locator("#passkeys [popover]:popover-open");
        await Expect(asked.Locator("input[type=password]")).ToHaveCountAsync(password is null ? 0 : 1);
        if (password is not null) await asked.Locator("input[type=password]").FillAsync(password);
        await asked.Locator(".btn-danger").ClickAsync();
        await Expect(Passkeys(visitor)).ToHaveCountAsync(0);
    }

    private static async Task SignOut(Visitor visitor)
    {
        await visitor.Page.Locator(".person-button").ClickAsync();
        await visitor.Page.Locator("form[action='/sign-out'] button").ClickAsync();
        await Expect(visitor.Page.Locator(".sign-in-passkey button")).ToBeVisibleAsync();
    }

    private static async Task Look(Visitor visitor, string name)
    {
        await visitor.Page.WaitForFunctionAsync("() => document.fonts.status === 'loaded'");
        await visitor.Picture(name);
        (await visitor.Barriers()).ShouldBeEmpty(name);
    }

    /// <summary>The virtual device of one page.</summary>
    private sealed class Device
    {
        private readonly ICDPSession session;
        private readonly string id;

        private Device(ICDPSession session, string id) => (this.session, this.id) = (session, id);

        public static async Task<Device> Of(IPage page)
        {
            var opened = await page.Context.NewCDPSessionAsync(page);
            await opened.SendAsync("WebAuthn.enable");
            var added = await opened.SendAsync("WebAuthn.addVirtualAuthenticator", new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = false,
                },
            });
            return new(opened, added!.Value.GetProperty("authenticatorId").GetString()!);
        }

        /// <summary>Whether it answers, as with a finger on it.</summary>
        public Task<JsonElement?> Answer(bool enabled) =>
            session.SendAsync("WebAuthn.setAutomaticPresenceSimulation", new() { ["authenticatorId"] = id, ["enabled"] = enabled });

        /// <summary>Whether it takes the finger for that of its person.</summary>
        public Task<JsonElement?> Recognise(bool person) =>
            session.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = person });
    }
}
