using System.Net;
using Kabinet.Web.Tests.Publishing;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Records;

public class UnchangedInputTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_reference_that_its_editor_may_not_read_is_kept_unless_he_clears_it(string database)
    {
        await using var store = await Store.Open(database);
        var partner = await store.Make("partner", new { title = "Лес", retired = true });
        var id = await store.Make("order", new { title = "Стол", partner });
        var html = await store.Seller.GetStringAsync($"/edit/order/{id}/partner");
        html.ShouldContain("Значение есть, но вам не показано");
        html.ShouldNotContain("Лес");
        var page = await store.Seller.GetStringAsync($"/orders/{id}");
        page.ShouldContain("не показано");
        page.ShouldNotContain("Лес");
        var form = Store.InputsOf(html);
        form["partner"].ShouldBe($"{partner}");
        (await Save(store, $"/do/order/{id}", form)).ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("order", id, "partner")).ShouldBe($"{partner}");
        form["partner"] = "";
        (await Save(store, $"/do/order/{id}", form)).ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("order", id, "partner")).ShouldBe("");
        form["partner"] = $"{partner}";
        form["_version"] = "2";
        (await Save(store, $"/do/order/{id}", form)).ShouldBe(HttpStatusCode.UnprocessableEntity, "it cannot be chosen anew");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_row_with_a_retired_reference_and_a_dialog_that_asks_for_one_are_saved_unchanged(string database)
    {
        await using var store = await Store.Open(database);
        var partner = await store.Make("partner", new { title = "Лес", retired = false });
        var order = await store.Make("order", new { title = "Стол", partner });
        var line = await store.Make("line", new { order, what = "ножка", maker = partner, count = 4 });
        await store.Api.Send(HttpMethod.Patch, $"/api/records/partner/{partner}", new { retired = true });
        var form = Store.InputsOf(await store.Seller.GetStringAsync($"/orders/{order}?tab=lines&row={await Block(store, order)}.{line}"));
        form["maker"].ShouldBe($"{partner}");
        form["count"] = "5";
        (await Save(store, $"/do/line/{line}", form)).ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("line", line, "maker"), await store.Value("line", line, "count")).ShouldBe(($"{partner}", "5"));
        var dialog = Store.InputsOf(await store.Seller.GetStringAsync($"/do/order/{order}/give"));
        dialog["partner"].ShouldBe($"{partner}");
        dialog["comment"] = "так и оставить";
        (await Save(store, $"/do/order/{order}/give", dialog)).ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("order", order, "partner")).ShouldBe($"{partner}");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_reference_in_the_trash_is_kept_too(string database)
    {
        await using var store = await Store.Open(database);
        var partner = await store.Make("partner", new { title = "Лес" });
        var id = await store.Make("order", new { title = "Стол", partner });
        await store.Api.Send(HttpMethod.Delete, $"/api/records/partner/{partner}");
        var form = Store.InputsOf(await store.Chief.GetStringAsync($"/edit/order/{id}/partner"));
        form["partner"].ShouldBe($"{partner}");
        (await Save(store, $"/do/order/{id}", form)).ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("order", id, "partner")).ShouldBe($"{partner}");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_value_from_before_its_field_was_narrowed_passes_unchanged(string database)
    {
        await using var store = await Store.Open(database);
        var id = await store.Make("order", new { title = "Очень длинное название", amount = 5 });
        await store.Publish((Store.Order, "amount: { kind: number,", "amount: { kind: number, min: 10,"),
            (Store.Order, "title: { kind: text,", "title: { kind: text, length: 5,"));
        foreach (var field in new[] { "amount", "title" })
            (await Save(store, $"/do/order/{id}", Store.InputsOf(await store.Seller.GetStringAsync($"/edit/order/{id}/{field}"))))
                .ShouldBe(HttpStatusCode.SeeOther, field);
        var form = Store.InputsOf(await store.Seller.GetStringAsync($"/edit/order/{id}/amount"));
        form["amount"] = "6";
        (await Save(store, $"/do/order/{id}", form)).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await store.Value("order", id, "amount")).ShouldBe("5");
    }

    private static async Task<string> Block(Store store, long order) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await store.Seller.GetStringAsync($"/orders/{order}?tab=lines"))
            .QuerySelector("turbo-frame.inline")!.Id!["inline-".Length..];

    private static async Task<HttpStatusCode> Save(Store store, string action, Dictionary<string, string> form) =>
        (await store.Seller.Post("/profile", action, [.. form.Where(pair => pair.Key is not ("__RequestVerificationToken" or "_command"))
            .Select(pair => (pair.Key, pair.Value)), ("_command", $"{Guid.NewGuid()}")])).StatusCode;
}
