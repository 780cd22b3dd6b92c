using System.Net;
using Kabinet.Web.CommandLine;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.CommandLine;

public sealed class PublishingTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kabinet-publishing-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Revisions_are_applied_listed_taken_back_and_written_out_from_the_console(string database)
    {
        using var changed = new ChangedSolution("company", ("pages/list.yaml", "{ ru: Список, en: List }", "{ ru: Перечень, en: List }"),
            ("entities/task.yaml", "  secret: { kind: text }", "  secret: { kind: text }\n  colour: { kind: text }"));
        await using var host = await KabinetHost.Start(database: database);
        var dry = await host.Verb("apply", changed.Folder, "--dry-run");
        dry.Code.ShouldBe(0);
        dry.Said.ShouldContain("изменён pages/list.yaml");
        dry.Said.ShouldContain("task: новый столбец colour, текст");
        dry.Said.ShouldContain("Роль «Начальник» (chief) у «Задача» (task) теперь пишет поля: colour");
        dry.Said.ShouldContain("Это была бы версия 2; ничего не записано.");
        dry.Said.Split(Environment.NewLine).ShouldAllBe(line => !line.Contains(" the ", StringComparison.Ordinal)
            && !line.Contains("column", StringComparison.Ordinal), "one language in a line");
        (await host.Verb("revisions")).Said.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);

        (await host.Verb("apply", changed.Folder, "--author", "anna",
            "--reason=a colour for tasks")).Said.ShouldContain("Опубликована версия 2.");
        var listed = (await host.Verb("revisions")).Said;
        listed.ShouldContain("  anna  a colour for tasks");
        listed.ShouldContain("     changed entities/task.yaml");
        listed.ShouldContain("     add column task.colour text");

        (await host.Verb("revert", "1", "--dry-run")).Said.ShouldContain("Это была бы версия 3; ничего не записано.");
        (await host.Verb("revert", "1")).Said.ShouldContain("Опубликована версия 3: определения версии 1.");
        var (first, second) = (Path.Combine(folder.FullName, "1"), Path.Combine(folder.FullName, "2"));
        (await host.Verb("export", first)).Said.ShouldContain("revision 3");
        (await host.Verb("export", second, "--revision", "2")).Said.ShouldContain("revision 2");
        File.ReadAllText(Path.Combine(first, "pages/list.yaml")).ShouldContain("Список");
        File.ReadAllText(Path.Combine(second, "pages/list.yaml")).ShouldContain("Перечень");
        (await host.Verb("revert", "9")).ShouldBe((1, $"kabinet: Версии 9 нет, последняя – 3{Environment.NewLine}"));
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_refused_publication_says_why_in_a_dry_run_too_and_the_site_serves_on(string database)
    {
        using var changed = new ChangedSolution("company", ("entities/task.yaml", "{ ru: Новая, en: New }",
            "{ ru: Новая, en: New, fr: Nouveau }"));
        await using var host = await KabinetHost.Start(database: database);
        await host.Admit("chief", "chief");
        using var chief = await host.Api("chief");
        await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Забор" });
        (await host.Verb("apply", changed.Folder)).Code.ShouldBe(1);

        using var lost = new ChangedSolution("company", ("entities/task.yaml", "    new: {", "    fresh: {"),
            ("entities/task.yaml", "from: [new]", "from: [fresh]"), ("entities/task.yaml", "status = 'new'", "status = 'fresh'"),
            ("pages/list.yaml", "status = 'new'", "status = 'fresh'"));
        foreach (var verb in new[] { new[] { "apply", lost.Folder, "--dry-run" }, ["apply", lost.Folder] })
        {
            var (code, said) = await host.Verb(verb);
            code.ShouldBe(1);
            said.ShouldContain("Состояние «Новая» (new) убрано, а в нём записи «task»: 1 (З-001) (если теперь это «fresh», напишите там "
                + "was: new;");
        }
        (await chief.Send(HttpMethod.Get, "/api/records/task")).Status.ShouldBe(HttpStatusCode.OK);
        host.Engine.Solution.Value.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task Asking_about_an_installation_that_is_not_there_makes_none()
    {
        var data = Path.Combine(folder.FullName, "data");
        (await KabinetHost.Console("apply", KabinetHost.FolderOf("company"), "--dry-run", "--data", data)).Said.ShouldContain(
            "это была бы её первая версия");
        (await KabinetHost.Console("revisions", "--data", data)).ShouldBe((0, $"Nothing is published yet.{Environment.NewLine}"));
        (await KabinetHost.Console("revert", "1", "--data", data)).Code.ShouldBe(1);
        (await KabinetHost.Console("export", Path.Combine(folder.FullName, "out"), "--data", data)).Code.ShouldBe(1);
        Directory.Exists(data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_start_says_in_one_line_that_the_folder_waits_and_how_to_bring_it_in()
    {
        using var changed = new ChangedSolution("company");
        await using var host = await KabinetHost.Start(changed.Folder);
        (await Told(host, changed.Folder)).ShouldBe("");
        File.AppendAllText(Path.Combine(changed.Folder, "solution.yaml"), "# a word\n");
        (await Told(host, changed.Folder)).ShouldBe(
            $"{changed.Folder} отличается от того, что внесено последним (solution.yaml): работает ревизия 1 из базы. Внесите папку "
                + $"командой «kabinet apply {changed.Folder}».{Environment.NewLine}");
        await host.Apply(changed.Folder);
        await host.Engine.CatchUp();
        (await Told(host, changed.Folder)).ShouldBe("");
    }

    private static async Task<string> Told(KabinetHost host, string folder)
    {
        using var output = new StringWriter();
        await ServeVerb.TellOfFolder(host.Engine, folder, output);
        return output.ToString();
    }
}
