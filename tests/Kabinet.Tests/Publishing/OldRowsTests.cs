using Kabinet.Engine.Access;
using Kabinet.Engine.Model;
using Kabinet.Engine.Reading;

namespace Kabinet.Tests.Publishing;

public class OldRowsTests
{
    private const string Order = "entities/order.yaml", Page = "pages/orders.yaml";

    [Theory]
    [InlineData(Databases.Sqlite, false)]
    [InlineData(Databases.Sqlite, true)]
    [InlineData(Databases.Postgres, false)]
    [InlineData(Databases.Postgres, true)]
    public async Task Pages_lose_no_record_that_is_older_than_a_requirement(string kind, bool descending)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        for (var i = 0; i < 9; i++) await shop.Make(chief, $"Стол {i}", i % 3 == 0 ? null : i % 3 == 1 ? "big" : "small");
        await shop.Run("update \"order\" set \"note\" = title where id % 2 = 0");
        shop.Change(Order, "note: { kind: text }", "note: { kind: text, required: true }");
        shop.Change(Order, "size: { kind: choice,", "size: { kind: choice, required: true,");
        await shop.Apply();
        chief = await shop.SignIn("chief");
        foreach (var field in new[] { "note", "size", "number", "title" })
            (await Paged(shop, chief, field, descending)).ShouldBe(Enumerable.Range(1, 9).Select(id => (long)id), ignoreOrder: true, field);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Pages_lose_no_record_that_is_older_than_its_numbers(string kind)
    {
        await using var shop = await Shop.Open(kind, (Order, "number: \"З-{year}-{seq:000}\"\n", ""), (Page, "[number, title", "[title"));
        var chief = await shop.Person("chief", "chief");
        for (var i = 0; i < 5; i++) await shop.Make(chief, $"Стол {i}");
        shop.Change(Order, "title: Заказ\n", "title: Заказ\nnumber: \"З-{year}-{seq:000}\"\n");
        await shop.Apply();
        chief = await shop.SignIn("chief");
        for (var i = 5; i < 8; i++) await shop.Make(chief, $"Стол {i}");
        (await Paged(shop, chief, "number", descending: false)).Count.ShouldBe(8);
        (await Paged(shop, chief, "number", descending: true)).Count.ShouldBe(8);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Values_go_with_their_field_through_a_chain_of_renames_an_exchange_and_the_way_back(string kind)
    {
        await using var shop = await Shop.Open(kind);
        await shop.Make(await shop.Person("chief", "chief"), "Стол");
        await shop.Run("update \"order\" set \"note\" = 'слова'");
        foreach (var (from, to) in new[] { ("note", "remark"), ("remark", "memo"), ("memo", "note") })
        {
            var text = File.ReadAllText(Path.Combine(shop.Folder, Order)).Split('\n')
                .Select(line => line.StartsWith($"  {from}: {{", StringComparison.Ordinal)
                    ? $"  {to}: {{ kind: text, was: {from} }}" : line);
            shop.Write(Order, string.Join('\n', text));
            shop.Change(Page, from, to);
            await shop.Apply();
            (await shop.Text($"select \"{to}\" from \"order\"")).ShouldBe("слова", to);
        }
        shop.Change(Order, "note: { kind: text, was: memo }", "note: { kind: text, was: title }");
        shop.Change(Order, "title: { kind: text, required: true }", "title: { kind: text, required: true, was: note }");
        (await Should.ThrowAsync<SolutionException>(async () => await shop.Apply())).Message.ShouldContain("по-прежнему поле");
        (await shop.Text("select title || note from \"order\"")).ShouldBe("Столслова", "an exchange in one step is refused, not guessed");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_several_fields_gone_and_come_each_is_suggested_by_its_kind_or_title(string kind)
    {
        await using var shop = await Shop.Open(kind, (Order, "note: { kind: text }", "note: { kind: text }\n  weight: { kind: number }"));
        shop.Change(Order, "note: { kind: text }", "remark: { kind: text }");
        shop.Change(Order, "weight: { kind: number }", "mass: { kind: number }");
        shop.Change(Page, "note", "remark");
        var warnings = (await shop.Preview()).Warnings.Select(warning => warning.Say("ru")).ToList();
        warnings.ShouldContain(warning => warning.Contains("«note» убрано, «remark» появилось", StringComparison.Ordinal));
        warnings.ShouldContain(warning => warning.Contains("«weight» убрано, «mass» появилось", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<long>> Paged(Shop shop, Actor actor, string field, bool descending)
    {
        var (ids, after) = (new List<long>(), (string?)null);
        do
        {
            var page = await shop.Engine.Records.List(actor, new()
            {
                Entity = shop.Order, Columns = [new([], shop.Order.Label)], Sort = [new(new([], shop.Order[field]), descending)],
                Limit = 2, After = after,
            });
            ids.AddRange(page.Records.Select(record => record.Id));
            after = page.Next;
        }
        while (after is not null && ids.Count < 50);
        return ids;
    }
}
