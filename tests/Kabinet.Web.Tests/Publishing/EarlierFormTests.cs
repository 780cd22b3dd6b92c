using System.Net;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Publishing;

public class EarlierFormTests
{
    private static readonly (string, string, string)[] NoteRenamed =
    [
        (Store.Order, "note: { kind: text,", "remark: { kind: text, was: note,"), (Store.Order, "ask: [note]", "ask: [remark]"),
        (Store.Orders, "note", "remark"), (Store.OrderPage, "note", "remark"), (Store.New, "note", "remark"),
    ];

    private static readonly (string, string, string)[] NoteRemoved =
    [
        (Store.Order, "  note: { kind: text, title: { ru: Заметка, en: Note } }\n", ""), (Store.Order, ", ask: [note]", ""),
        (Store.Orders, "note, ", ""), (Store.Orders, ", note]", "]"), (Store.OrderPage, "note, ", ""), (Store.New, "note, ", ""),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_form_opened_before_renames_loses_nothing(string database)
    {
        await using var store = await Store.Open(database);
        var form = Store.InputsOf(await store.Seller.GetStringAsync("/orders/new"));
        form["_revision"].ShouldBe("1");
        await store.Publish(NoteRenamed);
        await store.Publish((Store.Order, "entity: order", "entity: purchase\nwas: order"),
            (Store.Orders, "entity: order", "entity: purchase"), (Store.OrderPage, "entity: order", "entity: purchase"),
            (Store.New, "entity: order", "entity: purchase"),
            (Store.Line, "order: { kind: ref, to: order, part: true, required: true, inverse: lines }",
                "purchase: { kind: ref, to: purchase, part: true, required: true, inverse: items, was: order }"),
            (Store.Line, "what: {", "name: { was: what,"), (Store.Line, "label: what", "label: name"),
            (Store.OrderPage, "of: lines, columns: [what,", "of: items, columns: [name,"), (Store.New, "lines: [what,", "items: [name,"));
        await store.Publish((Store.Order.Replace("order", "purchase"), "big: Большой", "large: { title: Большой, was: big }"),
            (Store.Order.Replace("order", "purchase"), "remark: { kind: text, was: note,", "memo: { kind: text, was: remark,"),
            (Store.Order.Replace("order", "purchase"), "[remark]", "[memo]"), (Store.Orders, "remark", "memo"),
            (Store.OrderPage, "remark", "memo"), (Store.New, "remark", "memo"),
            (Store.New, "page: order_new", "page: purchase_new\nwas: order_new"),
            (Store.New, "blocks:\n", "blocks:\n  - { block: text, text: Слова впереди }\n"));
        foreach (var (name, value) in new[] { ("title", "Стол"), ("note", "с резьбой"), ("size", "big"), ("lines.0.what", "ножка"),
            ("lines.0.count", "4") }) form[name] = value;
        var answer = await store.Seller.Post("/profile", "/do/order", [.. form.Where(pair => pair.Key != "__RequestVerificationToken")
            .Select(pair => (pair.Key, pair.Value))]);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, await answer.Content.ReadAsStringAsync());
        var made = (await store.Api.GetJson("/api/records/purchase")).GetProperty("items")[0];
        (made.GetProperty("memo").ToString(), made.GetProperty("size").ToString()).ShouldBe(("с резьбой", "large"));
        var line = (await store.Api.GetJson("/api/records/line")).GetProperty("items")[0];
        (line.GetProperty("name").ToString(), line.GetProperty("count").ToString()).ShouldBe(("ножка", "4"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_removed_field_is_told_by_name_with_what_was_typed_and_the_rest_stays_in_the_form(string database)
    {
        await using var store = await Store.Open(database);
        await store.Publish(NoteRemoved);
        var answer = await store.Send("/do/order", 1, ("title", "Стол"), ("note", "с резьбой & лаком"), ("size", "big"),
            ("_page", "order_new"), ("_block", "form-0"), ("_return", "/orders/new"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await answer.Content.ReadAsStringAsync();
        WebUtility.HtmlDecode(html).ShouldContain(
            "«Заметка»: этого поля больше нет, форму изменили, пока она была открыта. Вы ввели: с резьбой & лаком");
        var again = Store.InputsOf(html);
        (again["title"], again["size"], again["_revision"]).ShouldBe(("Стол", "big", "2"));
        (await store.Api.GetJson("/api/records/order")).GetProperty("items").GetArrayLength().ShouldBe(0, "nothing is saved by halves");
        (await store.Send("/do/order", 2, ("title", "Стол"), ("_page", "order_new"), ("_block", "form-0"))).StatusCode
            .ShouldBe(HttpStatusCode.SeeOther);
        (await store.Send("/do/order", 1, ("title", "Стул"), ("note", " "), ("_page", "order_new"), ("_block", "form-0"))).StatusCode
            .ShouldBe(HttpStatusCode.SeeOther, "a blank input loses nothing");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_pencil_and_a_dialog_follow_too_and_what_has_nowhere_to_go_is_shown_to_be_copied(string database)
    {
        await using var store = await Store.Open(database);
        var id = await store.Make("order", new { title = "Стол", note = "до" });
        await store.Publish(NoteRenamed);
        await store.Publish((Store.Order, "pack: {", "collect: { was: pack,"));
        (await store.Send($"/do/order/{id}", 1, ("_field", "note"), ("_version", "1"), ("note", "после"))).StatusCode
            .ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("order", id, "remark")).ShouldBe("после");
        (await store.Send($"/do/order/{id}/pack", 1, ("note", "упаковано"))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("order", id, "remark")).ShouldBe("упаковано");
        (await store.Seller.GetStringAsync($"/edit/order/{id}/note")).ShouldContain("name=\"remark\"");
        await store.Publish((Store.Order, "  remark: { kind: text, was: note, title: { ru: Заметка, en: Note } }\n", ""),
            (Store.Order, ", ask: [remark]", ""), (Store.Orders, "remark, ", ""), (Store.Orders, ", remark]", "]"),
            (Store.OrderPage, "remark, ", ""), (Store.New, "remark, ", ""));
        var gone = await store.Send($"/do/order/{id}", 1, ("_field", "note"), ("_version", "1"), ("note", "потерянное"),
            ("_return", "/orders"));
        gone.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var html = WebUtility.HtmlDecode(await gone.Content.ReadAsStringAsync());
        html.ShouldContain("Форму изменили, пока она была открыта");
        html.ShouldContain(">потерянное</textarea>");
        html.ShouldContain("href=\"/orders\"");
        var second = await store.Make("order", new { title = "Стул" });
        await store.Publish((Store.Order, "    give: { title: Передать, from: [new, packed], to: same, by: [seller, chief], "
            + "ask: [partner, comment] }\n", ""));
        var step = await store.Send($"/do/order/{second}/give", 4, ("comment", "важные слова"));
        (step.StatusCode, WebUtility.HtmlDecode(await step.Content.ReadAsStringAsync())).ShouldSatisfyAllConditions(
            told => told.StatusCode.ShouldBe(HttpStatusCode.Conflict), told => told.Item2.ShouldContain("важные слова"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_key_taken_by_another_field_is_still_followed_from_the_revision_of_the_form(string database)
    {
        await using var store = await Store.Open(database);
        var id = await store.Make("order", new { title = "Стол" });
        (string, string, string)[] Swap(string from, string to) =>
        [
            (Store.Order, $"  {from}: {{ kind: text,", $"  {to}: {{ kind: text, was: {from},"),
            .. from == "note" ? new[] { (Store.Order, "ask: [note]", $"ask: [{to}]") } : [],
        ];
        await store.Publish([.. Swap("note", "spare"), (Store.Orders, "note", "spare"), (Store.OrderPage, "note", "spare"),
            (Store.New, "note", "spare")]);
        await store.Publish((Store.Order, "  secret: { kind: text,", "  note: { kind: text, was: secret,"),
            (Store.Order, "was: note, ", ""), (Store.Order, "hide: [secret]", "hide: [note]"));
        (await store.Send($"/do/order/{id}", 1, ("_field", "note"), ("_version", "1"), ("note", "слова"))).StatusCode
            .ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("order", id, "spare")).ShouldBe("слова");
        (await store.Value("order", id, "note")).ShouldBe("");
        await store.Publish((Store.Order, "  note: { kind: text, was: secret,", "  secret: { kind: text, was: note,"),
            (Store.Order, "hide: [note]", "hide: [secret]"));
        await store.Publish((Store.Order, "  spare: { kind: text,", "  note: { kind: text, was: spare,"), (Store.Order, "ask: [spare]",
            "ask: [note]"), (Store.Order, "was: note, ", ""), (Store.Orders, "spare", "note"), (Store.OrderPage, "spare", "note"),
            (Store.New, "spare", "note"));
        foreach (var revision in new[] { 1, 2, 3, 4, 5 })
            (await store.Send($"/do/order/{id}", revision, (revision is 1 or 5 ? "note" : "spare", $"из {revision}"))).StatusCode
                .ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("order", id, "note")).ShouldBe("из 5");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_field_that_is_hidden_stays_unknown_whatever_it_was_called(string database)
    {
        await using var store = await Store.Open(database);
        var id = await store.Make("order", new { title = "Стол" });
        await store.Publish((Store.Order, "  secret: { kind: text,", "  hidden: { kind: text, was: secret,"),
            (Store.Order, "hide: [secret]", "hide: [hidden]"));
        var renamed = await store.Send($"/do/order/{id}", 1, ("secret", "x"));
        await store.Publish((Store.Order, "  hidden: { kind: text, was: secret, title: { ru: Тайна, en: Secret } }\n", ""),
            (Store.Order, ", hide: [hidden]", ""));
        var removed = await store.Send($"/do/order/{id}", 1, ("secret", "x"));
        var never = await store.Send($"/do/order/{id}", 1, ("nothing", "x"));
        foreach (var answer in new[] { renamed, removed, never })
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("Тайна");
        (removed.StatusCode, never.StatusCode).ShouldBe((renamed.StatusCode, renamed.StatusCode));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Publications_among_posted_forms_lose_none_of_them(string database)
    {
        await using var store = await Store.Open(database);
        var publishing = Task.Run(async () =>
        {
            var (from, to) = ("note", "note_1");
            for (var turn = 1; turn <= 4; turn++, (from, to) = (to, $"note_{turn}"))
                await store.Publish((Store.Order, turn == 1 ? "  note: { kind: text," : $"  {from}: {{ kind: text, was: {Before(turn)},",
                    $"  {to}: {{ kind: text, was: {from},"), (Store.Order, $"ask: [{from}]", $"ask: [{to}]"), (Store.Orders, from, to),
                    (Store.OrderPage, from, to), (Store.New, from, to));
        });
        var token = await store.Seller.FormToken("/profile");
        var sent = 0;
        while (!publishing.IsCompleted || sent == 0)
        {
            using var content = new FormUrlEncodedContent(new Dictionary<string, string> { ["title"] = $"Заказ {++sent}",
                ["note"] = $"слова {sent}", ["_revision"] = "1", ["_page"] = "order_new", ["_block"] = "form-0",
                ["__RequestVerificationToken"] = token });
            (await store.Seller.PostAsync("/do/order", content)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await publishing;
        var orders = (await store.Api.GetJson("/api/records/order?limit=500")).GetProperty("items").EnumerateArray().ToList();
        orders.Count.ShouldBe(Math.Min(sent, 500));
        orders.ShouldAllBe(order =>
            order.GetProperty("note_4").ToString() == order.GetProperty("title").ToString().Replace("Заказ", "слова"));

        static string Before(int turn) => turn == 2 ? "note" : $"note_{turn - 2}";
    }
}
