using Kabinet.Engine.Files.Bytes;
using Kabinet.Engine.Files;
using Kabinet.Engine.Storage;

namespace Kabinet.Tests.Storage;

/// <summary>What an installation writes is closed to other accounts.</summary>
public class PrivateFilesTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Fact]
    public async Task The_database_its_journals_and_uploads_are_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no modes of files");
        var folder = Directory.CreateTempSubdirectory("kabinet-modes-");
        try
        {
            var data = Path.Combine(folder.FullName, "data");
            await using (var database = Kabinet.Engine.Storage.Databases.Open($"sqlite:{Path.Combine(data, "kabinet.db")}"))
            {
                await database.Write(transaction => transaction.Execute(new("create table t (v text)")));
                var files = new FileFolder(Path.Combine(data, "files"));
                using var content = new MemoryStream([1, 2, 3]);
                var received = (await files.Receive(content, 100, default)).ShouldNotBeNull();
                Closed(data);
                await files.Keep(received.Key, default);
                files.Try();
                await database.CopyTo(Path.Combine(data, "copy.db"));
                Closed(data);
                Directory.EnumerateFiles(data).Select(Path.GetFileName).ShouldContain("kabinet.db-wal");
            }
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path.Combine(data, "kabinet.db"),
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
            await using var again = Kabinet.Engine.Storage.Databases.Open($"sqlite:{Path.Combine(data, "kabinet.db")}");
            await again.Write(transaction => transaction.Execute(new("insert into t values ('a')")));
            Closed(data);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_folder_of_files_that_cannot_be_written_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("kabinet-full-");
        try
        {
            var files = new FileFolder(Path.Combine(folder.FullName, "files"));
            files.Try();
            Directory.Delete(Path.Combine(folder.FullName, "files"), recursive: true);
            Should.Throw<FilesUnavailableException>(files.Try);
        }
        finally { folder.Delete(recursive: true); }
    }

    private static void Closed(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder))
            (File.GetUnixFileMode(path) & Others).ShouldBe(UnixFileMode.None, path);
    }
}
