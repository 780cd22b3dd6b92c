using System.Net;
using Kabinet.Web.Tests.Publishing;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Records;

/// <summary>A form that comes too late, or to a record that is not there: its reader learns why, where he is, and loses nothing.</summary>
public class RefusedFormTests
{
    private const string Hand = "hand: { title: Выдать, from: [packed], to: done, by: [seller, chief] }";
    private const string HandOfPacked =
        "hand: { title: Выдать, from: [packed], to: done, by: { seller: \"note = 'собран'\", chief: true }, ask: [comment] }";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_step_that_the_record_no_longer_permits_is_a_conflict_for_who_was_shown_it(string database)
    {
        await using var store = await Store.Open(database);
        await store.Publish((Store.Order, Hand, HandOfPacked));
        var id = await store.Make("order", new { title = "Стол" });
        (await store.Api.Send(HttpMethod.Post, $"/api/records/order/{id}/pack", new { note = "собран" })).Status
            .ShouldBe(HttpStatusCode.OK);
        var shown = (await store.Api.GetJson($"/api/records/order/{id}")).GetProperty("_version").GetInt32();
        (await store.Api.Send(HttpMethod.Patch, $"/api/records/order/{id}", new { note = "разобран" })).Status.ShouldBe(HttpStatusCode.OK);
        var late = await store.Seller.Post("/profile", $"/do/order/{id}/hand", ("comment", "отдал «Гнезду»"), ("_version", $"{shown}"));
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var said = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());
        said.ShouldContain("запись изменили");
        said.ShouldContain("отдал «Гнезду»");
        (await store.Seller.Post("/profile", $"/do/order/{id}/hand", ("comment", "x"), ("_version", $"{shown + 1}"))).StatusCode
            .ShouldBe(HttpStatusCode.NotFound, "whoever sees the record as it is has no such step");
        (await store.Seller.Post("/profile", $"/do/order/{id}/hand", ("comment", "x"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await store.Value("order", id, "status")).ShouldBe("packed");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_form_with_files_is_refused_at_its_fields_before_anything_is_made_and_done_once(string database)
    {
        await using var store = await Store.Open(database);
        await store.Publish((Store.New, "rows: { lines: [what, count] }",
            "rows: { lines: [what, count] }\n    submit: pack\n    files: [scan]"));
        var command = Guid.NewGuid().ToString();
        var refused = await SendNew("");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        html.ShouldContain("Выберите файлы ещё раз");
        html.ShouldContain("Стол «Дубовый»");
        (await store.Api.GetJson("/api/records/order")).GetProperty("items").GetArrayLength().ShouldBe(0);
        for (var time = 0; time < 2; time++) (await SendNew("собран")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var made = (await store.Api.GetJson("/api/records/order")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        made.GetProperty("status").GetString().ShouldBe("packed");
        var files = await store.Api.GetJson($"/api/records/order/{made.GetProperty("id")}/files/scan");
        files.GetProperty("items").GetArrayLength().ShouldBe(1);

        async Task<HttpResponseMessage> SendNew(string note)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(await store.Seller.FormToken("/orders/new")), "__RequestVerificationToken" },
                { new StringContent(command), "_command" }, { new StringContent("order_new"), "_page" },
                { new StringContent("form-0"), "_block" }, { new StringContent("pack"), "_submit" },
                { new StringContent("Стол «Дубовый»"), "title" }, { new StringContent(note), "note" },
                { new ByteArrayContent("скан"u8.ToArray()), "files.scan", "скан.pdf" },
            };
            return await store.Seller.PostAsync("/do/order", form);
        }
    }

    [Fact]
    public async Task An_empty_file_sent_with_a_form_is_told_of()
    {
        await using var store = await Store.Open(Databases.Sqlite);
        await store.Publish((Store.New, "rows: { lines: [what, count] }", "rows: { lines: [what, count] }\n    files: [scan]"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await store.Seller.FormToken("/orders/new")), "__RequestVerificationToken" },
            { new StringContent("order_new"), "_page" }, { new StringContent("form-0"), "_block" }, { new StringContent("Стол"), "title" },
            { new ByteArrayContent([]), "files.scan", "пустой.pdf" },
        };
        (await store.Seller.PostAsync("/do/order", form)).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        WebUtility.HtmlDecode(await store.Seller.GetStringAsync("/orders")).ShouldContain("пустой.pdf: Файл пуст");
    }

