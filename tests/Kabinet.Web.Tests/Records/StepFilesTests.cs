using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Kabinet.Web.Request;
using Kabinet.Web.Tests.Publishing;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Records;

/// <summary>The dialog and the API of a transition that asks for files.</summary>
public class StepFilesTests
{
    private const string Roles = "roles/staff.yaml";
    private const string Hand = "hand: { title: Выдать, from: [packed], to: done, by: [seller, chief] }";
    private const string HandWithFiles =
        "hand: { title: Выдать, from: [packed], to: done, by: [seller, chief], ask: [note], files: { act: {}, scan: { optional: true } } }";
    private const string Scan = "  scan: { title: Сканы, read: [seller, chief], write: [seller, chief] }";
    private const string Act = "  act: { title: Акты, read: [chief], write: [chief], max_megabytes: 1 }";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_dialog_asks_for_files_and_the_step_stores_several_at_once(string database)
    {
        await using var store = await Open(database);
        var id = await Packed(store);
        var dialog = await store.Seller.GetStringAsync($"/do/order/{id}/hand");
        dialog.ShouldContain("enctype=\"multipart/form-data\"");
        dialog.ShouldContain("name=\"files.act\"");
        dialog.ShouldContain("До 1 МБ каждый");
        (await Form(store, id, "отдан", ("files.act", "акт.pdf", "1"), ("files.act", "акт 2.pdf", "2"), ("files.scan", "s.png", "3")))
            .StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("order", id, "status")).ShouldBe("done");
        (await Files(store.Api, id, "act")).ShouldBe(["акт 2.pdf", "акт.pdf"]);
        (await store.Seller.GetStringAsync($"/orders/{id}")).ShouldNotContain("акт 2.pdf", Case.Sensitive);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refused_dialog_keeps_what_was_typed_and_says_at_the_files_what_to_do(string database)
    {
        await using var store = await Open(database);
        var id = await Packed(store);
        var missing = await Form(store, id, "отдан лично");
        missing.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await missing.Content.ReadAsStringAsync();
        WebUtility.HtmlDecode(html).ShouldContain("отдан лично");
        WebUtility.HtmlDecode(html).ShouldContain("Акты: Приложите файл");
        var untyped = await Form(store, id, "", ("files.act", "акт.pdf", "1"));
        untyped.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await untyped.Content.ReadAsStringAsync()).ShouldContain("Выберите файлы ещё раз");
        (await Files(store.Api, id, "act")).ShouldBeEmpty();
        (await store.Value("order", id, "status")).ShouldBe("packed");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_program_sends_the_files_with_the_step(string database)
    {
        await using var store = await Open(database);
        var id = await Packed(store);
        using var seller = await store.Host.Api("seller");
        var address = $"/api/records/order/{id}/hand";
        var (status, told) = await seller.Send(HttpMethod.Post, address, new { note = "отдан" });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.GetProperty("errors").GetProperty("files.act")[0].GetString().ShouldBe("Приложите файл");
        (await Send(seller, address, """{ "note": "отдан" }""", ("files.act", "a.pdf", ""))).Status
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Send(seller, address, """{ "note": "отдан" """, ("files.act", "a.pdf", "1"))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await Send(seller, address, """{ "note": "отдан" }""", ("act", "a.pdf", "1"))).Status
            .ShouldBe(HttpStatusCode.UnprocessableEntity, "a file is named by its group");
        (await Files(store.Api, id, "act")).ShouldBeEmpty();
        var done = await Send(seller, address, """{ "note": "отдан" }""", ("files.act", "a.pdf", "1"), ("files.act", "b.pdf", "2"));
        (done.Status, done.Body.GetProperty("status").GetString()).ShouldBe((HttpStatusCode.OK, "done"));
        (await Files(store.Api, id, "act")).ShouldBe(["b.pdf", "a.pdf"]);
    }

    [Fact]
    public async Task A_program_made_for_an_earlier_revision_sends_files_by_the_former_name_of_their_group()
    {
        await using var store = await Open(Databases.Sqlite);
        var (id, revision) = (await Packed(store), store.Revision);
        await store.Publish((Store.Order, "  act: { title: Акты,", "  deed: { title: Акты, was: act,"), (Store.Order, "files: { act: {}",
            "files: { deed: {}"));
        using var seller = await store.Host.Api("seller");
        seller.DefaultRequestHeaders.Add("Kabinet-Revision", $"{revision}");
        (await Send(seller, $"/api/records/order/{id}/hand", """{ "note": "отдан" }""", ("files.act", "a.pdf", "1"))).Status
            .ShouldBe(HttpStatusCode.OK);
        (await Files(store.Api, id, "deed")).ShouldBe(["a.pdf"]);
    }

    [Fact]
    public async Task The_description_of_the_api_and_of_the_record_tell_of_the_files()
    {
        await using var store = await Open(Databases.Sqlite);
        var id = await Packed(store);
        var operation = (await store.Api.GetJson("/api/openapi.json")).GetProperty("paths").GetProperty("/api/records/order/{id}/hand")
            .GetProperty("post").GetProperty("requestBody").GetProperty("content");
        operation.TryGetProperty("application/json", out _).ShouldBeTrue();
        var parts = operation.GetProperty("multipart/form-data").GetProperty("schema").GetProperty("properties");
        parts.EnumerateObject().Select(part => part.Name).ShouldBe(["body", "files.act", "files.scan"]);
        var asked = (await store.Api.GetJson($"/api/records/order/{id}")).GetProperty("_transitions").EnumerateArray()
            .First(step => step.GetProperty("key").GetString() == "hand").GetProperty("ask");
        asked.EnumerateArray().Select(ask => (ask.GetProperty("key").GetString(), ask.GetProperty("kind").GetString(),
            ask.GetProperty("optional").GetBoolean())).ShouldBe([("note", "text", false), ("files.act", "files", false),
            ("files.scan", "files", true)]);
    }

    [Fact]
    public async Task Who_may_not_take_the_step_sends_no_more_than_an_ordinary_body_and_adds_nothing()
    {
        await using var store = await Open(Databases.Sqlite);
        var id = await Packed(store);
        await store.Host.Admit("stranger", "stranger");
        using var stranger = await store.Host.Api("stranger");
        var large = new string('x', (int)new SiteLimits().BodyBytes + 1024);
        (await Send(stranger, $"/api/records/order/{id}/hand", "{}", ("files.act", "a.pdf", large))).Status
            .ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Send(stranger, $"/api/records/order/{id}/hand", "{}", ("files.act", "a.pdf", "1"))).Status.ShouldBe(HttpStatusCode.NotFound);
        using var seller = await store.Host.Api("seller");
        (await Send(seller, $"/api/records/order/{id}/hand", """{ "note": "x" }""", ("files.act", "a.pdf", large))).Status
            .ShouldBe(HttpStatusCode.UnprocessableEntity, "the group has a limit of its own");
        (await Files(store.Api, id, "act")).ShouldBeEmpty();
    }

    private static async Task<Store> Open(string database)
    {
        var store = await Store.Open(database);
        await store.Publish((Store.Order, Hand, HandWithFiles), (Store.Order, Scan, $"{Scan}\n{Act}"),
            (Roles, "roles:\n", "roles:\n  stranger: { title: Чужой, order: 30 }\n"));
        return store;
    }

    private static async Task<long> Packed(Store store)
    {
        var id = await store.Make("order", new { title = "Стол" });
        var (status, _) = await store.Api.Send(HttpMethod.Post, $"/api/records/order/{id}/pack", new { note = "собран" });
        status.ShouldBe(HttpStatusCode.OK);
        return id;
    }

    private static async Task<HttpResponseMessage> Form(Store store, long id, string note,
        params (string Part, string Name, string Text)[] files)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await store.Seller.FormToken("/profile")), "__RequestVerificationToken" },
            { new StringContent(note), "note" },
        };
        AddAll(form, files);
        return await store.Seller.PostAsync($"/do/order/{id}/hand", form);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> Send(HttpClient client, string address, string body,
        params (string Part, string Name, string Text)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(body, Encoding.UTF8, "application/json"), "body" } };
        AddAll(form, files);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form, Headers = { ExpectContinue = true } };
        var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    private static void AddAll(MultipartFormDataContent form, IEnumerable<(string Part, string Name, string Text)> files)
    {
        foreach (var (part, name, text) in files)
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            form.Add(content, part, name);
        }
    }

    private static async Task<IReadOnlyList<string?>> Files(HttpClient api, long id, string group) =>
        [.. (await api.GetJson($"/api/records/order/{id}/files/{group}")).GetProperty("items").EnumerateArray()
            .Select(file => file.GetProperty("name").GetString())];
}
