using System.Text;
using Kabinet.Engine.Files;
using SkiaSharp;

namespace Kabinet.Tests.Files;

/// <summary>What is kept of pictures, and what is shown of them.</summary>
public sealed class PictureFilesTests
{
    private static readonly (string, string)[] Definitions =
    [
        ("roles/office.yaml", "role: office\ntitle: Office\n"),
        ("entities/flat.yaml", """
            entity: flat
            fields: { title: { kind: text } }
            files: { photo: { title: Photos, read: [office], write: [office], max_megabytes: 10 } }
            access: { office: { read: true, create: true } }
            """),
    ];

    public static TheoryData<string, byte[]> Told => new()
    {
        { "flat.jpg", Pictures.OfTelephone(64, 40, turn: 1) },
        { "flat.png", Pictures.WithText(64, 40) },
        { "flat.webp", Pictures.WithExif(64, 40) },
        { "a telephone's picture that is called.png", Pictures.OfTelephone(64, 40, turn: 6) },
    };

    [Theory, MemberData(nameof(Told), DisableDiscoveryEnumeration = true)]
    public async Task A_picture_is_kept_without_what_its_camera_wrote_into_it(string name, byte[] sent)
    {
        await using var world = await EngineWorld.Open(Databases.Sqlite, Definitions);
        Encoding.Latin1.GetString(sent).ShouldContain(Pictures.Secret);
        var item = await Kept(world, name, sent);
        var (kept, small) = (await Bytes(world, item), await Thumbnail(world, item));
        Encoding.Latin1.GetString(kept).ShouldNotContain("Ivan");
        Encoding.Latin1.GetString(small.ShouldNotBeNull()).ShouldNotContain("Ivan");
        (item.Size, item.HasThumbnail, item.IsPicture).ShouldBe((kept.Length, true, true));
        Pixels(kept).ShouldBe(Pixels(sent), "no pixel is changed");
        foreach (var file in world.Files.EnumerateFiles("*", SearchOption.AllDirectories))
            (await File.ReadAllTextAsync(file.FullName, Encoding.Latin1, TestContext.Current.CancellationToken)).ShouldNotContain("Ivan");
    }

    // The blue corner is at the top left of the stored pixels: where it is seen depends on how the camera was held.
    [Theory]
    [InlineData(1, false, 0, 0)]
    [InlineData(2, false, 1, 0)]
    [InlineData(3, false, 1, 1)]
    [InlineData(4, false, 0, 1)]
    [InlineData(5, true, 0, 0)]
    [InlineData(6, true, 1, 0)]
    [InlineData(7, true, 1, 1)]
    [InlineData(8, true, 0, 1)]
    public async Task A_picture_is_shown_as_the_camera_was_held(int turn, bool lies, int right, int down)
    {
        await using var world = await EngineWorld.Open(Databases.Sqlite, Definitions);
        var item = await Kept(world, "flat.jpg", Pictures.OfTelephone(640, 400, turn));
        item.Pixels.ShouldBe(lies ? (400, 640) : (640, 400));
        using var small = SKBitmap.Decode(await Thumbnail(world, item));
        (small.Width, small.Height).ShouldBe(lies ? (200, 320) : (320, 200));
        Corners(small).ShouldHaveSingleItem().ShouldBe((right, down));
        using var codec = SKCodec.Create(new MemoryStream(await Bytes(world, item)));
        ((int)codec.EncodedOrigin).ShouldBe(turn, "whoever downloads it sees it upright too");
    }

    [Fact]
    public async Task A_picture_of_too_many_pixels_is_kept_and_never_decoded()
    {
        await using var world = await EngineWorld.Open(Databases.Sqlite, Definitions);
        var bomb = Pictures.Bomb(40_000, 40_000);
        bomb.Length.ShouldBeLessThan(10_000_000);
        var before = Environment.WorkingSet;
        var item = await Kept(world, "plan.png", bomb);
        (item.Pixels, item.HasThumbnail, item.IsTooLarge, item.IsShown).ShouldBe(((40_000, 40_000), false, true, false));
        (await Bytes(world, item)).Length.ShouldBe(bomb.Length);
        (Environment.WorkingSet - before).ShouldBeLessThan(400_000_000);
    }

    public static TheoryData<string, byte[]> False => new()
    {
        { "photo.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray() },
        { "photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3] },
        { "photo.webp", [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0x7F, .. "WEBPVP8 "u8, 1, 0, 0, 0, 0] },
        { "photo.png", [.. Pictures.WithText(64, 40).AsSpan(0, 60)] },
        { "photo.jpg", [.. Pictures.OfTelephone(64, 40, 1).AsSpan(0, 90)] },
    };

    [Theory, MemberData(nameof(False), DisableDiscoveryEnumeration = true)]
    public async Task What_is_no_picture_inside_is_kept_as_bytes_and_shown_nowhere(string name, byte[] sent)
    {
        await using var world = await EngineWorld.Open(Databases.Sqlite, Definitions);
        var item = await Kept(world, name, sent);
        (item.ContentType, item.IsFalse, item.IsShown, item.HasThumbnail).ShouldBe(("application/octet-stream", true, false, false));
        (await Thumbnail(world, item)).ShouldBeNull();
        (await Bytes(world, item)).ShouldBe(sent);
        world.Files.EnumerateFiles("*.stripped", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    private static async Task<FileItem> Kept(EngineWorld world, string name, byte[] sent)
    {
        await world.Admit("office", "office");
        var (office, flats) = (await world.As("office"), world.Solution.Entities["flat"]);
        var flat = EngineWorld.Id(await world.Create(office, "flat", ("title", "1")));
        EngineWorld.Id(await world.Engine.Files.Add(office, flats, flat, new("photo", name, new MemoryStream(sent))));
        return (await world.Engine.Files.List(office, flats, flat)).ShouldNotBeNull().ShouldHaveSingleItem();
    }

    private static async Task<byte[]> Bytes(EngineWorld world, FileItem item) =>
        await Read((await world.Engine.Files.Open(await world.As("office"), item.Id)).ShouldNotBeNull().Content);

    private static async Task<byte[]?> Thumbnail(EngineWorld world, FileItem item) =>
        await world.Engine.Files.OpenThumbnail(await world.As("office"), item.Id) is var (_, content) ? await Read(content) : null;

    private static async Task<byte[]> Read(Stream stream)
    {
        await using var content = stream;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return copy.ToArray();
    }

    private static SKColor[] Pixels(byte[] picture)
    {
        using var bitmap = SKBitmap.Decode(picture);
        return bitmap.Pixels;
    }

    private static List<(int Right, int Down)> Corners(SKBitmap picture)
    {
        var blue = new List<(int, int)>();
        for (var right = 0; right < 2; right++)
            for (var down = 0; down < 2; down++)
            {
                var at = picture.GetPixel(right == 0 ? 5 : picture.Width - 6, down == 0 ? 5 : picture.Height - 6);
                if (at.Blue > 200 && at.Red < 60) blue.Add((right, down));
            }
        return blue;
    }
}
