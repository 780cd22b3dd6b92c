using Kabinet.Engine;
using Kabinet.Engine.Solutions;

namespace Kabinet.Tests.Solutions;

public class SolutionReaderTests
{
    private static readonly (string, string) Order = ("entities/order.yaml", """
        entity: order
        title: { ru: Заказ, en: Order }
        number: "Z-{year}-{seq:000}"
        fields:
          client: { kind: ref, to: user, required: true }
          size: { kind: choice, choices: { small: Малый, big: { title: { ru: Большой, en: Big }, color: red } } }
          price: { kind: money, min: 0.5 }
        access:
          clerk: { read: true, hide: [price], create: yes }
        """);

    [Fact]
    public void A_solution_is_read_with_the_platforms_own_entities_and_roles()
    {
        var solution = TestSolutions.Read(Order, ("roles/clerk.yaml", "role: clerk\ntitle: Клерк\n"));
        solution.Entities.Keys.ShouldBe(["file", "letter_template", "membership", "message", "user", "order"]);
        solution.Roles.Keys.ShouldBe(["ability_settings", "ability_users", "clerk", "guest", "worker"], ignoreOrder: true);
        solution.Roles["worker"].Service.ShouldBeTrue();
    }

    [Fact]
    public void Members_are_bound_by_their_snake_case_keys_in_the_order_of_the_file()
    {
        var order = TestSolutions.Read(Order).Entities["order"];
        order.Title!.In("en").ShouldBe("Order");
        order.Fields.Keys.ShouldBe(["client", "size", "price"]);
        order.Fields["price"].Min.ShouldBe(0.5m);
        order.Fields["size"].Choices["small"].Title.In("ru").ShouldBe("Малый");
        order.Fields["size"].Choices["big"].Color.ShouldBe("red");
        order.Fields["price"].At.ToString().ShouldBe("entities/order.yaml:7");
        order.Access["clerk"].Create.ShouldBe("yes");
    }

    [Theory]
    [InlineData("feilds: {}", "entities/thing.yaml:2: Unknown key 'feilds' (did you mean 'fields'?)")]
    [InlineData("fields:\n  name: { kind: txet }",
        "entities/thing.yaml:3: 'txet' is none of choice, date, datetime, decimal, email, money, number, phone, ref, text, yes_no (did "
        + "you mean 'text'?)")]
    [InlineData("fields:\n  name: { title: Имя }", "entities/thing.yaml:3: 'kind' is missing")]
    [InlineData("fields:\n  name: { kind: text, required: perhaps }",
        "entities/thing.yaml:3: true or false is expected here, not 'perhaps'")]
    [InlineData("fields:\n  name: { kind: text, length: many }", "entities/thing.yaml:3: A whole number is expected here, not 'many'")]
    [InlineData("fields: [name]", "entities/thing.yaml:2: 'kind' is missing")]
    [InlineData("fields: name", "entities/thing.yaml:2: A map is expected here, not 'name'")]
    [InlineData("files: { a: { title: A, read: clerk } }",
        "entities/thing.yaml:2: A map is expected here, not 'clerk' (did you mean '[clerk]'?)")]
    [InlineData("files: { a: { title: A, read: 1 = 1 } }", "entities/thing.yaml:2: A map is expected here, not '1 = 1'")]
    [InlineData("is: open", "entities/thing.yaml:2: A map is expected here, not 'open'")]
    [InlineData("is: [open]", "entities/thing.yaml:2: A map is expected here, not a list")]
    [InlineData("title: { de: Ding }", "entities/thing.yaml:2: 'de' is not a language (languages are ru, en)")]
    [InlineData("title:", "entities/thing.yaml:2: A text is expected here, or a text by language {ru: …, en: …}, not nothing")]
    [InlineData("icon: [a, b]\nicon: c", "entities/thing.yaml:3: 'icon' is written twice, first in line 2")]
    [InlineData("<<: { title: Thing }", "entities/thing.yaml:2: Unknown key '<<'")]
    [InlineData("title: &a Thing", "entities/thing.yaml:2: Not valid YAML: anchors and aliases are not allowed")]
    [InlineData("title: !!str Thing", "entities/thing.yaml:2: Not valid YAML: tags are not allowed")]
    [InlineData("extend: true", "entities/thing.yaml:2: 'thing' is not an entity of the platform, there is nothing to extend")]
    public void A_problem_is_told_with_its_file_line_and_guess(string line, string problem) =>
        TestSolutions.Problems(("entities/thing.yaml", $"entity: thing\n{line}\n")).ShouldContain(problem);

    [Fact]
    public void All_problems_of_all_files_are_told_at_once() =>
        TestSolutions.Problems(("entities/a.yaml", "entity: a\ncolor: red\nsize: 1\n"), ("roles/b.yaml", "role: b\n"),
            ("pages/broken.yaml", "page: [")).Select(problem => problem.Split(' ')[0])
            .ShouldBe(["entities/a.yaml:2:", "entities/a.yaml:3:", "pages/broken.yaml:2:", "roles/b.yaml:1:"]);