    [Fact]
    public async Task What_a_frame_asks_is_answered_in_the_frame()
    {
        await using var store = await Store.Open(Databases.Sqlite);
        store.Seller.DefaultRequestHeaders.Add("Turbo-Frame", "dialog-frame");
        foreach (var address in (string[])["/do/order/999/hand", "/edit/order/999/title", "/frame/transitions/order/999"])
        {
            var answer = await store.Seller.GetAsync(address);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
            var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            html.ShouldContain("<turbo-frame id=\"dialog-frame\">", Case.Sensitive, address);
            html.ShouldContain("Это уже недоступно", Case.Sensitive, address);
            html.ShouldNotContain("<html", Case.Insensitive, address);
        }
        store.Seller.DefaultRequestHeaders.Remove("Turbo-Frame");
        store.Seller.DefaultRequestHeaders.Add("Turbo-Frame", "x\"><script>alert(1)</script>");
        (await (await store.Seller.GetAsync("/do/order/999/hand")).Content.ReadAsStringAsync()).ShouldNotContain("<script>alert");
    }

    [Fact]
    public async Task What_was_typed_for_a_record_that_is_gone_is_given_back_under_names_its_reader_knows()
    {
        await using var store = await Store.Open(Databases.Sqlite);
        var id = await store.Make("order", new { title = "Стол" });
        (await store.Api.DeleteAsync($"/api/records/order/{id}")).EnsureSuccessStatusCode();
        var answer = await store.Seller.Post("/profile", $"/do/order/{id}", ("title", "Стол «Дубовый»"), ("secret", "за 5 000 руб."),
            ("_field", "title"), ("_version", "1"));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var html = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        html.ShouldContain("<dt>Название</dt><dd>Стол «Дубовый»</dd>");
        html.ShouldContain("за 5 000 руб.");
        html.ShouldNotContain("Тайна");
        var foreign = await store.Seller.Post("/profile", "/do/nothing/1", ("title", "Стол «Дубовый»"));
        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        WebUtility.HtmlDecode(await foreign.Content.ReadAsStringAsync()).ShouldNotContain("Название");
        var secret = await store.Seller.Post("/profile", "/password", ("current", "не тот пароль!"), ("password", "новый-пароль-1!"),
            ("repeat", "новый-пароль-1!"));
        WebUtility.HtmlDecode(await secret.Content.ReadAsStringAsync()).ShouldNotContain("новый-пароль-1!");
    }

    [Fact]
    public async Task The_profile_keeps_what_was_typed_and_tells_all_that_is_wrong()
    {
        await using var store = await Store.Open(Databases.Sqlite);
        var refused = await store.Seller.Post("/profile", "/profile", ("name", " "), ("phone", "абвгд"), ("language", "en"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        html.ShouldContain("value=\"абвгд\"");
        html.ShouldContain("id=\"name-error\"");
        html.ShouldContain("id=\"phone-error\"");
        (await store.Seller.Post("/profile", "/profile", ("name", "Зоя"), ("phone", "+7 912 345-67-89"))).Headers.Location!.ToString()
            .ShouldBe("/profile");
        var saved = WebUtility.HtmlDecode(await store.Seller.GetStringAsync("/profile"));
        saved.ShouldContain("Профиль сохранён");
        saved.Replace('\u00A0', ' ').ShouldContain("value=\"+7 912 345-67-89\"");
        WebUtility.HtmlDecode(await store.Seller.GetStringAsync("/profile")).ShouldNotContain("Профиль сохранён");
    }

    [Fact]
    public async Task Whoever_removes_a_record_from_its_page_comes_to_the_list_of_such()
    {
        await using var store = await Store.Open(Databases.Sqlite);
        var id = await store.Make("order", new { title = "Стол" });
        var answer = await store.Chief.Post("/profile", $"/do/order/{id}/delete", ("_return", $"/orders/{id}?tab=history"));
        answer.Headers.Location!.ToString().ShouldBe("/orders");
    }
}
