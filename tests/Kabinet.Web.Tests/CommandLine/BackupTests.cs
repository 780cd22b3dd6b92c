using System.IO.Compression;
using System.Net;
using System.Text;
using Kabinet.Engine.People;
using Kabinet.Web.Tests.Support;

namespace Kabinet.Web.Tests.CommandLine;

public sealed class BackupTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kabinet-backup-");

    private string Archive => Path.Combine(folder.FullName, "kabinet.zip");

    private string Data => Path.Combine(folder.FullName, "data");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_restored_installation_is_as_it_was_with_its_people_records_and_files()
    {
        await using (var host = await KabinetHost.Start())
        {
            var (task, file) = await Work(host);
            var (code, said) = await host.Verb("backup", Archive);
            (code, said).ShouldBe((0, said));
            using var chief = await host.Api("chief");
            await chief.Send(HttpMethod.Patch, $"/api/records/task/{task}", new { title = "После копии" });
            Directory.GetFiles(folder.FullName).ShouldBe([Archive], "nothing else is left behind");
            if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Archive).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            (file, task).ShouldBe((1, 1));
        }
        (await KabinetHost.Console("restore", Archive, "--data", Data)).Code.ShouldBe(0);
        await using var restored = await KabinetHost.Over(Data);
        using var olga = await restored.Api("olga");
        (await olga.GetJson("/api/records/task/1")).GetProperty("title").GetString().ShouldBe("Обмеры");
        (await olga.GetJson("/api/records/task?q=обмер")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await olga.GetJson("/api/records/task?q=после")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await olga.GetStringAsync("/api/files/1")).ShouldBe("план этажа");
    }

    [Fact]
    public async Task What_is_there_already_is_lost_only_when_that_is_said()
    {
        await using var host = await KabinetHost.Start();
        await Work(host);
        (await host.Verb("backup", Archive)).Code.ShouldBe(0);
        (await host.Verb("backup", Archive)).Said.ShouldContain("there is already a file");
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "kabinet.db-wal"), "a log of another database");
        var refused = await KabinetHost.Console("restore", Archive, "--data", Data);
        (refused.Code, refused.Said.Contains("is not empty", StringComparison.Ordinal)).ShouldBe((1, true));
        Directory.GetFileSystemEntries(Data).Length.ShouldBe(1);
        (await KabinetHost.Console("restore", Archive, "--overwrite", "--data", Data)).Code.ShouldBe(0);
        await using var restored = await KabinetHost.Over(Data);
        using var olga = await restored.Api("olga");
        (await olga.GetJson("/api/records/task")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_restore_that_cannot_be_finished_puts_back_what_was_there()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("the database is restored to where Linux lets nobody write");
        await using var host = await KabinetHost.Start();
        await Work(host);
        (await host.Verb("backup", Archive)).Code.ShouldBe(0);
        var (kept, killed) = (Path.Combine(Data, "files", "kept"), Path.Combine(Data, ".restoring", "kabinet.db"));
        foreach (var path in new[] { kept, killed })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "before");
        }
        var (code, said) = await KabinetHost.Console(
            "restore", Archive, "--overwrite", "--data", Data, "--database", "sqlite:/proc/kabinet.db");
        (code, said).ShouldBe((1, said));
        said.ShouldNotContain("   at ");
        Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).ShouldBe([kept]);
        File.ReadAllText(kept).ShouldBe("before");
    }

    [Fact]
    public async Task A_restored_installation_is_closed_to_others_from_its_folder_on()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no modes of files");
        await using var host = await KabinetHost.Start();
        await Work(host);
        (await host.Verb("backup", Archive)).Code.ShouldBe(0);
        var deep = Path.Combine(Data, "of", "an", "installation");
        (await KabinetHost.Console("restore", Archive, "--data", deep)).Code.ShouldBe(0);
        foreach (var path in Directory.EnumerateFileSystemEntries(Data, "*", SearchOption.AllDirectories).Append(Data))
            if (!OperatingSystem.IsWindows()) (File.GetUnixFileMode(path) & (UnixFileMode)0b111_111).ShouldBe(UnixFileMode.None, path);
    }

    [Theory]
    [InlineData("kabinet.db", "damaged")]
    [InlineData("files/", "damaged")]
    [InlineData("manifest.json", "not a backup of Kabinet, or it broke off")]
    public async Task A_damaged_archive_changes_nothing(string entry, string reason)
    {
        await using var host = await KabinetHost.Start();
        await Work(host);
        (await host.Verb("backup", Archive)).Code.ShouldBe(0);
        using (var archive = ZipFile.Open(Archive, ZipArchiveMode.Update))
        {
            var spoilt = archive.Entries.First(found => found.FullName.StartsWith(entry, StringComparison.Ordinal));
            var name = spoilt.FullName;
            spoilt.Delete();
            if (name != "manifest.json") Put(archive, name, "other bytes");
        }
        var (code, said) = await KabinetHost.Console("restore", Archive, "--data", Data);
        (code, said).ShouldBe((1, said));
        said.ShouldContain(reason);
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Theory]
    [InlineData("files/../../evil")]
    [InlineData("/tmp/evil")]
    [InlineData("files/a\\..\\evil")]
    [InlineData("appsettings.json")]
    public async Task An_archive_from_elsewhere_writes_nothing_outside_of_its_folders(string path)
    {
        using (var archive = ZipFile.Open(Archive, ZipArchiveMode.Create))
        {
            Put(archive, path, "x");
            var checksum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("x"u8));
            var escaped = path.Replace("\\", "\\\\", StringComparison.Ordinal);
            Put(archive, "manifest.json", $$"""
                {"Format":1,"At":"2026-11-21T00:00:00Z","Database":"sqlite","Revision":1,
                "Entries":[{"Path":"{{escaped}}","Size":1,"Sha256":"{{checksum}}"}]}
                """);
        }
        var (code, said) = await KabinetHost.Console("restore", Archive, "--overwrite", "--data", Data);
        code.ShouldBe(1);
        said.ShouldContain("the archive holds what no backup holds");
        Directory.GetFileSystemEntries(folder.FullName).ShouldBe([Archive]);
    }

    [Fact]
    public async Task With_postgresql_the_archive_holds_the_files_and_says_who_backs_up_the_rest()
    {
        await using var host = await KabinetHost.Start(database: Databases.Postgres);
        await Work(host);
        (await host.Verb("backup", Archive)).Said.ShouldContain("pg_dump");
        using (var archive = ZipFile.OpenRead(Archive))
            archive.Entries.Select(entry => entry.FullName.Split('/')[0]).Distinct().ShouldBe(["files", "manifest.json"]);
        (await KabinetHost.Console("restore", Archive, "--data", Data)).Said.ShouldContain("name with --database the PostgreSQL");
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task The_definitions_that_serve_come_out_as_the_files_they_were(string database)
    {
        using var changed = new ChangedSolution("company", ("pages/list.yaml", "{ ru: Список, en: List }", "{ ru: Перечень, en: List }"));
        await using var host = await KabinetHost.Start(database: database);
        await host.Apply(changed.Folder);
        (await host.Verb("export", Data)).ShouldBe((0, $"{Data}: revision 2.{Environment.NewLine}"));
        var files = Directory.GetFiles(changed.Folder, "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(changed.Folder, path)).Order(StringComparer.Ordinal).ToList();
        Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Data, path))
            .Order(StringComparer.Ordinal).ShouldBe(files);
        foreach (var file in files)
            File.ReadAllText(Path.Combine(Data, file)).ShouldBe(File.ReadAllText(Path.Combine(changed.Folder, file)), file);
        (await host.Verb("export", Data)).ShouldBe((1, $"kabinet: {Data} is not empty{Environment.NewLine}"));
        (await KabinetHost.Console("check", Data)).Code.ShouldBe(0);
    }

    private static async Task<(long Task, long File)> Work(KabinetHost host)
    {
        await host.Admit("chief", "chief");
        var olga = await host.Admit("olga", "clerk");
        using var chief = await host.Api("chief");
        using var clerk = await host.Api("olga");
        var task = (await chief.Send(HttpMethod.Post, "/api/records/task", new { title = "Обмеры", clerk = olga })).Body.GetProperty("id")
            .GetInt64();
        using var form = new MultipartFormDataContent {
            { new ByteArrayContent(Encoding.UTF8.GetBytes("план этажа")), "file", "plan.txt" } };
        var sent = await clerk.PostAsync($"/api/records/task/{task}/files/work", form);
        sent.StatusCode.ShouldBe(HttpStatusCode.Created, await sent.Content.ReadAsStringAsync());
        return (task, 1);
    }

    private static void Put(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(text);
    }
}