    [Theory]
    [InlineData("entities/other.yaml", "entity: thing", "entities/other.yaml:1: The file of 'thing' must be called thing.yaml")]
    [InlineData("entites/thing.yaml", "entity: thing", "entites/thing.yaml: Unknown folder 'entites' (did you mean 'entities'?)")]
    [InlineData("thing.yaml", "entity: thing", "thing.yaml: Only solution.yaml stands beside the folders")]
    [InlineData("entities/thing.yml", "entity: thing", "entities/thing.yml: A definition file ends with .yaml")]
    [InlineData("entities/thing.yaml", "", "entities/thing.yaml: The file is empty")]
    [InlineData("entities/thing.yaml", "entity: thing\n---\nentity: thing",
        "entities/thing.yaml:2: Not valid YAML: a file holds one document")]
    [InlineData("pages/thing.yaml", "page: thing\npath: /\ntitle: T\nroles: [guest]\nblocks: [{ block: gird }]",
        "pages/thing.yaml:5: 'gird' is none of account, background, board, files, form, grid, history, inbox, invitation, "
        + "letter_templates, letters, mail_server, metrics, people, record, similar, text, threads, waiting (did you mean 'grid'?)")]
    [InlineData("pages/thing.yaml", "page: thing\npath: /\ntitle: T\nroles: [guest]\nblocks: [{ title: T }]",
        "pages/thing.yaml:5: 'block' is missing (it is one of account, background, board, files, form, grid, history, inbox, invitation, "
        + "letter_templates, letters, mail_server, metrics, people, record, similar, text, threads, waiting)")]
    public void A_file_in_the_wrong_place_or_shape_is_told(string path, string text, string problem) =>
        TestSolutions.Problems((path, text)).ShouldContain(problem);

    [Fact]
    public void A_file_nested_without_end_is_refused_and_not_followed() =>
        TestSolutions.Problems(("entities/thing.yaml", "entity: thing\ntitle: " + new string('[', 20_000))).ShouldHaveSingleItem()
            .ShouldStartWith("entities/thing.yaml:2: Not valid YAML: nested too deep");

    [Fact]
    public void A_file_too_long_is_refused() =>
        TestSolutions.Problems(("entities/thing.yaml", "entity: thing #" + new string('x', 1_000_001)))
            .ShouldBe(["entities/thing.yaml: The file is longer than 1000000 characters"]);

    [Fact]
    public void Names_alone_stand_for_true_and_for_empty_records()
    {
        var lifecycle = TestSolutions.Read(("entities/thing.yaml", """
            entity: thing
            lifecycle:
              states: { open: { title: Открыта }, shut: { title: Закрыта } }
              transitions:
                shut: { title: Закрыть, from: open, to: shut, by: [guest, { worker: "1 = 1" }],
                  ask: [comment, { why: { input: { kind: text } } }] }
            """)).Entities["thing"].Lifecycle!;
        var shut = lifecycle.Transitions["shut"];
        shut.From.ShouldBe(["open"]);
        shut.To.State.ShouldBe("shut");
        shut.By.ShouldBe(new Dictionary<string, string> { ["guest"] = "true", ["worker"] = "1 = 1" });
        shut.Ask.Keys.ShouldBe(["comment", "why"]);
        shut.Ask["why"].Input!.Kind.ShouldBe("text");
        shut.PlaceOf("by", "guest").Line.ShouldBe(5);
    }

    [Fact]
    public void A_solution_extends_an_entity_of_the_platform_but_changes_nothing_of_it()
    {
        var user = TestSolutions.Read(
            ("entities/user.yaml",
            "entity: user\nextend: true\nfields:\n  rank: { kind: number }\naccess:\n  guest: { read: false }\n")).Entities["user"];
        user.Fields.Keys.Last().ShouldBe("rank");
        user.Label.ShouldBe("name");
        TestSolutions.Problems(
            ("entities/user.yaml", "entity: user\nextend: true\nnumber: '{seq:0}'\nfields:\n  login: { kind: number }\n"))
            .ShouldBe(["entities/user.yaml:3: 'number' of an entity of the platform cannot be changed",
                "entities/user.yaml:5: 'login' already belongs to the platform's entity"]);
        TestSolutions.Problems(("entities/user.yaml", "entity: user\n"))
            .ShouldBe(["entities/user.yaml:1: 'user' is an entity of the platform (write extend: true to add to it)"]);
    }

    [Fact]
    public void A_folder_is_read_like_texts()
    {
        var folder = Directory.CreateTempSubdirectory("kabinet-test-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "roles"));
        Directory.CreateDirectory(Path.Combine(folder.FullName, "demo"));
        File.WriteAllText(Path.Combine(folder.FullName, "solution.yaml"), "solution: test\ntitle: Test\n");
        File.WriteAllText(Path.Combine(folder.FullName, "roles", "clerk.yaml"), "role: clerk\ntitle: Клерк\n");
        File.WriteAllText(Path.Combine(folder.FullName, "demo", "people.yaml"), "not: [ours");
        SolutionReader.Read(folder.FullName, PlatformKinds.All).Roles.Keys.ShouldContain("clerk");
        folder.Delete(recursive: true);
        TestSolutions.ProblemsOf(() => SolutionReader.Read(folder.FullName, PlatformKinds.All))
            .ShouldBe([$"{folder.FullName}: There is no such folder"]);
    }

    [Fact]
    public void A_solution_without_its_settings_is_told_so() =>
        TestSolutions.ProblemsOf(() =>
            SolutionLinker.Link(SolutionReader.Read(new Dictionary<string, string>(), PlatformKinds.All), 1, PlatformKinds.All))
            .ShouldBe(["solution.yaml: The file is missing"]);
}
