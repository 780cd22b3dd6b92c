using Kabinet.Web.Tests.Publishing;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.Language;

public class SectionRolesTests
{
    [Fact]
    public async Task One_form_shows_each_role_its_sections()
    {
        await using var laundry = await Laundry.Open(Databases.Sqlite);
        using var dispatcher = await laundry.Host.SignIn("dispatcher");
        using var client = await laundry.Host.SignIn("client");
        var (ofDispatcher, ofClient) = (await dispatcher.GetStringAsync("/order/new"), await client.GetStringAsync("/order/new"));
        ofDispatcher.ShouldContain("Для диспетчера");
        ofDispatcher.ShouldNotContain("Куда приехать");
        ofClient.ShouldContain("Куда приехать");
        ofClient.ShouldNotContain("Для диспетчера");
        Store.InputsOf(ofClient).Keys.ShouldNotContain("urgent");
        Store.InputsOf(ofDispatcher).Keys.ShouldContain("urgent");
    }

    [Fact]
    public async Task Whoever_has_both_roles_is_asked_for_a_shared_field_once()
    {
        await using var laundry = await Laundry.Open(Databases.Sqlite);
        await laundry.Host.Admit("both", "dispatcher", "client");
        using var browser = await laundry.Host.SignIn("both");
        var html = await browser.GetStringAsync("/order/new");
        html.ShouldContain("Куда приехать");
        html.ShouldContain("Для диспетчера");
        html.Split("name=\"address\"").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_required_field_that_a_role_is_never_asked_for_is_a_warning()
    {
        using var changed = new ChangedSolution("laundry", ("entities/order.yaml", "urgent: { kind: yes_no,",
            "urgent: { kind: text, required: true,"));
        var (code, said) = await KabinetHost.Console("check", changed.Folder);
        code.ShouldBe(0, said);
        said.ShouldContain("«urgent» обязательно, а «client» его в этой форме не видит");
    }

    [Fact]
    public async Task A_tile_and_a_group_of_what_waits_stand_there_for_their_roles_only()
    {
        await using var laundry = await Laundry.Open(Databases.Sqlite);
        await laundry.Make(laundry.Dispatcher, "order", new { branch = laundry.North, address = "ул. Мира" });
        await laundry.Publish(files => files["pages/overview.yaml"] = """
            page: overview
            path: /overview
            title: { ru: Обзор, en: Overview }
            roles: [dispatcher]
            blocks:
              - block: metrics
                tiles:
                  orders: { title: { ru: Всего заказов, en: Orders }, entity: order }
                  branches: { title: { ru: Всего филиалов, en: Branches }, entity: branch, roles: [owner] }
              - block: waiting
                entity: order
                columns: [number]
                groups:
                  all: { title: { ru: Для всех, en: For all }, where: "true" }
                  owners: { title: { ru: Для хозяина, en: For the owner }, where: "true", roles: [owner] }
            """);
        using var owner = await laundry.Host.SignIn("owner");
        using var dispatcher = await laundry.Host.SignIn("dispatcher");
        var (ofOwner, ofDispatcher) = (await owner.GetStringAsync("/overview"), await dispatcher.GetStringAsync("/overview"));
        foreach (var shared in new[] { "Всего заказов", "Для всех" })
        {
            ofOwner.ShouldContain(shared);
            ofDispatcher.ShouldContain(shared);
        }
        foreach (var own in new[] { "Всего филиалов", "Для хозяина" })
        {
            ofOwner.ShouldContain(own);
            ofDispatcher.ShouldNotContain(own);
        }
    }
}
