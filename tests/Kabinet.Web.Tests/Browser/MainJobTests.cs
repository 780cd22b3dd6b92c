using Kabinet.Engine.Model;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Kabinet.Web.Tests.Browser;

/// <summary>The main job of the bureau from the first form to the last confirmation, by the hands of all its people.</summary>
[Collection(BrowserCollection.Name)]
public sealed class MainJobTests(Cabinets cabinets)
{
    private const string Address = "ул. Ёлочная, 7, кв. 15";

    [Fact]
    public async Task A_request_goes_from_the_partner_to_the_finished_package()
    {
        await using var partner = await cabinets.SignIn("partner");
        var id = await PartnerSubmits(partner);
        await using (var supermanager = await cabinets.SignIn("supermanager")) await Distributes(supermanager, id);
        await using var manager = await cabinets.SignIn("manager");
        await TakesAndOffers(manager, id);
        await using (var admin = await cabinets.SignIn("admin")) await MarksPaid(admin, id);
        await Gives(manager, id);
        await using (var engineer = await cabinets.SignIn("engineer")) await Works(engineer, id);
        await AcceptsAndDelivers(manager, id);
        await Confirms(partner, id);
        foreach (var visitor in new[] { partner, manager }) visitor.HasNoComplaints();
    }

    private static async Task<string> PartnerSubmits(Visitor partner)
    {
        await partner.Open("/requests/new");
        await partner.Page.GetByLabel("Адрес").FillAsync(Address);
        await partner.Page.GetByLabel("Площадь").FillAsync("82,5");
        await partner.Page.GetByLabel("Тип дома").SelectOptionAsync("panel");
        await Visitor.Choose(partner.Page.Locator(".rows-table .combobox").First, "Проект перепланировки");
        await partner.Page.Locator(".form-buttons .btn-primary").ClickAsync();
        await partner.SeesStatus("Новая");
        return partner.Page.Url[(partner.Page.Url.LastIndexOf('/') + 1)..];
    }

    private static async Task Distributes(Visitor supermanager, string id)
    {
        await supermanager.Open($"/requests/{id}");
        await supermanager.Press("Распределить");
        await supermanager.Dialog.GetByText("Жанна Щёголева").ClickAsync();
        await supermanager.Confirm();
        await supermanager.SeesStatus("Распределена");
        supermanager.HasNoComplaints();
    }

    private static async Task TakesAndOffers(Visitor manager, string id)
    {
        await manager.Open($"/requests/{id}");
        await manager.Press("Взять в расчёт");
        await manager.SeesStatus("Расчёт стоимости");
        await manager.Press("Рассчитать");
        await Expect(manager.Page.Locator(".toast-text")).ToContainTextAsync("цена рассчитана");
        await manager.Press("Предложить цену");
        await manager.Confirm();
        await manager.SeesStatus("Ожидает оплаты");
    }

    private static async Task MarksPaid(Visitor admin, string id)
    {
        await admin.Open($"/requests/{id}");
        await admin.Press("Отметить оплату");
        await Expect(admin.Dialog.Locator("[name=amount]")).Not.ToHaveValueAsync("");
        await admin.Confirm();
        await admin.SeesStatus("В очереди");
        admin.HasNoComplaints();
    }

    private static async Task Gives(Visitor manager, string id)
    {
        await manager.Open($"/requests/{id}");
        await manager.Press("Передать инженеру");
        await manager.Dialog.GetByText("Фёдор Чернышёв").ClickAsync();
        await manager.Confirm();
        await manager.SeesStatus("В работе");
    }

    private static async Task Works(Visitor engineer, string id)
    {
        await engineer.Open($"/tasks/{id}");
        await Expect(engineer.Page.Locator(".record-actions .reasons")).ToContainTextAsync("Загрузите хотя бы один файл работы");
        await Upload(engineer, "work", "Проект.pdf");
        await engineer.Press("Сдать на проверку");
        await engineer.SeesStatus("На проверке");
        engineer.HasNoComplaints();
    }

    private static async Task AcceptsAndDelivers(Visitor manager, string id)
    {
        await manager.Open($"/requests/{id}");
        await manager.Press("Принять работу");
        await manager.SeesStatus("Готова к выдаче");
        await Expect(manager.Page.Locator(".record-actions .reasons")).ToContainTextAsync("Соберите пакет документов");
        await manager.Open($"/requests/{id}?tab=files");
        await Upload(manager, "package", "Пакет.pdf");
        await manager.Press("Передать партнёру");
        await manager.SeesStatus("Передана партнёру");
    }

    private static async Task Confirms(Visitor partner, string id)
    {
        await partner.Open($"/requests/{id}?tab=files");
        await Expect(partner.Page.GetByText("Пакет.pdf")).ToBeVisibleAsync();
        await partner.Press("Подтвердить получение");
        await partner.SeesStatus("Завершена");
        await partner.Open($"/requests/{id}?tab=history");
        await Expect(partner.Page.Locator(".event").First).ToContainTextAsync("«Завершена»");
        await Expect(partner.Page.Locator(".events")).Not.ToContainTextAsync("Фёдор");
    }

    private static async Task Upload(Visitor visitor, string group, string name)
    {
        await visitor.Page.Locator($"#upload-{group}")
            .SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/pdf",
            Buffer = "%PDF-1.4 a small drawing"u8.ToArray() });
        await Expect(visitor.Page.Locator(".file-line").Filter(new() { HasText = name })).ToBeVisibleAsync();
    }
}
