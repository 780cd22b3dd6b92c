using System.Net;
using Kabinet.Web.Tests.Publishing;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Records;

/// <summary>Steps that change other records, as a browser and a program take them.</summary>
public class OtherRecordsTests
{
    private const string Hand = "hand: { title: Выдать, from: [packed], to: done, by: [seller, chief] }";
    private const string HandAll = """
        hand:
              title: Выдать
              from: [packed]
              to: done
              by: [seller, chief]
              effects:
                - { take: close, on: lines, where: "what <> 'болт'" }
                - { update: partner, values: { title: "concat(title, '; ', outer.title)" } }
        """;
    private const string Access = "access:\n  seller: { read: true, create: true, update: true, delete: true }";
    private const string Steps = """
        lifecycle:
          states: { open: { title: Открыта }, shut: { title: Закрыта, final: true } }
          transitions:
            close: { title: Закрыть, from: [open], to: shut, by: [chief], require: { "count > 0": Укажите количество } }
        """;

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refusal_of_another_record_is_told_by_name_and_a_step_that_is_done_has_changed_it(string database)
    {
        await using var store = await Store.Open(database);
        await store.Publish((Store.Order, Hand, HandAll), (Store.Line, Access, $"{Steps}\n{Access}"));
        var partner = await store.Make("partner", new { title = "Лес", retired = true });
        var order = await store.Make("order", new { title = "Стол", partner });
        var line = await store.Make("line", new { order, what = "ножка", count = 0 });
        var bolt = await store.Make("line", new { order, what = "болт", count = 0 });
        (await store.Api.Send(HttpMethod.Post, $"/api/records/order/{order}/pack", new { note = "собран" })).Status
            .ShouldBe(HttpStatusCode.OK);
        var refused = await store.Seller.Post("/profile", $"/do/order/{order}/hand");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain("Строка «ножка»: Укажите количество");
        using var seller = await store.Host.Api("seller");
        var (status, told) = await seller.Send(HttpMethod.Post, $"/api/records/order/{order}/hand");
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        told.GetProperty("errors").GetProperty("")[0].GetString().ShouldBe("Строка «ножка»: Укажите количество");
        (await store.Value("order", order, "status")).ShouldBe("packed");
        await store.Api.Send(HttpMethod.Patch, $"/api/records/line/{line}", new { count = 4 });
        (await store.Seller.Post("/profile", $"/do/order/{order}/hand")).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await store.Value("order", order, "status"), await store.Value("line", line, "status"), await store.Value("line", bolt, "status"))
            .ShouldBe(("done", "shut", "open"));
        // The seller may not even read this partner; the step may change it.
        (await store.Value("partner", partner, "title")).ShouldBe("Лес; Стол");
        var history = await store.Api.GetJson($"/api/records/partner/{partner}/journal");
        history.GetProperty("items")[0].GetProperty("actor").GetString().ShouldBe("seller");
    }
}
