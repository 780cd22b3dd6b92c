using System.Text;
using Kabinet.Engine.Model;
using Kabinet.Engine.Words;

namespace Kabinet.Tests.Publishing;

public class HeldTests
{
    private const string Order = "entities/order.yaml", Page = "pages/orders.yaml";

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Everything_that_people_and_records_hold_is_told_at_once_with_counts_examples_and_the_way_out(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        await shop.Person("olga", "clerk");
        var id = await shop.Make(chief, "Стол", "big");
        await shop.Take(chief, id, "pack");
        await shop.Take(chief, id, "pause");
        await shop.Make(chief, "Стул", "big");
        var number = (await shop.Text("select \"number\" from \"order\" order by id limit 1"))!;
        shop.Change(Order, "big: Большой", "large: Крупный");
        shop.Change(Order, "    packed: { title: Собран }\n", "");
        shop.Change(Order, "    pack: { title: Собрать, from: [new], to: packed, by: [clerk, chief] }\n", "");
        shop.Change(Order, "from: [new, packed]", "from: [new]");
        shop.Change(Order, "hand: { title: Выдать, from: [packed]", "hand: { title: Выдать, from: [new]");
        File.Delete(Path.Combine(shop.Folder, "roles/clerk.yaml"));
        shop.Change(Order, "[clerk, chief]", "[chief]");
        shop.Change(Order, "  clerk: { read: true, create: true, update: true }\n", "");
        shop.Change(Page, "[clerk, chief]", "[chief]");

        var preview = await shop.Preview();
        var refused = await Should.ThrowAsync<SolutionException>(async () => await shop.Apply());
        refused.Problems.Select(problem => problem.Say("ru")).ShouldBe(preview.Problems.Select(problem => problem.Say("ru")));
        refused.Message.Split(Environment.NewLine).ShouldBe(
        [
            $"entities/order.yaml:6: Вариант «Большой» (big) убран, а его держат записи «order»: 2 ({number}, {number[..^1]}2) (если "
                + "теперь это «large», напишите там was: big; иначе переведите их сначала на другое)",
            $"entities/order.yaml:1: Состояние «Собран» (packed) убрано, а его помнят как прежнее записи «order»: 1 ({number}) (напишите "
                + "was: packed у того, чем это стало, или переведите их сначала на другое)",
            "roles/clerk.yaml: Роль «Продавец» (clerk) убрана, а у людей она есть: 1 (olga) (напишите was: clerk у того, чем это стало, "
                + "или переведите их сначала на другое)",
        ], ignoreOrder: true);
        shop.Solution.Revision.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_state_that_records_are_in_is_not_taken_away(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var id = await shop.Make(await shop.Person("chief", "chief"), "Стол");
        await shop.Take(await shop.SignIn("chief"), id, "pause");
        shop.Change(Order, "    paused: { title: Отложен }\n", "");
        shop.Change(Order, "    pause: { title: Отложить, from: [new, packed], to: paused, by: [clerk, chief], audience: [clerk, chief] "
            + "}\n", "");
        shop.Change(Order, "    resume: { title: Вернуть, from: [paused], to: previous, by: [clerk, chief] }\n", "");
        (await Should.ThrowAsync<SolutionException>(async () =>
            await shop.Apply())).Message.ShouldContain("Состояние «Отложен» (paused) убрано, а в нём записи «order»: 1");
        await shop.Take(await shop.SignIn("chief"), id, "resume");
        (await shop.Apply()).ShouldBe(2, "nobody is in it any more");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_installation_is_never_left_without_whoever_manages_people(string kind)
    {
        await using var shop = await Shop.Open(kind);
        shop.Change("roles/chief.yaml", "abilities: [users]\n", "");
        shop.Write("roles/keeper.yaml", "role: keeper\ntitle: Хранитель\nhome: orders\nincludes: [clerk]\nabilities: [users]\n");
        await shop.Person("chief", "chief");
        (await Should.ThrowAsync<SolutionException>(async () =>
            await shop.Apply())).Message.ShouldStartWith("Управлять людьми станет некому");
        shop.Change("roles/chief.yaml", "home: orders\n", "home: orders\nincludes: [keeper]\n");
        (await shop.Apply()).ShouldBe(2, "the chief has the ability by what he includes");
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_goes_to_the_trash_or_out_of_sight_is_told_and_not_forbidden(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        var id = await shop.Make(chief, "Стол");
        await shop.Run("update \"order\" set \"note\" = 'x'");
        await shop.Engine.Files.Add(chief, shop.Order, id, new("scan", "a.txt", new MemoryStream(Encoding.UTF8.GetBytes("скан"))));
        await shop.Engine.People.Preferences.Write(chief, "list:orders/grid-0",
            """{"Columns":[],"Density":null,"Views":[{"Name":"Мои","State":"note=a&view=open"}]}""");
        shop.Change(Order, "note: { kind: text }", "remark: { kind: text }");
        shop.Change(Order, "files:\n  scan: { title: Сканы, read: [clerk, chief], write: [clerk, chief] }\n", "");
        shop.Change(Page, "note", "remark");
        shop.Change(Page, "open: { title: Открытые", "undone: { title: Открытые");
        var warnings = (await shop.Preview()).Warnings.Select(warning => warning.Say("ru")).ToList();
        warnings.ShouldContain(warning =>
            warning.StartsWith("entities/order.yaml:1: Поле «note» (order.note) убрано, заполнено оно у записей: 1",
            StringComparison.Ordinal) && warning.Contains("«remark»", StringComparison.Ordinal));
        warnings.ShouldContain(warning => warning.Contains("Группа файлов «Сканы» (order.scan) убрана, файлов в ней: 1 (a.txt)",
            StringComparison.Ordinal));
        warnings.ShouldContain(warning => warning.Contains("«order.note» больше нет, а в настройках списков это есть у людей: 1",
            StringComparison.Ordinal));
        warnings.ShouldContain(warning =>
            warning.Contains("«open» убрано, «undone» появилось (если это переименование, напишите was: open)", StringComparison.Ordinal));
        (await shop.Apply()).ShouldBe(2);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_dry_run_tells_roles_pages_rights_and_tables_and_writes_nothing(string kind)
    {
        await using var shop = await Shop.Open(kind);
        shop.Change(Order, "note: { kind: text }", "note: { kind: text }\n  weight: { kind: number }");
        shop.Change(Order, "clerk: { read: true, create: true, update: true }", "clerk: { read: \"status <> 'done'\", create: true }");
        shop.Change(Order, "hand: { title: Выдать, from: [packed], to: done, by: [clerk, chief] }",
            "hand: { title: Выдать, from: [packed], to: done, by: { clerk: \"note is null\" } }");
        shop.Write("roles/guard.yaml", "role: guard\ntitle: Сторож\nhome: orders\n");
        shop.Change(Page, "roles: [clerk, chief]", "roles: [clerk, chief, guard]");
        var preview = await shop.Preview();
        preview.Plan!.ToString().ShouldBe("add column order.weight number");
        preview.Files.Select(file => file.Path).ShouldBe([Order, Page, "roles/guard.yaml"]);
        var rights = preview.Rights.Select(right => Texts.Say(right, "ru")).ToList();
        rights.ShouldContain("Роль «Продавец» (clerk) у «Заказ» (order) видит записи: было `true`, станет `status <> 'done'`");
        rights.ShouldContain("Роль «Продавец» (clerk) у «Заказ» (order) больше не изменяет записи: `true`");
        rights.ShouldContain("Роль «Начальник» (chief) у «Заказ» (order) теперь пишет поля: weight");
        rights.ShouldContain("Роль «Сторож» (guard): новая");
        rights.ShouldContain("Роль «Начальник» (chief) у «Заказ» (order) больше не делает переход «hand»: из packed, если `true`");
        rights.ShouldContain("Роль «Продавец» (clerk) у «Заказ» (order) делает переход «hand»: "
            + "было из packed, если `true`, станет из packed, если `note is null`");
        rights.ShouldContain("Роль «Сторож» (guard) теперь открывает страницы: /orders");
        preview.Tables.Select(step => Texts.Say(step, "ru")).ShouldBe(["order: новый столбец weight, целое число"]);
        (preview.Number, shop.Solution.Revision, (await shop.Publications(publications => publications.All())).Count).ShouldBe((2, 1, 1));
    }

    [Theory]
    [InlineData("access:", "locked: { sealed: { when: \"status = 'packed'\", fields: [note], reason: Закрыто } }\naccess:",
        "Роль «Продавец» (clerk) у «Заказ» (order) теперь не меняет закрытое «sealed»: note, если `status = 'packed'`")]
    [InlineData("hand: { title: Выдать,", "hand: { title: Выдать, files: [scan],",
        "Роль «Начальник» (chief) у «Заказ» (order) теперь добавляет переходом «hand» файлы: scan")]
    [InlineData("write: [clerk, chief] }", "write: { clerk: true, chief: note is null } }",
        "Роль «Начальник» (chief) у «Заказ» (order) кладёт файлы «scan»: было `true`, станет `note is null`")]
    public async Task Every_kind_of_right_is_told_in_one_language(string before, string after, string told)
    {
        await using var shop = await Shop.Open("sqlite");
        shop.Change(Order, before, after);
        (await shop.Preview()).Rights.Select(right => Texts.Say(right, "ru")).ShouldContain(told);
    }

    [Fact]
    public async Task A_rename_changes_no_right_and_what_really_changes_is_not_drowned_by_it()
    {
        await using var shop = await Shop.Open("sqlite");
        shop.Change(Order, "note: { kind: text }", "remark: { kind: text, was: note }");
        shop.Change(Order, "packed", "boxed");
        shop.Change(Order, "boxed: { title: Собран", "boxed: { was: packed, title: Собран");
        shop.Change(Page, "note", "remark");
        (await shop.Preview()).Rights.Select(right => Texts.Say(right, "ru")).ShouldBeEmpty();
        shop.Change(Order, "hand: { title: Выдать, from: [boxed], to: done, by: [clerk, chief] }",
            "deliver: { title: Выдать, was: hand, from: [boxed], to: done, by: { clerk: true, chief: remark is null } }");
        (await shop.Preview()).Rights.Select(right => Texts.Say(right, "ru")).ShouldBe([
            "Роль «Начальник» (chief) у «Заказ» (order) делает переход «deliver»: "
                + "было из boxed, если `true`, станет из boxed, если `remark is null`"]);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task What_the_tables_refuse_is_told_in_the_language_of_the_solution_before_anything_is_written(string kind)
    {
        await using var shop = await Shop.Open(kind);
        var chief = await shop.Person("chief", "chief");
        await shop.Make(chief, "Стол");
        await shop.Make(chief, "Стол");
        await shop.Run("update \"order\" set \"note\" = 'x'");
        shop.Change(Order, "title: { kind: text, required: true }", "title: { kind: text, required: true, unique: true }");
        shop.Change(Order, "note: { kind: text }", "remark: { kind: number, was: note }");
        shop.Change(Page, "note", "remark");
        var preview = await shop.Preview();
        preview.Problems.Select(problem => problem.Say("ru")).ShouldBe(
        [
            "order.note: новый вид поля невозможен, пока есть значения: 'x' (2)",
            "order.title: значения повторяются и уникальными быть не могут: 'Стол' (2)",
        ], ignoreOrder: true);
        (await Should.ThrowAsync<SolutionException>(async () => await shop.Apply())).Problems.Count.ShouldBe(2);
        shop.Solution.Revision.ShouldBe(1);
    }
}
