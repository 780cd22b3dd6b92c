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
}
