using Kabinet.Web.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class RegistrationTests(Cabinets cabinets)
{
    private const string Own = "моя длинная фраза", New = "другая длинная фраза";

    public static TheoryData<string> Screens => ["desktop", "phone"];

    [Theory, MemberData(nameof(Screens))]
    public async Task A_stranger_becomes_a_partner_and_finds_his_way_back_when_he_forgets_his_password(string name)
    {
        var screen = name == "phone" ? Screen.Phone : Screen.Desktop;
        var email = $"zlata-{name}@example.org";
        await using var stranger = await cabinets.Visit(screen);
        await Apply(stranger, name, email);
        (await cabinets.Host.LettersTo(email)).ShouldHaveSingleItem().Subject.ShouldContain("заявка на регистрацию получена");
        await Approve(name, screen);

        var password = (await cabinets.Host.LettersTo(email))[0].Text.Split("Одноразовый пароль: ")[1].Split('\n')[0];
        await Enter(stranger, email, password);
        await Fill(stranger, ("current", password), ("password", Own), ("repeat", Own));
        await stranger.Page.Locator(".person-button").WaitForAsync();
        await stranger.Page.Locator(".person-button").ClickAsync();
        await stranger.Page.Locator("form[action='/sign-out'] button").ClickAsync();
        await stranger.Page.Locator("#login").WaitForAsync();

        await Forget(stranger, name, email);
        await stranger.Open(LastLetters.LinkIn((await cabinets.Host.LettersTo(email))[0].Text));
        await Look(stranger, $"recovery-new-{name}");
        await Fill(stranger, ("password", New), ("repeat", New));
        await Expect(stranger.Page.Locator(".toast-text")).ToContainTextAsync("Пароль изменён");
        await Enter(stranger, email, New);
        await stranger.Page.Locator(".person-button").WaitForAsync();
        stranger.HasNoComplaints();
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task A_partner_invites_a_colleague_and_switches_him_off(string name)
    {
        await using var partner = await cabinets.SignIn("partner", name == "phone" ? Screen.Phone : Screen.Desktop);
        await partner.Open("/colleagues");
        await Look(partner, $"colleagues-{name}");
        await partner.Open("/colleagues/invite");
        await partner.Page.Locator("[name=name]").FillAsync($"Прохор {name}");
        await partner.Page.Locator("[name=email]").FillAsync($"prokhor-{name}@example.org");
        await Look(partner, $"colleagues-invite-{name}");
        await partner.Page.Locator(".form-buttons .btn-primary").ClickAsync();
        await Expect(partner.Page.Locator(".one-time-password")).ToBeVisibleAsync();
        await partner.Page.GetByText("Открыть карточку").ClickAsync();
        await Expect(partner.Page.Locator("h1")).ToHaveTextAsync($"Прохор {name}");
        await Look(partner, $"colleagues-one-{name}");
        partner.HasNoComplaints();
    }

    [Theory, MemberData(nameof(Screens))]
    public async Task An_administrator_words_a_letter_anew_sees_it_and_goes_back(string name)
    {
        await using var admin = await cabinets.SignIn("admin", name == "phone" ? Screen.Phone : Screen.Desktop);
        await admin.Open("/admin/letters?letter=notice.paid");
        await admin.Page.Locator("#f-subject").FillAsync("Спасибо за оплату");
        await admin.Page.Locator("#f-body").FillAsync("**Деньги пришли.** ");
        await admin.Page.Locator(".template-place", new() { HasText = "{debt}" }).ClickAsync();
        await Expect(admin.Page.Locator("#f-body")).ToHaveValueAsync("**Деньги пришли.** {debt}");
        await admin.Page.Locator("[formtarget=letter-preview]").ClickAsync();
        await Expect(admin.Page.FrameLocator(".letter-preview").Locator("strong")).ToHaveTextAsync("Деньги пришли.");
        await Look(admin, $"template-preview-{name}");
        await admin.Page.Locator(".form-buttons .btn-primary").ClickAsync();
        await Expect(admin.Page.Locator(".toast-text")).ToContainTextAsync("Шаблон сохранён");
        await admin.Page.GetByText("Вернуть исходный").ClickAsync();
        await Expect(admin.Page.Locator("#f-subject")).ToHaveValueAsync("{notice.title}: {notice.record}");
        admin.HasNoComplaints();
    }

    private static async Task Apply(Visitor stranger, string name, string email)
    {
        await stranger.Open("/apply");
        await Look(stranger, $"apply-{name}");
        await stranger.Page.Locator("[name=company]").FillAsync($"Студия «Злата» {name}");
        await stranger.Page.Locator("[name=contact_name]").FillAsync("Злата Ёлкина");
        await stranger.Page.Locator("[name=email]").FillAsync(email);
        await stranger.Page.Locator("[type=checkbox][name=consented_at]").CheckAsync();
        await stranger.Page.Locator(".form-buttons .btn-primary").ClickAsync();
        await Expect(stranger.Page.GetByText("Спасибо, заявка отправлена")).ToBeVisibleAsync();
    }

    private async Task Approve(string name, Screen screen)
    {
        await using var admin = await cabinets.SignIn("admin", screen);
        await admin.Open("/applications");
        await admin.Page.Locator(".row-link", new() { HasText = $"«Злата» {name}" }).ClickAsync();
        await Look(admin, $"application-new-{name}");
        await admin.Press("Одобрить");
        await admin.Confirm();
        await admin.SeesStatus("Одобрена");
        await Expect(admin.Page.Locator(".similar")).ToHaveCountAsync(0);
        await Look(admin, $"application-{name}");
        await admin.Open($"/admin/mail?q=zlata-{name}");
        await admin.Page.Locator(".row-link").First.ClickAsync();
        await Expect(admin.Page.FrameLocator(".letter-view").GetByText("Войти в кабинет")).ToBeVisibleAsync();
        await Look(admin, $"letter-{name}");
        admin.HasNoComplaints();
    }

    private static async Task Forget(Visitor stranger, string name, string email)
    {
        await stranger.Open("/sign-in");
        await stranger.Page.GetByText("Забыли пароль?").ClickAsync();
        await stranger.Page.Locator("#login").FillAsync(email);
        await Look(stranger, $"recovery-ask-{name}");
        await stranger.Page.Locator(".btn-primary").ClickAsync();
        await Expect(stranger.Page.GetByText("Проверьте почту")).ToBeVisibleAsync();
    }

    private static async Task Enter(Visitor stranger, string login, string password)
    {
        await stranger.Open("/sign-in");
        await Fill(stranger, ("login", login), ("password", password));
    }

    private static async Task Fill(Visitor visitor, params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values) await visitor.Page.Locator($"form:has([type=password]) #{name}").FillAsync(value);
        await visitor.Page.Locator("form:has([type=password]) .btn-primary").First.ClickAsync();
    }

    private static async Task Look(Visitor visitor, string name)
    {
        await visitor.Picture(name);
        (await visitor.Barriers()).ShouldBeEmpty(name);
    }
}
