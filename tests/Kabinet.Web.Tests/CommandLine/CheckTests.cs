using System.Text.Json;
using Kabinet.Web.CommandLine;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.CommandLine;

/// <summary>What <c>kabinet check</c> says about the solution that <c>kabinet new</c> writes, with one slip each.</summary>
public class CheckTests
{
    private static readonly string Source = Path.Combine(Places.Root, "src", "Kabinet.Web", "CommandLine", "NewSolution");

    [Theory]
    [InlineData("as: $who, hours: 20", "as: anya, hours: 20", "12: Ни у кого нет логина «anya» (возможно, вы имели в виду «anna»)")]
    [InlineData("who: boris", "who: borys", "15: Нет записи user с именем «borys» (возможно, вы имели в виду «boris»)")]
    [InlineData("do: assign", "do: asign", "11: Нет перехода «asign» (возможно, вы имели в виду «assign»)")]
    [InlineData("{ title: $title,", "{ titel: $title,", "10: У «task» нет поля «titel» (возможно, вы имели в виду «title»)")]
    [InlineData("{ employee: $who }", "{ employer: $who }",
        "11: Переход «assign» не спрашивает «employer» (возможно, вы имели в виду «employee»)")]
    [InlineData("title: $title", "title: $titel", "10: История не даёт «titel» (возможно, вы имели в виду «title»)")]
    [InlineData("until: draft", "until: drafft", "17: Ни один шаг «task» не доходит до «drafft» (возможно, вы имели в виду «draft»)")]
    [InlineData("tell: task, ago: 1,", "tell: tasks, ago: 1,", "16: Нет шаблона «tasks» (возможно, вы имели в виду «task»)")]
    [InlineData("tell: task, ago: 1,", "tell: task,", "16: История начинается по ago или по on: нужно одно из них")]
    [InlineData("roles: [chief]", "roles: [cheif]", "3: Нет роли «cheif» (возможно, вы имели в виду «chief»)")]
    [InlineData("as: chief, hours: 1", "as: anna, hours: 1",
        "11: история из demo/10-office.yaml:14: у «anna» нет роли, которая делает переход «assign» (его делают chief)")]
    [InlineData("as: chief, create", "as: anna, create",
        "10: история из demo/10-office.yaml:14: у «anna» нет роли, которая создаёт «task» (создают chief)")]
    [InlineData("do: assign, reach", "do: finish, reach",
        "11: история из demo/10-office.yaml:14: переход «finish» в состоянии draft не начинается (он начинается в in_work)")]
    public async Task A_slip_in_a_demo_is_told_by_line_with_a_guess(string right, string wrong, string said)
    {
        using var changed = new ChangedSolution(Source, ("demo/10-office.yaml", right, wrong));
        var (code, output) = await KabinetHost.Console("check", changed.Folder);
        code.ShouldBe(1);
        output.ShouldContain($"demo/10-office.yaml:{said}{Environment.NewLine}");
    }

    [Theory]
    [InlineData("as: boris, get", "as: borys, get", "10: Ни у кого нет логина «borys» (возможно, вы имели в виду «boris»)")]
    [InlineData("finder: chief", "finder: chef", "4: Ни у кого нет логина «chef» (возможно, вы имели в виду «chief»)")]
    [InlineData("create: task", "create: tusk", "6: Нет сущности «tusk» (возможно, вы имели в виду «task»)")]
    [InlineData("do: assign", "do: asign", "8: Нет перехода «asign» (возможно, вы имели в виду «assign»)")]
    [InlineData("journal: t,", "journal: tt,", "14: Записи с именем «tt» до этого шага нет (возможно, вы имели в виду «t»)")]
    [InlineData("allows: [finish]", "denies: [finsh]", "9: Нет перехода «finsh» (возможно, вы имели в виду «finish»)")]
    [InlineData("{ title: Позвонить", "{ titel: Позвонить", "6: У «task» нет поля «titel» (возможно, вы имели в виду «title»)")]
    [InlineData("@user.name=", "@user.nam=", "8: У «user» нет поля «nam» (возможно, вы имели в виду «name»)")]
    [InlineData("journal: t,", "page: /task,", "14: Ни у одной страницы нет адреса «/task» (возможно, вы имели в виду «/tasks»)")]
    [InlineData("journal: t,", "journal: t, get: t,", "14: Шаг делает одно из create,")]
    [InlineData("list: task, lacks", "list: task, where: id = $tt, lacks", "11: Записи с именем «tt» до этого шага нет")]
    [InlineData("list: task, lacks", "list: task, where: titel is null, lacks",
        "11: Поручение: нет поля «titel»: «titel is null», знак 1 (возможно, вы имели в виду «title»)")]
    [InlineData("list: task, lacks", "list: task, sort: -titel, lacks", "11: У «task» нет поля «titel»")]
    [InlineData("scenario: own_tasks", "scenario: own", "2: Файл сценария называется по его ключу «own»")]
    public async Task A_slip_in_a_scenario_is_told_by_line_with_a_guess(string right, string wrong, string said)
    {
        using var changed = new ChangedSolution(Source, ("scenarios/own_tasks.yaml", right, wrong));
        var (code, output) = await KabinetHost.Console("check", changed.Folder);
        code.ShouldBe(1);
        output.ShouldContain($"scenarios/own_tasks.yaml:{said}");
    }

