using System.Security.Cryptography;
using System.Text;
using Kabinet.Engine.Access;
using Kabinet.Engine.Journal;
using Kabinet.Engine.Outcomes;
using Kabinet.Tests.Commands;

namespace Kabinet.Tests.Files;

public class RecordFilesTests
{
    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_file_is_kept_and_given_back_to_whoever_may_read_its_group(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var file = WorkshopWorld.Id(await Add(world, world.Anna, id, "source", "../../план.PDF", "%PDF"));
        var item = (await world.Files.List(world.Clara, world.Order, id)).ShouldNotBeNull().ShouldHaveSingleItem();
        (item.Id, item.Group, item.Name, item.ContentType, item.Size, item.By)
            .ShouldBe((file, "source", "план.PDF", "application/pdf", 4L, "Anna"));
        (await Read(world, world.Clara, file)).ShouldBe("%PDF");
        (await Read(world, world.Boris, file)).ShouldBeNull();
        (await Read(world, world.Max, file)).ShouldBeNull();
        (await Read(world, world.Irene, file)).ShouldBeNull();
        (await world.Files.List(world.Boris, world.Order, id)).ShouldBeNull();
        world.Folder.ArrivedBefore(DateTime.MaxValue).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Groups_have_rights_of_their_own_by_the_state_of_the_record(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        var work = WorkshopWorld.Id(await Add(world, world.Max, id, "work", "result.png"));
        (await Add(world, world.Anna, id, "source", "late.pdf")).ShouldBeOfType<Outcome.NotFound>();
        (await Add(world, world.Max, id, "source", "mine.pdf")).ShouldBeOfType<Outcome.NotFound>();
        (await Add(world, world.Clara, id, "nothing", "mine.pdf")).ShouldBeOfType<Outcome.NotFound>();
        (await world.Files.List(world.Anna, world.Order, id)).ShouldNotBeNull().ShouldBeEmpty();
        (await Read(world, world.Anna, work)).ShouldBeNull();
        (await world.Files.Remove(world.Anna, work)).ShouldBeOfType<Outcome.NotFound>();
        (await world.Files.Rights(world.Max, world.Order, id)).ShouldNotBeNull()
            .Select(right => (right.Group.Key, right.CanRead, right.CanWrite)).ShouldBe([("source", true, false), ("work", true, true)]);
        await world.Take(world.Clara, id, "pause", "Wait").ShouldBeDone();
        (await world.Files.Remove(world.Max, work)).ShouldBeOfType<Outcome.NotFound>();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_file_too_large_empty_or_nameless_leaves_nothing_on_disk(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        (await Add(world, world.Anna, id, "source", "big.pdf", new string('x', 1_048_577))).ShouldBeInvalid()["file"]
            .ShouldBe(["The file is larger than 1 MB"]);
        (await Add(world, world.Anna, id, "source", "empty.pdf", "")).ShouldBeInvalid()["file"].ShouldBe(["The file is empty"]);
        (await Add(world, world.Anna, id, "source", "..", "x")).ShouldBeInvalid()["file"].ShouldBe(["Give the file a name"]);
        world.FilesOnDisk.EnumerateFiles("*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await world.CountOf("file")).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task Files_are_told_in_the_history_to_those_who_may_read_their_group(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Given();
        var work = WorkshopWorld.Id(await Add(world, world.Max, id, "work", "result.png"));
        await ((ValueTask<Outcome>)world.Files.Remove(world.Max, work)).ShouldBeDone();
        var told = (await world.History(world.Clara, id)).Take(2).ToArray();
        told.Select(found => (found.Kind, found.Subject, found.Group))
            .ShouldBe([(EventKind.FileRemoved, "result.png", "work"), (EventKind.FileAdded, "result.png", "work")]);
        (await world.History(world.Anna, id)).ShouldNotContain(found => found.Group != null);
        (await Read(world, world.Max, work)).ShouldBeNull();
        (await world.Files.Remove(world.Max, work)).ShouldBeOfType<Outcome.NotFound>();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task An_upload_that_breaks_off_leaves_nothing(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        await Should.ThrowAsync<IOException>(async () =>
            await world.Files.Add(world.Anna, world.Order, id, new("source", "a.pdf", new BreakingStream())));
        world.FilesOnDisk.EnumerateFiles("*", SearchOption.AllDirectories).ShouldBeEmpty();
        (await world.Files.List(world.Anna, world.Order, id)).ShouldNotBeNull().ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.Both), MemberType = typeof(Databases))]
    public async Task A_start_finishes_what_was_committed_and_forgets_what_was_not(string kind)
    {
        await using var world = await WorkshopWorld.Open(kind);
        var id = await world.Draft();
        var file = WorkshopWorld.Id(await Add(world, world.Anna, id, "source", "a.pdf", "kept"));
        // As if the process had been killed between the commit and the move, and another one before its commit.
        var placed = world.FilesOnDisk.EnumerateFiles("*", SearchOption.AllDirectories).Single();
        var incoming = Path.Combine(world.FilesOnDisk.FullName, "incoming", placed.Name);
        placed.MoveTo(incoming);
        var orphan = (await world.Folder.Receive(new MemoryStream([1, 2, 3]), 10, default)).ShouldNotBeNull();
        (await Read(world, world.Anna, file)).ShouldBe("kept");
        foreach (var left in new DirectoryInfo(Path.GetDirectoryName(incoming)!).EnumerateFiles())
            left.LastWriteTimeUtc = world.Clock.GetUtcNow().UtcDateTime.AddDays(-1);
        await world.Files.Recover(default);
        world.Folder.ArrivedBefore(DateTime.MaxValue).ShouldBeEmpty();
        (await world.Folder.Open(orphan.Key, default)).ShouldBeNull();
        (await Read(world, world.Anna, file)).ShouldBe("kept");
    }

    [Fact]
    public async Task Bytes_are_counted_and_hashed_as_they_come()
    {
        var folder = Directory.CreateTempSubdirectory("kabinet-bytes-");
        try
        {
            var bytes = RandomNumberGenerator.GetBytes(300_000);
            var received = (await new Engine.Files.Bytes.FileFolder(folder.FullName).Receive(new MemoryStream(bytes), 300_000, default))
                .ShouldNotBeNull();
            (received.Size, received.Sha256).ShouldBe((300_000L, Convert.ToHexStringLower(SHA256.HashData(bytes))));
        }
        finally { folder.Delete(recursive: true); }
    }

    private static ValueTask<Outcome> Add(WorkshopWorld world, Actor actor, long id, string group, string name, string content = "x") =>
        world.Files.Add(actor, world.Order, id, new(group, name, new MemoryStream(Encoding.UTF8.GetBytes(content))));

    private static async Task<string?> Read(WorkshopWorld world, Actor actor, long file)
    {
        if (await world.Files.Open(actor, file) is not { } opened) return null;
        using var reader = new StreamReader(opened.Content);
        return await reader.ReadToEndAsync();
    }

    private sealed class BreakingStream : MemoryStream
    {
        public BreakingStream() : base(new byte[100_000]) { }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > 0 ? throw new IOException("The client has gone")
                : await base.ReadAsync(buffer[..Math.Min(buffer.Length, 1_000)], cancellationToken);
    }
}
