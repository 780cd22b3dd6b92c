using System.Text;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Outcomes;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Solutions;

namespace Kabinet.Tests.Publishing;

public class RenameTests
{
    private const string Order = "entities/order.yaml", Page = "pages/orders.yaml";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task States_transitions_choices_and_file_groups_are_followed_by_records_and_their_history(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        var id = await shop.Make(chief, "Стол", "big");
        await shop.Take(chief, id, "pack");
        await shop.Take(chief, id, "pause");
        (await shop.Engine.Files.Add(chief, shop.Order, id,
            new("scan", "a.txt", new MemoryStream(Encoding.UTF8.GetBytes("скан"))))).ShouldBeOfType<Outcome.Done>();

        shop.Change(Order, "packed: { title: Собран }", "ready: { title: Собран, was: packed }");
        shop.Change(Order, "paused: { title: Отложен }", "waiting: { title: Отложен, was: paused }");
        shop.Change(Order, "packed", "ready");
        shop.Change(Order, "was: ready", "was: packed");
        shop.Change(Order, "to: paused", "to: waiting");
        shop.Change(Order, "from: [paused]", "from: [waiting]");
        shop.Change(Order, "pack: { title: Собрать,", "collect: { title: Собрать, was: pack,");
        shop.Change(Order, "big: Большой", "large: { title: Большой, was: big }");
        shop.Change(Order, "scan: { title: Сканы,", "copies: { title: Сканы, was: scan,");
        await shop.Apply();

        chief = await shop.SignIn("chief");
        (await shop.Text("select \"status\" || ' ' || \"_previous_status\" || ' ' || \"size\" from \"order\""))
            .ShouldBe("waiting ready large");
        (await shop.Engine.Files.List(chief, shop.Order, id)).ShouldNotBeNull().ShouldHaveSingleItem().Group.ShouldBe("copies");
        var history = (await shop.Engine.Journal.Read(chief, shop.Order, id))!.Events;
        history.Where(told => told.Kind == EventKind.Transition)
            .Select(told => (told.Transition, told.From, told.To)).ShouldBe([("pause", "ready", "waiting"), ("collect", "new", "ready")]);
        history.Single(told => told.Kind == EventKind.FileAdded).Group.ShouldBe("copies");
        history.Single(told => told.Kind == EventKind.Created).Changes.Single(change => change.Field.Key == "size").After.ShouldBe("large");
        await shop.Take(chief, id, "resume");
        (await shop.Text("select \"status\" from \"order\"")).ShouldBe("ready");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_role_is_followed_by_the_people_who_have_it_and_by_what_the_journal_tells_of_them(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        var olga = await shop.Person("olga", "clerk", "chief");
        var id = await shop.Make(olga, "Стол");
        await shop.Take(olga, id, "pause");
        File.Delete(Path.Combine(shop.Folder, "roles/clerk.yaml"));
        shop.Write("roles/seller.yaml", "role: seller\ntitle: Продавец\nhome: orders\nwas: clerk\n");
        shop.Change(Order, "clerk", "seller");
        shop.Change(Page, "clerk", "seller");
        await shop.Apply();

        (await shop.SignIn("olga")).Roles.ShouldBe(["seller", "chief"], ignoreOrder: true);
        (await shop.Text("select audience from _event where transition = 'pause'"))!.Split(',').ShouldBe(["chief", "seller"],
            ignoreOrder: true);
        (await shop.Text("select actor_role from _event where transition = 'pause'"))!.Split(',').ShouldContain("seller");
        (await shop.Text("select cast(count(*) as text) from _event where subject = 'clerk' or actor_role like '%clerk%' or changes like "
            + "'%\"clerk\"%'")).ShouldBe("0");
        (await shop.Engine.Journal.Read(await shop.SignIn("olga"), shop.Order, id))!.Events
            .Count(told => told.Transition == "pause").ShouldBe(1);
        chief.Roles.ShouldBe(["chief"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_letter_of_a_renamed_notice_keeps_the_words_that_an_administrator_gave_it(string kind)
    {
        await using var shop = await Shop.Open(kind);
        shop.Write("notices/packed.yaml", "notice: packed\nentity: order\ntitle: Собран\nto: [\"role:chief\"]\ntext: Собран\n");
        await shop.Apply();
        await shop.Engine.Database.Write(transaction => transaction.Execute(new("""
            insert into letter_template (kind, language, subject, body, created_at, updated_at, _version)
            values ('notice.packed', 'ru', 'Мои слова', 'Текст', @p0, @p0, 1)
            """, shop.Engine.Clock.GetUtcNow().UtcDateTime)));
        File.Delete(Path.Combine(shop.Folder, "notices/packed.yaml"));
        shop.Write("notices/collected.yaml",
            "notice: collected\nwas: packed\nentity: order\ntitle: Собран\nto: [\"role:chief\"]\ntext: Собран\n");
        await shop.Apply();

        (await shop.Text("select kind || ' ' || subject from letter_template")).ShouldBe("notice.collected Мои слова");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_counter_of_a_renamed_entity_goes_on_and_so_does_that_of_a_rewritten_pattern(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        await shop.Make(chief, "Стол");
        await shop.Make(chief, "Стул");
        Rename(shop);
        await shop.Apply();
        (await Numbered(shop, "purchase")).ShouldEndWith("-003");
        File.WriteAllText(Path.Combine(shop.Folder, "entities/purchase.yaml"),
            File.ReadAllText(Path.Combine(shop.Folder, "entities/purchase.yaml")).Replace("З-{year}-{seq:000}", "П/{year}/{seq:00000}",
                StringComparison.Ordinal));
        await shop.Apply();
        (await Numbered(shop, "purchase")).ShouldEndWith("/00004");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_counter_that_was_lost_passes_over_numbers_that_are_taken(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        for (var i = 0; i < 3; i++) await shop.Make(chief, $"Стол {i}");
        await shop.Run("delete from _sequence");
        (await Numbered(shop, "order")).ShouldEndWith("-004");
        await shop.Run("update _sequence set value = 1");
        (await Numbered(shop, "order")).ShouldEndWith("-005");
        (await Numbered(shop, "order")).ShouldEndWith("-006");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Columns_and_views_that_people_keep_follow_pages_fields_options_and_blocks(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        const string Kept =
            """{"Columns":["number","note"],"Density":"dense","Views":[{"Name":"Мои","State":"""
            + "\"status=packed&size=big&note=a%20b&sort=-note&view=open\"}]}";
        await shop.Engine.People.Preferences.Write(chief, "list:orders/grid-0", Kept);
        shop.Change(Order, "packed: { title: Собран }", "ready: { title: Собран, was: packed }");
        shop.Change(Order, "packed", "ready");
        shop.Change(Order, "was: ready", "was: packed");
        shop.Change(Order, "big: Большой", "large: { title: Большой, was: big }");
        shop.Change(Order, "note: { kind: text }", "remark: { kind: text, was: note }");
        File.Delete(Path.Combine(shop.Folder, Page));
        shop.Write("pages/sales.yaml", """
            page: sales
            was: orders
            path: /sales
            title: Продажи
            roles: [clerk, chief]
            blocks:
              - { block: text, text: Сначала слова }
              - block: grid
                entity: order
                columns: [number, title, size, remark]
                filters: [status, size, remark]
                quick:
                  all: { title: Все }
                  undone: { title: Открытые, where: "status <> 'done'", was: open }

            """);
        foreach (var role in new[] { "roles/chief.yaml", "roles/clerk.yaml" }) shop.Change(role, "home: orders", "home: sales");
        await shop.Apply();
        (await shop.Engine.People.Preferences.Read(chief, "list:orders/grid-0")).ShouldBeNull();
        var now = (await shop.Engine.People.Preferences.Read(chief, "list:sales/grid-1"))!;
        now.ShouldContain("[\"number\",\"remark\"]");
        System.Text.Json.JsonDocument.Parse(now).RootElement.GetProperty("Views")[0].GetProperty("State").GetString()
            .ShouldBe("status=ready&size=large&remark=a%20b&sort=-remark&view=undone");
    }

    [Fact]
    public void Every_family_of_keys_that_can_be_renamed_has_its_places()
    {
        var besides = new[] { KeyFamily.Field, KeyFamily.Page, KeyFamily.Block, KeyFamily.QuickView };
        Enum.GetValues<KeyFamily>().Except(besides).ShouldBe(StoredKeys.All.Select(stored => stored.Family).Distinct(), ignoreOrder: true);
    }

    private static void Rename(Shop shop)
    {
        var text = File.ReadAllText(Path.Combine(shop.Folder, Order));
        File.Delete(Path.Combine(shop.Folder, Order));
        shop.Write("entities/purchase.yaml", text.Replace("entity: order", "entity: purchase\nwas: order", StringComparison.Ordinal));
        shop.Change(Page, "entity: order", "entity: purchase");
    }

    private static async Task<string> Numbered(Shop shop, string entity)
    {
        var outcome = await shop.Engine.Commands.Execute(await shop.SignIn("chief"), new Command.Create(
            shop.Solution.Entities[entity], null, new Dictionary<string, object?> { ["title"] = "Ещё" }, new Dictionary<string,
                IReadOnlyList<IReadOnlyDictionary<string, object?>>>()));
        var id = outcome.ShouldBeOfType<Outcome.Done>().Id;
        return (await shop.Text($"select \"number\" from \"{entity}\" where id = {id}"))!;
    }
}