    [Fact]
    public async Task A_wrong_key_in_a_step_that_expects_a_refusal_is_a_warning()
    {
        using var changed = new ChangedSolution(Source, ("scenarios/own_tasks.yaml", "as: boris, do: finish", "as: boris, do: finnish"));
        var (code, output) = await KabinetHost.Console("check", changed.Folder);
        code.ShouldBe(0);
        output.ShouldContain("предупреждение: scenarios/own_tasks.yaml:12: Нет перехода «finnish» (возможно, вы имели в виду «finish»)");
    }

    [Theory]
    [InlineData("pages/tasks.yaml", "icon: checklist", "icon: checklst",
        "6: Значка «checklst» нет (возможно, вы имели в виду «checklist»)")]
    [InlineData("entities/task.yaml", "icon: checklist", "icon: checklst", "6: Значка «checklst» нет")]
    [InlineData("entities/task.yaml", "by: [chief]", "by: [chief, guest]",
        "27: «guest» не читает «task», поэтому перехода «assign» никогда не сделает")]
    [InlineData("entities/task.yaml", "chief: \"true\"", "chief: \"status = 'draft'\"",
        "33: «chief» никогда не сделает переход «finish»: в его состояниях условие роли неверно (он начинается в in_work)")]
    [InlineData("pages/new_task.yaml", "    button:", "    submit: assign\n    button:", "")]
    [InlineData("entities/task.yaml", "employee: { read: employee = @me }\n", "employee: { read: employee = @me, hide: [due] }\n", "")]
    [InlineData("entities/task.yaml", "chief: { read: true, create",
        "chief: { read: true, hide: [details], create", "")]
    public async Task What_can_never_happen_is_a_warning(string file, string right, string wrong, string said)
    {
        using var changed = new ChangedSolution(Source, (file, right, wrong));
        var (code, output) = await KabinetHost.Console("check", changed.Folder);
        code.ShouldBe(0, output);
        if (said.Length == 0) output.ShouldNotContain("предупреждение");
        else output.ShouldContain($"предупреждение: {file}:{said}");
    }

    [Fact]
    public async Task A_column_that_nobody_on_the_page_reads_is_a_warning_at_its_place()
    {
        using var changed = new ChangedSolution(Source,
            ("entities/task.yaml", "read: employee = @me }", "read: employee = @me, hide: [due] }"));
        File.WriteAllText(Path.Combine(changed.Folder, "pages", "mine.yaml"), """
            page: mine
            path: /mine
            title: { ru: Моё, en: Mine }
            roles: [employee]
            blocks:
              - block: grid
                entity: task
                columns: [{ field: title, main: true, under: [details, due] }, status]
                filters: [due]
            """);
        var output = (await KabinetHost.Console("check", changed.Folder)).Said;
        output.ShouldContain("предупреждение: pages/mine.yaml:8: Ни одна роль этого блока не читает «due»: здесь его никто не увидит");
        output.ShouldContain("предупреждение: pages/mine.yaml:9: Ни одна роль этого блока не читает «due»");
        output.ShouldNotContain("«details»");
        output.ShouldNotContain("pages/tasks.yaml");
    }

