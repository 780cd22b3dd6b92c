using Kabinet.Engine.Blocks;
using Kabinet.Engine.Model;

namespace Kabinet.Tests.Solutions;

public class PageLinkingTests
{
    private const string Task = """
        entity: task
        fields:
          title: { kind: text, required: true }
          owner: { kind: ref, to: user }
          hours: { kind: number }
        files:
          scans: { title: Сканы, read: [clerk] }
        lifecycle:
          states: { open: { title: Открыта }, shut: { title: Закрыта, final: true, aside: true } }
          transitions:
            shut: { title: Закрыть, from: [open], to: shut, by: [clerk] }
        access:
          clerk: { read: true, create: true }
        """;

    private const string Step = """
        entity: step
        fields:
          task: { kind: ref, to: task, part: true, inverse: steps, required: true }
          hours: { kind: number }
        access: { clerk: { read: true, create: true } }
        """;

    private static readonly string[] Form = ["- block: form", "  entity: task", "  sections: [{ fields: [title, owner] }]",
        "  rows: { steps: [hours] }", "  files: [scans]", "  submit: shut"];
    private static readonly string[] Record =
        ["- block: record", "  entity: task", "  sections: [{ fields: [owner.name, hours] }]",
        "  blocks: [{ block: grid, of: steps, columns: [hours], inline: true, sum: [hours] }]",
        "  tabs: { more: { title: Ещё, blocks: [{ block: files }, { block: history }] } }",
        "- { block: text, text: Привет, when: hours > 1 }"];

    private static (string, string)[] With(string path, params string[] blocks) =>
    [
        ("roles/clerk.yaml", "role: clerk\ntitle: Клерк\nhome: it\n"), ("entities/task.yaml", Task), ("entities/step.yaml", Step),
        ("pages/it.yaml", $"page: it\npath: {path}\ntitle: Дела\nroles: "
            + $"[clerk]\nblocks:\n{string.Join('\n', blocks.Select(block => "  " + block))}\n"),
    ];

    private static Page Linked(string path, params string[] blocks) => TestSolutions.Link(With(path, blocks)).Pages["it"];

    [Fact]
    public void Blocks_are_linked_to_what_they_name()
    {
        var grid = Linked("/tasks",
            "- { block: grid, entity: task, columns: [{ field: title, main: true, under: [owner.name] }, status], filters: [status], "
            + "sort: \"-hours, title\", sum: [hours], quick: { all: { title: Все } } }").Blocks.ShouldHaveSingleItem()
            .ShouldBeOfType<GridBlock>();
        grid.Key.ShouldBe("grid-0");
        grid.Columns[0].Under.ShouldHaveSingleItem().Text.ShouldBe("owner.name");
        grid.Sort.Select(order => (order.Path.Text, order.Descending)).ShouldBe([("hours", true), ("title", false)]);
        grid.Quick.Keys.ShouldBe(["all"]);
    }

    [Fact]
    public void What_a_page_is_for_is_not_lazy()
    {
        Linked("/tasks", "- { block: grid, entity: task, columns: [title], lazy: true }").Blocks.ShouldHaveSingleItem().IsLazy.ShouldBeTrue();
        TestSolutions.Problems(With("/tasks/new", [.. Form, "  lazy: true"])).ShouldHaveSingleItem()
            .ShouldContain("The block 'form' is read with its page");
    }

    [Fact]
    public void A_form_takes_the_rows_of_parts()
    {
        var form = Linked("/tasks/new", Form).Blocks.ShouldHaveSingleItem().ShouldBeOfType<FormBlock>();
        form.Rows.ShouldHaveSingleItem().Collection.Key.ShouldBe("steps");
        form.Submit!.Key.ShouldBe("shut");
    }

    [Fact]
    public void A_record_page_keys_its_blocks_by_their_place()
    {
        var page = Linked("/tasks/{id}", Record);
        var record = page.RecordBlock.ShouldBeOfType<RecordBlock>();
        record.Blocks.ShouldHaveSingleItem().ShouldBeOfType<GridBlock>().Key.ShouldBe("grid-1");
        record.Tabs["more"].Blocks.Select(block => block.Key).ShouldBe(["files-2", "history-3"]);
        page.Blocks[1].When.ShouldNotBeNull();
    }

