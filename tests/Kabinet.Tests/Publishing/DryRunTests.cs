using Kabinet.Engine.Model;
using Kabinet.Engine.Publishing;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Publishing;

public sealed class DryRunTests
{
    private const string Order = "entities/order.yaml", Page = "pages/orders.yaml";

    /// <summary>One change of every kind of key: removed, renamed with and without a word, and added again under another key.</summary>
    private static readonly (string Name, (string File, string Old, string New)[] Changes)[] Slips =
    [
        ("field removed", [(Order, "  note: { kind: text }\n", ""), (Page, ", note]", "]")]),
        ("field renamed", [(Order, "note: { kind: text }", "remark: { kind: text, was: note }"), (Page, "note", "remark")]),
        ("field renamed silently", [(Order, "note: { kind: text }", "remark: { kind: text }"), (Page, "note", "remark")]),
        ("field retyped", [(Order, "note: { kind: text }", "note: { kind: number }")]),
        ("choice removed", [(Order, "small: Малый, ", "")]),
        ("choice renamed", [(Order, "small: Малый", "tiny: { title: Малый, was: small }")]),
        ("state removed", [(Order, "    packed: { title: Собран }\n", ""), (Order, "from: [new, packed]", "from: [new]"),
            (Order, "    pack: { title: Собрать, from: [new], to: packed, by: [clerk, chief] }\n", ""),
            (Order, "from: [packed], to: done", "from: [new], to: done")]),
        ("state renamed", [(Order, "packed: { title: Собран }", "ready: { title: Собран, was: packed }"),
            (Order, "[new, packed]", "[new, ready]"), (Order, "to: packed", "to: ready"), (Order, "from: [packed]", "from: [ready]")]),
        ("state renamed silently", [(Order, "packed: { title: Собран }", "ready: { title: Собран }"),
            (Order, "[new, packed]", "[new, ready]"), (Order, "to: packed", "to: ready"), (Order, "from: [packed]", "from: [ready]")]),
        ("transition removed", [(Order, "    hand: { title: Выдать, from: [packed], to: done, by: [clerk, chief] }\n",
            "    give: { title: Отдать, from: [packed], to: done, by: [clerk] }\n")]),
        ("file group removed", [(Order, "files:\n  scan: { title: Сканы, read: [clerk, chief], write: [clerk, chief] }\n", "")]),
        ("role renamed", [("roles/clerk.yaml", "role: clerk", "role: seller\nwas: clerk"), (Order, "clerk", "seller"),
            (Page, "clerk", "seller")]),
        ("role renamed silently", [("roles/clerk.yaml", "role: clerk", "role: seller"), (Order, "clerk", "seller"),
            (Page, "clerk", "seller")]),
        ("page renamed", [(Page, "page: orders", "page: all_orders\nwas: orders"), ("roles/clerk.yaml", "home: orders", "home: all_orders"),
            ("roles/chief.yaml", "home: orders", "home: all_orders")]),
        ("view removed", [(Page, "      open: { title: Открытые, where: \"status <> 'done'\" }\n", "")]),
        ("field made unique", [(Order, "note: { kind: text }", "note: { kind: text, unique: true }")]),
        ("nobody manages people", [("roles/chief.yaml", "abilities: [users]\n", "")]),
    ];

    public static TheoryData<string, string> Every
    {
        get
        {
            var every = new TheoryData<string, string>();
            foreach (var (name, _) in Slips)
                foreach (var kind in new[] { Databases.Sqlite, Databases.Postgres }) every.Add(name, kind);
            return every;
        }
    }

