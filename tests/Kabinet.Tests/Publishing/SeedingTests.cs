using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;

namespace Kabinet.Tests.Publishing;

public class SeedingTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_folder_seeds_an_empty_installation_and_overwrites_nothing_afterwards(string kind)
    {
        await using var shop = await Shop.Open(kind);
        shop.Change("entities/order.yaml", "title: Заказ", "title: Покупка");
        await shop.Reopen();
        (shop.Solution.Revision, shop.Order.Title.In("ru")).ShouldBe((1, "Заказ"));
        (await shop.Engine.Waiting())!.ShouldBe([new("entities/order.yaml", FileFate.Changed)]);

        (await shop.Apply()).ShouldBe(2);
        shop.Order.Title.In("ru").ShouldBe("Покупка");
        (await shop.Engine.Waiting())!.ShouldBeEmpty();
        await shop.Reopen();
        (shop.Solution.Revision, shop.Order.Title.In("ru")).ShouldBe((2, "Покупка"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_start_needs_no_folder_once_something_is_published(string kind)
    {
        await using var shop = await Shop.Open(kind);
        Directory.Delete(shop.Folder, recursive: true);
        await shop.Reopen();
        shop.Order.Title.In("ru").ShouldBe("Заказ");
        (await shop.Engine.Waiting()).ShouldBeNull();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_broken_folder_seeds_nothing(string kind)
    {
        var broken = await Should.ThrowAsync<SolutionException>(() =>
            Shop.Open(kind, ("entities/order.yaml", "title: { kind: text,", "title: { kind: txt,")));
        broken.Message.ShouldContain("entities/order.yaml:5");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_revision_tells_who_made_it_when_what_for_and_of_which_files(string kind)
    {
        await using var shop = await Shop.Open(kind);
        shop.Change("solution.yaml", "Магазин", "Лавка");
        await shop.Apply();
        var all = await shop.Publications(publications => publications.All());
        all.Select(revision => (revision.Number, revision.Author, revision.Reason)).ShouldBe([(1, "console", null),
            (2, "anna", "for the test")]);
        all[1].ChangesSince(all[0]).ShouldBe([new("solution.yaml", FileFate.Changed)]);
        all[1].At.ShouldBeGreaterThanOrEqualTo(all[0].At);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_database_of_an_earlier_version_opens_and_serves_what_it_served(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        await shop.Make(chief, "Стол");
        await shop.MakeOlder();
        shop.Change("entities/order.yaml", "title: Заказ", "title: Покупка");
        await shop.Reopen();
        (shop.Solution.Revision, shop.Order.Title.In("ru")).ShouldBe((2, "Заказ"));
        (await shop.Publications(publications => publications.All()))[1].Reason.ShouldBe("таблицы для этой версии Kabinet");
        (await shop.Engine.Waiting())!.Count.ShouldBe(1, "the base is what the earlier version had published");
        (await shop.Text("select \"number\" from \"order\" order by id limit 1"))!.ShouldEndWith("-001");
        await shop.Make(await shop.SignIn("chief"), "Стул");
        (await shop.Text("select \"number\" from \"order\" order by id desc limit 1"))!.ShouldEndWith("-002",
            customMessage: "the counter goes on");
        (await shop.Apply()).ShouldBe(3);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Definitions_that_this_program_cannot_read_are_told_with_the_way_out(string kind)
    {
        await using var shop = await Shop.Open(kind);
        await shop.Run("update _revision set definitions = replace(definitions, 'kind: text', 'kind: hologram')");
        var refused = await Should.ThrowAsync<SolutionException>(() => shop.Reopen());
        refused.Message.ShouldContain("kabinet apply");
        refused.Message.ShouldContain("hologram");
        var mended = await shop.Publications(publications =>
            publications.Apply(shop.Copy("mended", "solution.yaml", "Магазин", "Лавка"), Shop.Anna));
        mended.Revision.ShouldBe(2);
    }
}