    [Fact]
    public void A_board_without_states_has_all_that_are_not_aside() =>
        Linked("/board", "- { block: board, entity: task, card: [title] }").Blocks.ShouldHaveSingleItem()
            .ShouldBeOfType<BoardBlock>().States.ShouldHaveSingleItem().Key.ShouldBe("open");

    [Fact]
    public void A_list_and_the_form_it_offers_may_stand_on_one_page()
    {
        var page = Linked("/tasks", [.. Form, "- { block: grid, entity: task, columns: [title], create: it }"]);
        page.Blocks.OfType<GridBlock>().Single().Create.ShouldBe(page);
    }

    [Theory]
    [InlineData("Tasks", "- { block: text, text: T }",
        "pages/it.yaml:2: 'Tasks' is not an address (write /requests or /requests/{id}: small Latin letters, digits and -)")]
    [InlineData("/api/tasks", "- { block: text, text: T }", "pages/it.yaml:2: '/api/tasks' is an address of the product itself")]
    [InlineData("/tasks/{id}", "- { block: text, text: T }", "pages/it.yaml:2: {id} in the path needs a record block")]
    [InlineData("/tasks", "- { block: record, entity: task }", "pages/it.yaml:2: The page of a record has one {id} in its path")]
    [InlineData("/tasks", "- { block: history }", "pages/it.yaml:6: The block 'history' stands on the page of a record only")]
    [InlineData("/tasks", "- { block: text, text: T, when: 1 = 1 }",
        "pages/it.yaml:6: A condition is over the page's record; this page has none")]
    [InlineData("/tasks", "- { block: grid, columns: [title] }",
        "pages/it.yaml:6: The list does not say of what (add entity, or on the page of a record of)")]
    [InlineData("/tasks", "- { block: grid, entity: taks, columns: [title] }",
        "pages/it.yaml:6: There is no entity 'taks' (did you mean 'task'?)")]
    [InlineData("/tasks", "- { block: grid, entity: task, columns: [tilte] }",
        "pages/it.yaml:6: 'task' has no field 'tilte' (did you mean 'title'?)")]
    [InlineData("/tasks", "- { block: grid, entity: task, columns: [title.name] }",
        "pages/it.yaml:6: 'title' is not a reference, 'title.name' leads nowhere")]
    [InlineData("/tasks", "- { block: grid, entity: task, columns: [title], sum: [title] }",
        "pages/it.yaml:6: 'title' is not a number, it has no sum")]
    [InlineData("/tasks", "- { block: grid, entity: task, columns: [title, { field: hours, roles: [clark] }] }",
        "pages/it.yaml:6: There is no role 'clark' (did you mean 'clerk'?)")]
    [InlineData("/tasks", "- { block: grid, entity: task, columns: [title], quick: { all: { title: Все, roles: [clark] } } }",
        "pages/it.yaml:6: There is no role 'clark' (did you mean 'clerk'?)")]
    [InlineData("/tasks", "- { block: grid, entity: task, columns: [{ field: title, main: true, roles: [clerk] }] }",
        "pages/it.yaml:6: The column that names the row is for everybody")]
    [InlineData("/tasks", "- { block: grid, entity: task, columns: [title], limit: 0 }",
        "pages/it.yaml:6: A page of a list has 1 to 500 rows")]
    [InlineData("/tasks", "- { block: grid, entity: task, columns: [title], create: it }", "pages/it.yaml:6: 'it' has no form for 'task'")]
    [InlineData("/tasks", "- { block: board, entity: step, card: [hours] }",
        "pages/it.yaml:6: 'step' has no lifecycle: a board has nothing for columns")]
    [InlineData("/tasks", "- { block: board, entity: task, card: [title], states: [opne] }",
        "pages/it.yaml:6: There is no state 'opne' (did you mean 'open'?)")]
    [InlineData("/tasks",
        "- { block: waiting, entity: task, columns: [title], groups: { a: { title: A, where: 'true', transition: shot } } }",
        "pages/it.yaml:6: There is no transition 'shot' (did you mean 'shut'?)")]
    [InlineData("/tasks", "- { block: form, entity: task, sections: [{ fields: [title, status] }] }",
        "pages/it.yaml:6: 'status' is written by the platform only")]
    [InlineData("/tasks", "- { block: metrics, tiles: { a: { title: A, entity: task, link: /taks } } }",
        "pages/it.yaml:6: No page has the address '/taks' (did you mean '/tasks'?)")]
    [InlineData("/tasks", "- { block: metrics, tiles: { a: { title: A, entity: task, link: /tasks?view=all } } }",
        "pages/it.yaml:6: The page 'it' has no quick view 'all'")]
    public void A_problem_of_a_page_is_told_with_its_place(string path, string block, string problem) =>
        TestSolutions.Problems(With(path, block)).ShouldContain(problem);