    [Theory, MemberData(nameof(Every))]
    public async Task A_dry_run_refuses_exactly_what_a_publication_refuses_and_a_way_back_is_judged_alike(string name, string kind)
    {
        await using var shop = await Shop.Open(kind);
        await Fill(shop);
        var before = Directory.EnumerateFiles(shop.Folder, "*", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText);
        foreach (var (file, old, now) in Slips.Single(slip => slip.Name == name).Changes) Change(shop, file, old, now);

        await JudgeAlike(shop);
        foreach (var file in Directory.EnumerateFiles(shop.Folder, "*", SearchOption.AllDirectories)) File.Delete(file);
        foreach (var (file, text) in before) File.WriteAllText(file, text);
        await JudgeAlike(shop);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Of_two_publications_made_from_one_revision_at_once_one_wins_and_the_other_is_told(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var revision = shop.Solution.Revision;
        var files = (await shop.Publications(publications => publications.All()))[^1].Files();
        async Task<string> Publish(string author)
        {
            var changed = files.ToDictionary();
            changed[Order] = changed[Order].Replace("note: { kind: text }", $"note: {{ kind: text, title: {author} }}",
                StringComparison.Ordinal);
            try { return $"{(await shop.Publications(async it => await it.Publish(changed, new(author), revision))).Revision}"; }
            catch (PublicationException refused) { return refused.Message; }
        }
        var results = await Task.WhenAll(Publish("anna"), Publish("boris"));
        results.Count(result => result == "2").ShouldBe(1);
        results.Single(result => result != "2").ShouldStartWith("Сделано из версии 1, а с тех пор опубликована версия 2 (");
        (await shop.Publications(publications => publications.All())).Count.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_new_demand_of_a_role_tells_how_many_people_lack_the_field_and_who(string kind)
    {
        await using var shop = await Shop.Open(kind);
        shop.Write("entities/user.yaml", "entity: user\nextend: true\nfields:\n  desk: { kind: text, title: Стол }\n");
        await shop.Apply();
        foreach (var login in new[] { "anna", "boris", "vera" }) await shop.Person(login, login == "vera" ? "chief" : "clerk");
        await shop.Run("update \"user\" set \"desk\" = 'у окна' where \"login\" = 'boris'");
        shop.Change("roles/clerk.yaml", "home: orders\n", "home: orders\ndemand: [desk]\n");
        shop.Change("roles/chief.yaml", "home: orders\n", "home: orders\nincludes: [clerk]\n");
        (await shop.Preview()).Warnings.Select(warning => warning.Say("ru")).ShouldBe(
        [
            "roles/chief.yaml:1: Роль «Начальник» (chief) теперь требует «Стол», а не заполнено это у людей с ней: 1 (vera) "
                + "(заполните его у них: без него их записи не сохранить)",
            "roles/clerk.yaml:4: Роль «Продавец» (clerk) теперь требует «Стол», а не заполнено это у людей с ней: 1 (anna) "
                + "(заполните его у них: без него их записи не сохранить)",
        ]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Pages_blocks_and_columns_that_come_and_go_are_told(string kind)
    {
        await using var shop = await Shop.Open(kind);
        shop.Change(Page, "columns: [number, title, size, note]", "columns: [number, title, status]");
        shop.Change(Page, "path: /orders", "path: /all");
        shop.Write("pages/today.yaml",
            "page: today\npath: /today\ntitle: Сегодня\nroles: [chief]\nblocks:\n  - { block: text, text: Привет }\n");
        (await shop.Preview()).Pages.Select(message => Texts.Say(message, "ru")).ShouldBe(
        [
            "Страница «Заказы»: адрес был /orders, станет /all",
            "Страница «Заказы» (/all): в списке появляются status",
            "Страница «Заказы» (/all): из списка уходят size, note",
            "Новая страница «Сегодня» (/today) для ролей chief",
        ], ignoreOrder: true);
    }

    private static async Task JudgeAlike(Shop shop)
    {
        var problems = (await shop.Preview()).Problems.Select(problem => problem.Say("ru")).Order().ToList();
        try
        {
            await shop.Apply();
            problems.ShouldBeEmpty("the dry run refuses what is published");
        }
        catch (SolutionException refused)
        {
            refused.Problems.Select(problem => problem.Say("ru")).Order().ToList().ShouldBe(problems);
        }
    }

    private static async Task Fill(Shop shop)
    {
        var chief = await shop.Person("chief", "chief");
        await shop.Person("clerk", "clerk");
        var (first, second) = (await shop.Make(chief, "Стол", "small"), await shop.Make(chief, "Стул", "big"));
        await shop.Make(chief, "Шкаф", "small");
        await shop.Take(chief, first, "pack");
        await shop.Take(chief, second, "pack");
        await shop.Take(chief, second, "pause");
        await shop.Run("update \"order\" set \"note\" = 'хрупкое' where \"size\" = 'small'");
    }

    // A file is called by its key.
    private static void Change(Shop shop, string file, string old, string now)
    {
        shop.Change(file, old, now);
        var key = File.ReadAllLines(Path.Combine(shop.Folder, file))[0].Split(": ")[1];
        var renamed = Path.Combine(Path.GetDirectoryName(Path.Combine(shop.Folder, file))!, $"{key}.yaml");
        if (!File.Exists(renamed)) File.Move(Path.Combine(shop.Folder, file), renamed);
    }
}
