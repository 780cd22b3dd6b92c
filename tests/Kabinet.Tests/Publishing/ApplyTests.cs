using Kabinet.Engine.Publishing;

namespace Kabinet.Tests.Publishing;

public class ApplyTests
{
    private const string Order = "entities/order.yaml", Page = "pages/orders.yaml";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_changed_on_one_side_only_is_taken_from_that_side(string kind)
    {
        await using var shop = await Shop.Open(kind);
        await shop.PublishBesides(Page, "title: Заказы", "title: Все заказы");
        shop.Change(Order, "title: Заказ\n", "title: Покупка\n");
        shop.Write("roles/guard.yaml", "role: guard\ntitle: Сторож\nhome: orders\nincludes: [clerk]\n");
        (await shop.Apply()).ShouldBe(3);
        (shop.Solution.Pages["orders"].Definition.Title.In("ru"), shop.Order.Title.In("ru"),
            shop.Solution.Roles.ContainsKey("guard")).ShouldBe(("Все заказы", "Покупка", true));
        File.Delete(Path.Combine(shop.Folder, "roles/guard.yaml"));
        (await shop.Apply()).ShouldBe(4);
        (shop.Solution.Pages["orders"].Definition.Title.In("ru"), shop.Solution.Roles.ContainsKey("guard")).ShouldBe(("Все заказы", false));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_changed_on_both_sides_is_told_with_both_and_nothing_is_written(string kind)
    {
        await using var shop = await Shop.Open(kind);
        await shop.PublishBesides(Page, "title: Заказы", "title: Все заказы");
        shop.Change(Page, "title: Заказы", "title: Покупки");
        shop.Change(Order, "title: Заказ\n", "title: Покупка\n");
        var refused = await Should.ThrowAsync<PublicationException>(async () => await shop.Apply());
        refused.Message.ShouldBe(
            "pages/orders.yaml:3: изменён и в папке, и в базе: строка 3: «title: Покупки» – строка 3: «title: Все заказы» (номер 2, "
            + "boris)");
        (shop.Solution.Revision, shop.Order.Title.In("ru")).ShouldBe((2, "Заказ"));
        (await shop.Preview()).Problems.Count.ShouldBe(1);

        shop.Change(Page, "title: Покупки", "title: Все заказы");
        (await shop.Apply()).ShouldBe(3, "both sides say the same now");
        shop.Change(Page, "title: Все заказы", "title: Покупки");
        (await shop.Apply()).ShouldBe(4, "the folder goes on from where the conflict was settled");
        shop.Solution.Pages["orders"].Definition.Title.In("ru").ShouldBe("Покупки");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_folder_that_says_what_serves_is_remembered_without_a_revision(string kind)
    {
        await using var shop = await Shop.Open(kind);
        await shop.PublishBesides(Page, "title: Заказы", "title: Все заказы");
        shop.Change(Page, "title: Заказы", "title: Все заказы");
        (await shop.Apply()).ShouldBe(2);
        shop.Change(Page, "title: Все заказы", "title: Покупки");
        (await shop.Apply()).ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Two_people_who_apply_their_copies_at_once_or_one_after_the_other_lose_nothing(string kind)
    {
        await using var shop = await Shop.Open(kind);
        string[] copies = [shop.Copy("anna", Order, "title: Заказ\n", "title: Покупка\n"),
            shop.Copy("boris", Page, "title: Заказы", "title: Покупки"), shop.Copy("vera", "solution.yaml", "Магазин", "Лавка")];
        await Task.WhenAll(copies.Select(copy => Task.Run(() => shop.Publications(publications =>
            publications.Apply(copy, new(Path.GetFileName(copy)))))));
        await shop.Reopen();
        (shop.Solution.Revision, shop.Order.Title.In("ru"), shop.Solution.Pages["orders"].Definition.Title.In("ru"),
            shop.Solution.Settings.Title.In("ru"))
            .ShouldBe((4, "Покупка", "Покупки", "Лавка"));
        (await shop.Publications(publications => publications.All()))
            .Select(revision => revision.Author).ShouldBe(["console", "anna", "boris", "vera"], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_was_changed_in_a_folder_can_be_changed_back_in_it(string kind)
    {
        await using var shop = await Shop.Open(kind);
        shop.Change(Order, "title: Заказ\n", "title: Покупка\n");
        await shop.Apply();
        shop.Change(Order, "title: Покупка\n", "title: Заказ\n");
        (await shop.Apply()).ShouldBe(3);
        shop.Order.Title.In("ru").ShouldBe("Заказ");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Definitions_made_from_an_older_revision_are_refused_once_another_was_published(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var files = (await shop.Publications(publications => publications.All()))[0].Files();
        await shop.PublishBesides(Page, "title: Заказы", "title: Все заказы");
        var refused = await Should.ThrowAsync<PublicationException>(async () => await shop.Engine.Publish(files, new("vera"), madeFrom: 1));
        refused.Message.ShouldBe(
            "Сделано из версии 1, а с тех пор опубликована версия 2 (boris); ничего не записано, повторите по новой версии");
        (await shop.Publications(publications => publications.All())).Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_earlier_revision_comes_back_as_a_new_one_and_its_renames_go_back_with_their_data(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        var id = await shop.Make(chief, "Стол", "big");
        await shop.Take(chief, id, "pack");
        shop.Change(Order, "note: { kind: text }", "remark: { kind: text, was: note }");
        shop.Change(Order, "big: Большой", "large: { title: Большой, was: big }");
        shop.Change(Order, "packed: { title: Собран }", "ready: { title: Собран, was: packed }");
        shop.Change(Order, "to: packed", "to: ready");
        shop.Change(Order, "from: [new, packed]", "from: [new, ready]");
        shop.Change(Order, "from: [packed]", "from: [ready]");
        shop.Change(Page, "note", "remark");
        await shop.Apply();
        (await shop.Text("select \"size\" || \"status\" from \"order\"")).ShouldBe("largeready");
        (await shop.Engine.Revert(1, Shop.Anna with { Reason = null })).ShouldBe(3);
        (await shop.Text("select \"size\" || \"status\" from \"order\"")).ShouldBe("bigpacked");
        var all = await shop.Publications(publications => publications.All());
        (all[2].Reason, all[2].Definitions, all[2].Plan.Contains("remark to note",
            StringComparison.Ordinal)).ShouldBe(("возврат к версии 1", all[0].Definitions, true));
        (await Should.ThrowAsync<PublicationException>(async () =>
            await shop.Engine.Revert(9, Shop.Anna))).Message.ShouldBe("Версии 9 нет, последняя – 3");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Any_revision_comes_out_byte_for_byte(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var (first, second) = (Path.Combine(shop.Folder, "..", "first"), Path.Combine(shop.Folder, "..", "second"));
        var before = await File.ReadAllBytesAsync(Path.Combine(shop.Folder, "solution.yaml"));
        await File.WriteAllBytesAsync(Path.Combine(shop.Folder, "solution.yaml"),
            [0xEF, 0xBB, 0xBF, .. "solution: shop\r\ntitle: Лавка\r\n"u8]);
        await shop.Apply();
        shop.Solution.Settings.Title.In("ru").ShouldBe("Лавка");
        (await shop.Publications(publications => publications.Export(first, 1))).ShouldBe(1);
        (await shop.Publications(publications => publications.Export(second))).ShouldBe(2);
        (await File.ReadAllBytesAsync(Path.Combine(first, "solution.yaml"))).ShouldBe(before);
        (await File.ReadAllBytesAsync(Path.Combine(second,
            "solution.yaml"))).ShouldBe(await File.ReadAllBytesAsync(Path.Combine(shop.Folder, "solution.yaml")));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_publication_that_breaks_off_leaves_the_one_before_serving(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        await shop.Make(chief, "Стол", "big");
        // The last statement of the publication fails, when tables and values have been changed already.
        await shop.Run("create unique index stop on _revision (author)");
        shop.Change(Order, "big: Большой", "large: { title: Большой, was: big }");
        shop.Change(Order, "note: { kind: text }", "remark: { kind: text, was: note }");
        shop.Change(Page, "note", "remark");
        await Should.ThrowAsync<Kabinet.Engine.Storage.UniqueViolationException>(async () =>
            await shop.Engine.Apply(shop.Folder, new("console")));
        (shop.Solution.Revision, await shop.Text("select \"size\" || coalesce(\"note\", '') from \"order\"")).ShouldBe((1, "big"));
        (await shop.Engine.Records.List(chief, new() { Entity = shop.Order, Columns = [] })).Records.Count.ShouldBe(1);
        await shop.Run("drop index stop");
        (await shop.Apply()).ShouldBe(2);
    }
}