    [Theory]
    [InlineData("transition: finish", "status = 'in_work'", "")]
    [InlineData("transition: assign", "status = 'in_work'",
        "13: Переход «assign» не начинается ни в одном состоянии этих записей: кнопки не будет (он начинается в draft)")]
    [InlineData("transition: assign", "status <> 'draft' and is_late",
        "13: Переход «assign» не начинается ни в одном состоянии этих записей: кнопки не будет (он начинается в draft)")]
    [InlineData("transition: assign, roles", "status = 'draft'",
        "13: Ни одна роль этого блока не делает переход «assign»: кнопки никто не увидит")]
    public async Task A_button_for_a_transition_that_never_starts_there_is_a_warning(string transition, string where, string said)
    {
        var roles = transition.EndsWith("roles", StringComparison.Ordinal) ? "roles: [employee]\n    " : "";
        using var changed = new ChangedSolution(Source);
        File.WriteAllText(Path.Combine(changed.Folder, "pages", "today.yaml"), $$"""
            page: today
            path: /today
            title: { ru: Сегодня, en: Today }
            roles: [employee, chief]
            blocks:
              - block: waiting
                {{roles}}entity: task
                columns: [title]
                groups:
                  # One group.

                  now: { title: { ru: Сейчас, en: Now },
                    {{transition.Split(',')[0]}}, where: "{{where}}" }
            """);
        var output = (await KabinetHost.Console("check", changed.Folder)).Said;
        if (said.Length == 0) output.ShouldNotContain("предупреждение");
        else output.ShouldContain($"предупреждение: pages/today.yaml:{(roles.Length > 0 ? $"14{said[2..]}" : said)}");
    }