    [Fact]
    public void Two_pages_cannot_share_an_address() =>
        TestSolutions.Problems(
            [.. With("/tasks", "- { block: text, text: T }"),
            ("pages/too.yaml", "page: too\npath: /tasks\ntitle: T\nroles: [clerk]\nblocks: []\n")])
            .ShouldBe(["pages/too.yaml:2: '/tasks' is already the address of 'it'"]);

    [Fact]
    public void A_home_that_the_role_does_not_have_is_told() =>
        TestSolutions.Problems([.. With("/tasks", "- { block: text, text: T }"), ("roles/other.yaml", "role: other\ntitle: T\nhome: it\n")])
            .ShouldBe(["roles/other.yaml:3: 'other' does not have the page 'it' (add it to the roles of pages/it.yaml)"]);

    [Fact]
    public void Blocks_that_show_their_readers_nothing_are_warned_of()
    {
        var warnings = TestSolutions.Link([.. With("/tasks", "- { block: text, text: T }"),
            ("pages/open.yaml", "page: open\npath: /open\ntitle: T\nroles: [guest]\nblocks:\n  - { block: grid, entity: task, columns: "
                + "[title] }\n  - { block: form, entity: step, sections: [{ fields: [hours] }] }\n")]).Warnings;
        warnings.Select(warning => warning.ToString()).ShouldBe([
            "pages/open.yaml:6: 'guest' has this block but may not read 'task': nothing is ever there",
            "pages/open.yaml:7: 'guest' has this form but may not create 'step': nothing can be saved",
            "pages/open.yaml:7: 'task' is required, and the form neither asks for it nor has it a default: nothing can be saved",
        ]);
    }

    [Fact]
    public void The_platforms_pages_are_of_whoever_manages_people_and_of_nobody_else()
    {
        var solution = TestSolutions.Link(
            [.. With("/tasks", "- { block: text, text: Привет }"),
            ("roles/chief.yaml", "role: chief\ntitle: Начальник\nincludes: [keeper]\n"),
            ("roles/keeper.yaml", "role: keeper\ntitle: Хранитель\nabilities: [users]\n")]);
        var roles = solution.Pages["admin_people"].Roles;
        solution.Roles.Values.Where(role => !role.Definition.Service && role.Closure.Overlaps(roles)).Select(role => role.Key)
            .ShouldBe(["chief", "keeper"], ignoreOrder: true);
    }

    [Fact]
    public void All_other_fields_of_a_solution_stand_where_the_star_is()
    {
        var record = Linked("/tasks/{id}",
            "- { block: record, entity: task, sections: [{ fields: [title] }, { fields: [\"*\"] }] }").RecordBlock.ShouldBeOfType<RecordBlock>();
        record.Sections[1].Fields.Select(path => path.Text).ShouldBe(["owner", "hours"]);
    }

    [Theory]
    [InlineData("pages/admin_people.yaml", "page: admin_people\npath: /mine\ntitle: T\nroles: [guest]\nblocks: []",
        "pages/admin_people.yaml:1: 'admin_people' is a page of the platform (give the page another key)")]
    [InlineData("pages/mine.yaml", "page: mine\npath: /admin/mine\ntitle: T\nroles: [guest]\nblocks: []",
        "pages/mine.yaml:2: '/admin/mine' is an address of the product itself")]
    [InlineData("pages/mine.yaml", "page: mine\npath: /mine\ntitle: T\nroles: [guest]\nblocks: [{ block: account }]",
        "pages/mine.yaml:5: The block 'account' stands on the page of a 'user' only")]
    [InlineData("roles/ability_users.yaml", "role: ability_users\ntitle: T\nservice: true",
        "roles/ability_users.yaml:1: 'ability_users' is a role of the platform (give the role another key)")]
    public void What_is_of_the_platform_is_not_taken(string path, string text, string problem) =>
        TestSolutions.Problems((path, text)).ShouldContain(problem);
}
