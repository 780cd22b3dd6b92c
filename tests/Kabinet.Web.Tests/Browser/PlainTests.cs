using Kabinet.Engine.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>The same work in a browser that runs no scripts.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PlainTests(Cabinets cabinets)
{
    [Fact]
    public async Task A_request_is_made_corrected_sent_and_cancelled_without_scripts()
    {
        await using var partner = await cabinets.SignIn("partner2", Screen.Desktop with { Scripts = false });
        var page = partner.Page;
        await partner.Open("/requests/new");
        await page.Locator("[name=address]").FillAsync("ул. Простая, 1");
        await page.Locator("[name='lines.0.service']").SelectOptionAsync(new SelectOptionValue { Label = "Эскиз перепланировки" });
        await page.Locator("button[name=_redraw]").ClickAsync();
        await page.Locator("[name='lines.1.service']").SelectOptionAsync(new SelectOptionValue { Label = "Выезд и обмеры" });
        await page.Locator(".form-buttons .btn-primary").ClickAsync();
        await Expect(page.Locator(".error-summary")).ToContainTextAsync("Укажите площадь");
        await Expect(page.Locator("[name=address]")).ToHaveValueAsync("ул. Простая, 1");
        await page.Locator("[name=area]").FillAsync("48,5");
        await page.Locator("[name=house_type]").SelectOptionAsync("panel");
        await page.Locator("[name='files.source']")
            .SetInputFilesAsync(new FilePayload { Name = "Выписка.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4"u8.ToArray() });
        await page.Locator(".form-buttons .btn-primary").ClickAsync();
        await partner.SeesStatus("Новая");
        await Expect(page.Locator(".inline tbody tr")).ToHaveCountAsync(2);

        await page.Locator(".tab").Filter(new() { HasText = "Файлы" }).ClickAsync();
        await Expect(page.Locator(".file-line")).ToContainTextAsync("Выписка.pdf");
        await partner.Open(await page.Locator("#record-actions a").Filter(new() { HasText = "Отменить заявку" })
            .GetAttributeAsync("href") ?? "");
        await page.Locator(".sheet-foot button").ClickAsync();
        await Expect(page.Locator(".field-error")).ToBeVisibleAsync();
        await page.Locator("[name=comment]").FillAsync("Передумали");
        await page.Locator(".sheet-foot button").ClickAsync();
        await partner.SeesStatus("Отменена");
        await page.Locator(".tab").First.ClickAsync();
        await Expect(page.Locator(".inline tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator(".inline-add, .inline-actions, .fact-edit")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_visitor_applies_and_is_thanked()
    {
        await using var visitor = await cabinets.Visit(Screen.Desktop with { Scripts = false });
        await visitor.Open("/apply");
        foreach (var (field, text) in new[] { ("company", "Студия «Ель»"), ("contact_name", "Анна Ель"), ("email", "anna@example.org"),
            ("phone", "+7 900 123-45-67") })
            await visitor.Page.Locator($"[name={field}]").FillAsync(text);
        await visitor.Page.Locator(".form-buttons .btn-primary").ClickAsync();
        await Expect(visitor.Page.Locator(".form-consent .field-error")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("[name=company]")).ToHaveValueAsync("Студия «Ель»");
        await visitor.Page.Locator("#f-consented_at").CheckAsync();
        await visitor.Page.Locator(".form-buttons .btn-primary").ClickAsync();
        await Expect(visitor.Page.Locator(".thanks")).ToContainTextAsync("заявка отправлена");
    }
}
