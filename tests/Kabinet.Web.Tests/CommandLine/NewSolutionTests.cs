using System.Text.RegularExpressions;
using Kabinet.Web.CommandLine;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.CommandLine;

public sealed class NewSolutionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kabinet-new-");

    private string Solution => Path.Combine(folder.FullName, "laundry");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_new_solution_is_accepted_runs_has_a_demo_and_its_scenario_holds()
    {
        (await KabinetHost.Console("new", Solution)).Code.ShouldBe(0);

        var (checkedCode, checkedText) = await KabinetHost.Console("check", Solution);
        (checkedCode, checkedText).ShouldBe((0, checkedText));
        checkedText.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1, checkedText);
        checkedText.ShouldStartWith("laundry: ");
        var (code, said) = await KabinetHost.Console("scenarios", Solution);
        said.ShouldContain("scenarios/own_tasks.yaml:2: выполняется: Сотрудник видит и завершает только своё поручение");
        (code, said).ShouldBe((0, said));
        await using var host = await KabinetHost.Start(Solution, demo: true);
        using var anna = await host.SignIn("anna");
        var page = await anna.GetStringAsync("/tasks");
        page.ShouldContain("Подготовить отчёт");
        page.ShouldNotContain("Проверить договор");
    }

    [Fact]
    public async Task A_new_solution_speaks_both_languages()
    {
        await KabinetHost.Console("new", Solution);
        foreach (var file in Directory.GetFiles(Solution, "*.yaml", SearchOption.AllDirectories)
            .Where(file => !file.Contains("demo", StringComparison.Ordinal) && !file.Contains("scenarios", StringComparison.Ordinal)))
            Regex.Count(File.ReadAllText(file), "ru: ", RegexOptions.None, TimeSpan.FromSeconds(1))
                .ShouldBe(Regex.Count(File.ReadAllText(file), " en: ", RegexOptions.None, TimeSpan.FromSeconds(1)), file);
    }

    [Fact]
    public async Task A_folder_that_is_not_empty_is_left_as_it_is()
    {
        Directory.CreateDirectory(Solution);
        File.WriteAllText(Path.Combine(Solution, "notes.txt"), "mine");
        (await KabinetHost.Console("new", Solution)).ShouldBe((1, $"kabinet: {Solution} is not empty{Environment.NewLine}"));
        Directory.GetFileSystemEntries(Solution).Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_scenario_that_does_not_hold_is_told_by_file_line_person_and_difference_and_the_others_go_on()
    {
        await KabinetHost.Console("new", Solution);
        File.WriteAllText(Path.Combine(Solution, "scenarios", "leak.yaml"), """
            scenario: leak
            title: Чужое видно
            finder: chief
            steps:
              - { as: chief, create: task, name: t, values: { title: Тайна } }
              - { as: boris, get: t, contains: [Тайна] }
            """);
        var (code, said) = await KabinetHost.Console("scenarios", "--solution", Solution);
        code.ShouldBe(1, said);
        said.ShouldContain("scenarios/leak.yaml:1: не выполняется: Чужое видно");
        said.ShouldContain("  scenarios/leak.yaml:6: boris, get: t – статус ответа 404, а не 2xx");
        said.ShouldContain("  scenarios/leak.yaml:6: boris, get: t – в ответе нет «Тайна»");
        said.ShouldContain("scenarios/own_tasks.yaml:2: выполняется");
        said.ShouldContain("2 сценария, 1 не выполняется");
        (await KabinetHost.Console("scenarios", Solution, "--filter=OWN")).ShouldBe((0, $"scenarios/own_tasks.yaml:2: выполняется: "
            + $"Сотрудник видит и завершает только своё поручение{Environment.NewLine}1 сценарий, он выполняется{Environment.NewLine}"));
        (await KabinetHost.Console("scenarios", Solution, "--filter", "nothing")).Said.ShouldContain("Есть: leak, own_tasks");
    }

    [Fact]
    public async Task A_record_is_named_by_a_value_wherever_a_scenario_names_one()
    {
        await KabinetHost.Console("new", Solution);
        File.WriteAllText(Path.Combine(Solution, "scenarios", "named.yaml"), """
            scenario: named
            title: Запись названа значением
            finder: chief
            steps:
              - { as: chief, create: task, values: { title: Тайна } }
              - { as: chief, get: "@task.title=Тайна", contains: [Тайна], allows: [assign] }
              - { as: boris, get: "@task.title=Тайна", expect: 404 }
              - { as: chief, update: "@task.title=Тайна", values: { details: Никому } }
              - { as: chief, do: assign, of: "@task.title=Тайна", values: { employee: "@user.name=Борис Ежов" } }
              - { as: chief, journal: "@task.title=Тайна", contains: [Никому] }
              - { as: chief, notices: "@task.title=Тайна" }
            """);
        var (code, said) = await KabinetHost.Console("scenarios", Solution, "--filter", "named");
        code.ShouldBe(0, said);
        File.AppendAllText(Path.Combine(Solution, "scenarios", "named.yaml"), "\n  - { as: chief, get: \"@task.titel=Тайна\" }"
            + "\n  - { as: chief, do: asign, of: \"@task.title=Тайна\" }");
        said = (await KabinetHost.Console("check", Solution)).Said;
        said.ShouldContain("scenarios/named.yaml:12: У «task» нет поля «titel» (возможно, вы имели в виду «title»)");
        said.ShouldContain("scenarios/named.yaml:13: Нет перехода «asign»");
    }

    [Fact]
    public async Task Scenarios_leave_nothing_behind_and_never_touch_the_installation_of_the_variables()
    {
        await KabinetHost.Console("new", Solution);
        var (variable, elsewhere) = ("KABINET_DATABASE", Path.Combine(folder.FullName, "real.db"));
        Environment.SetEnvironmentVariable(variable, $"sqlite:{elsewhere}");
        try { (await KabinetHost.Console("scenarios", Solution)).Code.ShouldBe(0); }
        finally { Environment.SetEnvironmentVariable(variable, null); }
        File.Exists(elsewhere).ShouldBeFalse();
        Directory.GetDirectories(folder.FullName).ShouldBe([Solution]);
        var installation = await ThrowAwayInstallation.Start(Solution);
        Directory.GetFiles(installation.Folder, "kabinet.db").Length.ShouldBe(1);
        await installation.DisposeAsync();
        Directory.Exists(installation.Folder).ShouldBeFalse();
    }
}
