using System.Net;
using Kabinet.Web.Tests.Publishing;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

public class DefaultPagesTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_entity_gets_a_list_a_page_of_the_record_and_a_form_for_those_who_may(string database)
    {
        await using var laundry = await Laundry.Open(database);
        using var owner = await laundry.Host.SignIn("owner");
        var list = await owner.GetStringAsync("/branch");
        list.ShouldContain("Филиалы");
        list.ShouldContain("Северный");
        list.ShouldContain("/branch/new");
        var record = await owner.GetStringAsync($"/branch/{laundry.South}");
        record.ShouldContain("Ю1");
        record.ShouldContain("История");
        (await owner.GetStringAsync("/branch/new")).ShouldContain("Создать филиал");
        var form = Store.InputsOf(await owner.GetStringAsync("/branch/new"));
        (form["title"], form["code"]) = ("Западный", "З");
        (await owner.PostAsync("/do/branch", new FormUrlEncodedContent(form))).StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await owner.GetStringAsync("/branch")).ShouldContain("Западный");
        using var client = await laundry.Host.SignIn("client");
        foreach (var path in new[] { "/branch", "/branch/new", $"/branch/{laundry.North}" })
            (await client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Parts_stand_on_the_page_of_their_owner_and_a_page_written_by_hand_wins(string database)
    {
        await using var laundry = await Laundry.Open(database);
        var order = await laundry.Make(laundry.Dispatcher, "order", new { branch = laundry.North, address = "ул. Мира" });
        await laundry.Make(laundry.Dispatcher, "visit", new { order, note = "Забрал ковёр" });
        using var dispatcher = await laundry.Host.SignIn("dispatcher");
        var record = await dispatcher.GetStringAsync($"/order/{order}");
        record.ShouldContain("Выезды");
        record.ShouldContain("Забрал ковёр");
        (await dispatcher.GetStringAsync("/order/new")).ShouldContain("Новый заказ");
        laundry.Host.Engine.Solution.Value.Pages["order_list"].Roles.Order(StringComparer.Ordinal)
            .ShouldBe(["client", "dispatcher", "owner"]);
    }

    [Fact]
    public async Task After_a_rename_of_the_entity_the_old_addresses_lead_on()
    {
        await using var laundry = await Laundry.Open(Databases.Sqlite);
        await laundry.Publish(files =>
        {
            files["entities/outlet.yaml"] = files["entities/branch.yaml"].Replace("entity: branch", "entity: outlet\nwas: branch");
            files.Remove("entities/branch.yaml");
            foreach (var file in new[] { "entities/order.yaml", "entities/tariff.yaml" })
                files[file] = files[file].Replace("to: branch", "to: outlet");
            files["roles/staff.yaml"] = files["roles/staff.yaml"].Replace("branch_list", "outlet_list");
        });
        using var owner = await laundry.Host.SignIn("owner");
        foreach (var (old, now) in new[] { ("/branch", "/outlet"), ("/branch/new", "/outlet/new"),
            ($"/branch/{laundry.South}", $"/outlet/{laundry.South}") })
        {
            var answer = await owner.GetAsync(old);
            ((int)answer.StatusCode).ShouldBeInRange(301, 308, old);
            answer.Headers.Location!.ToString().ShouldBe(now);
            (await owner.GetAsync(now)).StatusCode.ShouldBe(HttpStatusCode.OK, now);
        }
    }

    [Fact]
    public async Task A_role_that_includes_a_listed_one_gets_the_form_that_it_alone_may_fill_in()
    {
        await using var laundry = await Laundry.Open(Databases.Sqlite);
        await laundry.Publish(("entities/tariff.yaml", "access:", "pages: [dispatcher]\naccess:\n  dispatcher: { read: true }"));
        using var owner = await laundry.Host.SignIn("owner");
        (await owner.GetStringAsync("/tariff/new")).ShouldContain("name=\"price\"");
        (await owner.GetStringAsync("/tariff")).ShouldContain("/tariff/new");
        using var dispatcher = await laundry.Host.SignIn("dispatcher");
        (await dispatcher.GetStringAsync("/tariff")).ShouldNotContain("/tariff/new");
        (await dispatcher.GetAsync("/tariff/new")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_list_of_records_with_a_life_opens_with_what_is_not_finished()
    {
        await using var laundry = await Laundry.Open(Databases.Sqlite);
        await laundry.Publish(("entities/branch.yaml", "access:", """
            lifecycle:
              states:
                works: { title: { ru: Работает, en: Works } }
                closed: { title: { ru: Закрыт, en: Closed }, final: true }
              transitions:
                close: { title: { ru: Закрыть, en: Close }, from: [works], to: closed, by: [owner] }
            access:
            """));
        (await laundry.Owner.Send(HttpMethod.Post, $"/api/records/branch/{laundry.South}/close", new { })).Status
            .ShouldBe(HttpStatusCode.OK);
        using var owner = await laundry.Host.SignIn("owner");
        var list = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await owner.GetStringAsync("/branch"));
        list.QuerySelector("table")!.TextContent.ShouldContain("Северный");
        list.QuerySelector("table")!.TextContent.ShouldNotContain("Южный");
        list.Body!.TextContent.ShouldContain("Открытые");
        list.QuerySelectorAll(".chip").Select(filter => filter.TextContent.Trim()).ShouldContain("Статус");
    }
}
