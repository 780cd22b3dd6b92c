using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Publishing;

public class EarlierNamesTests
{
    private static readonly (string, string, string)[] Renamed =
    [
        (Store.Order, "note: { kind: text,", "remark: { kind: text, was: note,"), (Store.Order, "ask: [note]", "ask: [remark]"),
        (Store.Order, "big: Большой", "large: { title: Большой, was: big }"), (Store.OrderPage, "note", "remark"),
        (Store.Orders, "note", "remark"), (Store.New, "note", "remark"), (Store.Orders, "open: { title", "undone: { was: open, title"),
        (Store.Orders, "page: orders\npath: /orders", "page: sales\nwas: orders\npath: /sales"),
        ("roles/staff.yaml", "home: orders", "home: sales"),
    ];

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_bookmark_follows_its_page_fields_options_and_views(string database)
    {
        await using var store = await Store.Open(database);
        await store.Make("order", new { title = "Дубовый", note = "аб", size = "big" });
        await store.Make("order", new { title = "Сосновый", note = "вг", size = "small" });
        await store.Publish(Renamed);
        var answer = await store.Seller.GetAsync("/orders?note=%D0%B0%D0%B1&size=big&sort=-note&view=open");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var followed = answer.Headers.Location!.ToString();
        followed.ShouldBe("/sales?remark=%D0%B0%D0%B1&size=large&sort=-remark&view=undone");
        var html = await store.Seller.GetStringAsync(followed);
        html.ShouldContain("Дубовый");
        html.ShouldNotContain("Сосновый");
        (await store.Seller.GetAsync("/sales?note=x")).Headers.Location!.ToString().ShouldBe("/sales?remark=x");
        (await store.Seller.GetAsync("/sales?nothing=x")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await store.Seller.GetStringAsync("/sales?nothing=x")).ShouldNotContain("Дубовый");
        (await store.Seller.GetAsync("/export/grid-0?at=%2Forders%3Fsize%3Dbig")).Headers.Location!.ToString()
            .ShouldBe("/export/grid-0?at=%2Fsales%3Fsize%3Dlarge");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_list_without_views_shows_nothing_where_the_address_names_one(string database)
    {
        await using var store = await Store.Open(database);
        await store.Make("order", new { title = "Дубовый" });
        await store.Publish((Store.Orders, """
                quick:
                  all: { title: Все }
                  open: { title: Открытые, where: "status <> 'done'" }

            """.ReplaceLineEndings("\n"), ""));
        (await store.Seller.GetStringAsync("/orders?view=open")).ShouldNotContain("Дубовый");
        (await store.Seller.GetStringAsync("/orders")).ShouldContain("Дубовый");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_list_chosen_on_an_open_page_is_kept_under_present_names(string database)
    {
        await using var store = await Store.Open(database);
        await store.Publish(Renamed);
        var token = await store.Seller.FormToken("/profile");
        using var columns = new FormUrlEncodedContent([new("place", "orders/grid-0"), new("columns", "title"), new("columns", "note"),
            new("return", "/orders?size=big"), new("_revision", "1"), new("__RequestVerificationToken", token)]);
        (await store.Seller.PostAsync("/preferences/list", columns)).Headers.Location!.ToString().ShouldBe("/sales?size=large");
        (await store.Seller.Post("/profile", "/preferences/views", ("place", "orders/grid-0"), ("name", "Мои"),
            ("return", "/orders?note=a&view=open"), ("_revision", "1"))).Headers.Location!.ToString()
            .ShouldBe("/sales?remark=a&view=undone");
        var html = await store.Seller.GetStringAsync("/sales");
        html.ShouldContain("remark=a&amp;view=undone");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_program_tells_its_revision_or_learns_the_present_name(string database)
    {
        await using var store = await Store.Open(database);
        var id = await store.Make("order", new { title = "Стол", note = "до" });
        await store.Publish(Renamed);
        await store.Publish((Store.Order, "entity: order", "entity: purchase\nwas: order"), (Store.Orders.Replace("orders", "sales"),
            "entity: order", "entity: purchase"), (Store.OrderPage, "entity: order", "entity: purchase"),
            (Store.New, "entity: order", "entity: purchase"), (Store.Line, "to: order,", "to: purchase,"));
        var (status, body) = await store.Api.Send(HttpMethod.Patch, $"/api/records/purchase/{id}", new { note = "после" });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        body.GetProperty("errors").GetProperty("note")[0].GetString()!.ShouldContain("«remark»");
        store.Api.DefaultRequestHeaders.Add("Kabinet-Revision", "1");
        (status, body) = await store.Api.Send(HttpMethod.Patch, $"/api/records/order/{id}", new { note = "после", size = "big" });
        status.ShouldBe(HttpStatusCode.OK, body.ToString());
        (await store.Api.Send(HttpMethod.Post, $"/api/records/order/{id}/pack", new { note = "упаковано" })).Status
            .ShouldBe(HttpStatusCode.OK);
        var found = await store.Api.GetJson($"/api/records/order/{id}");
        (found.GetProperty("remark").GetString(), found.GetProperty("size").GetString()).ShouldBe(("упаковано", "large"));
        (await store.Api.GetJson("/api/records/order?fields=title,note&sort=-note")).GetProperty("items")[0].GetProperty("remark")
            .GetString().ShouldBe("упаковано");
        (await Found(store, "note = 'упаковано' and size in ('big', 'small')")).ShouldBe(1);
        (await Found(store, "case when note is null then 'small' else size end = 'small' or not note like 'упак%'")).ShouldBe(0);
        (await store.Api.Send(HttpMethod.Patch, $"/api/records/order/{id}", new { nothing = 1 })).Body.GetProperty("errors")
            .GetProperty("nothing")[0].GetString().ShouldBe("Такого поля нет");
        store.Api.DefaultRequestHeaders.Remove("Kabinet-Revision");
        var refused = await store.Api.GetAsync("/api/records/purchase?sort=-note");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("sort")[0].GetString()!
            .ShouldContain("«remark»");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_condition_follows_states_references_collections_and_the_rows_inside_them(string database)
    {
        await using var store = await Store.Open(database);
        var id = await store.Make("order", new { title = "Стол", note = "до", lines = new[] { new { what = "ножка", count = 4 } } });
        await store.Publish((Store.Order, "new: { title: Новый }", "fresh: { title: Новый, was: new }"), (Store.Order, "[new, packed]",
            "[fresh, packed]"), (Store.Order, "from: [new]", "from: [fresh]"), (Store.Line, "count: { kind: number,",
            "pieces: { kind: number, was: count,"), (Store.Line, "inverse: lines", "inverse: items"), (Store.New, "lines", "items"),
            (Store.OrderPage, "lines", "items"), (Store.New, "count", "pieces"), (Store.OrderPage, "count", "pieces"));
        store.Api.DefaultRequestHeaders.Add("Kabinet-Revision", "1");
        (await Found(store, "status = 'new' and exists(lines where count = 4 and outer.title = 'Стол')")).ShouldBe(1);
        (await Found(store, "sum(lines.count where status in ('new')) = 4 and max(lines.count) > 3")).ShouldBe(1);
        (await Found(store, "status <> 'new'")).ShouldBe(0);
        (await store.Api.GetAsync("/api/records/order?where=status%20=%20'%")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        store.Api.DefaultRequestHeaders.Remove("Kabinet-Revision");
        (await store.Api.GetAsync("/api/records/order?where=count(lines)%20=%201")).StatusCode
            .ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_condition_tells_no_present_name_of_a_field_that_its_reader_does_not_know()
    {
        await using var store = await Store.Open(Databases.Sqlite);
        await store.Publish((Store.Order, "secret: { kind: text,", "inner_margin: { kind: text, was: secret,"),
            (Store.Order, "hide: [secret]", "hide: [inner_margin]"));
        using var seller = await store.Host.Api("seller");
        seller.DefaultRequestHeaders.Add("Kabinet-Revision", "1");
        var refused = await seller.GetAsync("/api/records/order?where=secret%20is%20null");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldNotContain("inner_margin");
    }

    private static async Task<int> Found(Store store, string where) =>
        (await store.Api.GetJson($"/api/records/order?where={Uri.EscapeDataString(where)}")).GetProperty("items").GetArrayLength();
}