    [Theory]
    [InlineData("entities/task.yaml", "by: [chief]", "by: chief",
        "entities/task.yaml:27: Здесь нужны ключи со значениями, а не «chief» (возможно, вы имели в виду «[chief]»)")]
    [InlineData("demo/10-office.yaml", "      - { as: $who", "\t- { as: $who", "demo/10-office.yaml:12: ")]
    [InlineData("scenarios/own_tasks.yaml", "steps:", "steps: [", "scenarios/own_tasks.yaml:")]
    public async Task An_error_of_the_language_itself_is_told_at_its_line_in_one_language(string file, string right, string wrong,
        string said)
    {
        using var changed = new ChangedSolution(Source, (file, right, wrong));
        var (code, output) = await KabinetHost.Console("check", changed.Folder);
        code.ShouldBe(1);
        var line = output.Split(Environment.NewLine).Single(line => line.StartsWith(said, StringComparison.Ordinal));
        line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..].ShouldNotContain(" the ");
    }

    [Theory]
    [InlineData("entities/task.yaml", "default: = @today + 3", "default: = add_workdays(@today, 3)",
        "entities/task.yaml:13: Выражение обрывается: «add_workdays(@today», знак 20 (возьмите всё выражение в двойные кавычки")]
    [InlineData("entities/task.yaml", "\"due < @today and status = 'in_work'\"", "due < @today and status in ('in_work', 'done')",
        "entities/task.yaml:14: Выражение обрывается: «due < @today and status in ('in_work'», знак 38 (возьмите всё выражение")]
    [InlineData("pages/tasks.yaml", "roles: [employee, chief]", "roles: employee, chief",
        "Нет роли «employee, chief» (возможно, вы имели в виду «[employee, chief]»)")]
    [InlineData("entities/task.yaml", "by: { employee: employee = @me, chief: \"true\" }", "by: [employee chief]",
        "Нет роли «employee chief» (возможно, вы имели в виду «[employee, chief]»)")]
    [InlineData("entities/task.yaml", "default: = @today + 3", "default: 12", "entities/task.yaml:13: «12» – не значение поля вида date")]
    [InlineData("entities/task.yaml", "{ kind: text, required: true,", "{ kind: text, required: да,",
        "Здесь нужно true или false, а не «да» (возможно, вы имели в виду «true»)")]
    [InlineData("entities/task.yaml", "details: { kind: text,", "urgent: { kind: yes_no, default: нет }\n  details: { kind: text,",
        "entities/task.yaml:11: «нет» – не значение поля вида yes_no (возможно, вы имели в виду «false»)")]
    [InlineData("entities/task.yaml", "details: { kind: text,", "price: { kind: money, default: \"12,50\" }\n  details: { kind: text,",
        "entities/task.yaml:11: «12,50» – не значение поля вида money (возможно, вы имели в виду «12.50»)")]
    [InlineData("entities/task.yaml", "title: { ru: Срок, en: Due }", "title: { en: Due }",
        "предупреждение: entities/task.yaml:13: На языке решения (ru) текста нет, все увидят «Due»")]
    public async Task What_looks_like_another_notation_is_guessed(string file, string right, string wrong, string said)
    {
        using var changed = new ChangedSolution(Source, (file, right, wrong));
        (await KabinetHost.Console("check", changed.Folder)).Said.ShouldContain(said);
    }

    [Fact]
    public async Task Two_pages_with_one_address_are_told_once_without_what_follows_from_it()
    {
        using var changed = new ChangedSolution("company");
        File.WriteAllText(Path.Combine(changed.Folder, "pages", "aaa.yaml"), """
            page: aaa
            path: /tasks
            title: Ещё задачи
            roles: [chief]
            blocks: [{ block: grid, entity: task, columns: [title] }]
            """);
        var (code, said) = await KabinetHost.Console("check", changed.Folder);
        (code, said.Split("pages/").Length).ShouldBe((1, 2), said);
        said.ShouldContain("«/tasks» – уже адрес страницы «aaa»");
    }

    [Fact]
    public async Task One_missing_page_named_twice_in_a_line_is_told_once()
    {
        using var changed = new ChangedSolution("company",
            ("roles/staff.yaml", "en: Clerk }, home: tasks,", "en: Clerk }, home: none_such, bar: [none_such],"));
        var (code, said) = await KabinetHost.Console("check", changed.Folder);
        (code, said.Split("none_such").Length).ShouldBe((1, 2), said);
    }

    [Fact]
    public async Task The_counts_at_the_end_are_of_what_the_author_wrote() =>
        (await KabinetHost.Console("check", Source)).Said.ShouldEndWith(
            $"office: 2 сущности, 2 роли, 3 страницы, проблем нет{Environment.NewLine}");

    [Fact]
    public async Task Approved_rights_are_written_told_and_compared()
    {
        using var changed = new ChangedSolution(Source);
        var (code, report) = await KabinetHost.Console("access", changed.Folder);
        code.ShouldBe(0);
        report.ShouldStartWith("# Who may see and do what");
        var file = Path.Combine(changed.Folder, "access.approved.md");
        File.Exists(file).ShouldBeFalse();
        (await KabinetHost.Console("access", "--solution", changed.Folder, "--write")).Code.ShouldBe(0);
        File.ReadAllText(file).ShouldBe(report);
        (await KabinetHost.Console("check", changed.Folder)).Code.ShouldBe(0);
        var task = Path.Combine(changed.Folder, "entities", "task.yaml");
        File.WriteAllText(task, File.ReadAllText(task).Replace("employee: { read: employee = @me }", "employee: { read: true }"));
        var (changedCode, said) = await KabinetHost.Console("check", changed.Folder);
        changedCode.ShouldBe(1);
        said.ShouldContain("access.approved.md:");
        said.ShouldContain("Права не те, что одобрены: было «");
        said.ShouldContain("(если так задумано: kabinet access ПАПКА --write)");
    }

    [Fact]
    public async Task Json_holds_file_line_column_severity_message_suggestion_and_replacement()
    {
        using var changed = new ChangedSolution(Source, ("entities/task.yaml", "by: [chief]", "by: [cheif]"),
            ("scenarios/own_tasks.yaml", "  - { as: guest, get: t, expect: 401 }", "  - { as: guest, gett: t, expect: 401 }"));
        var (code, output, error) = await KabinetHost.Terminal("check", changed.Folder, "--json");
        (code, error).ShouldBe((1, ""));
        var told = JsonDocument.Parse(output).RootElement;
        told.GetProperty("format").GetInt32().ShouldBe(1);
        told.GetProperty("language").GetString().ShouldBe("ru");
        var problem = told.GetProperty("problems").EnumerateArray().First();
        problem.EnumerateObject().Select(member => member.Name)
            .ShouldBe(["file", "line", "column", "severity", "code", "message", "suggestion", "replacement"]);
        problem.GetProperty("file").GetString().ShouldBe("entities/task.yaml");
        (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()).ShouldBe((27, 12));
        problem.GetProperty("severity").GetString().ShouldBe("error");
        problem.GetProperty("code").GetString().ShouldBe("problem.no.role");
        problem.GetProperty("message").GetString().ShouldBe("Нет роли «cheif»");
        problem.GetProperty("replacement").GetString().ShouldBe("chief");
        told.GetProperty("problems").EnumerateArray().Last().GetProperty("replacement").GetString().ShouldBe("get");
    }

    [Fact]
    public async Task A_solution_that_is_fine_has_no_problems_in_json_either_and_nothing_is_written()
    {
        using var changed = new ChangedSolution(Source);
        var before = Directory.GetFileSystemEntries(changed.Folder, "*", SearchOption.AllDirectories);
        var (code, output, _) = await KabinetHost.Terminal("check", "--solution", changed.Folder, "--json");
        code.ShouldBe(0);
        JsonDocument.Parse(output).RootElement.GetProperty("problems").GetArrayLength().ShouldBe(0);
        Directory.GetFileSystemEntries(changed.Folder, "*", SearchOption.AllDirectories).ShouldBe(before);
    }
}
