using System.Security.Cryptography;
using Kabinet.Engine.Commands;
using Kabinet.Engine.Files.Pictures;
using Kabinet.Engine.Model;

namespace Kabinet.Engine.Files.Bytes;

/// <summary>
/// Receives files: streams their bytes, tells their type by the content, takes metadata out of pictures and makes their thumbnails.
/// All of it before the command begins, so that no transaction waits for it.
/// </summary>
internal sealed class FileReceiving(FileFolder folder)
{
    private const long Megabyte = 1_048_576;

    /// <summary>Receives a file for a group. What is wrong with it is told in the result.</summary>
    /// <param name="group">The group.</param>
    /// <param name="name">Its name as sent.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="keep">False to only read the bytes, so that a repeated command is known by them.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async ValueTask<GivenFile> Receive(FileGroup group, string name, Stream content, bool keep, CancellationToken cancellation)
    {
        if (FileName.Clean(name) is not { } clean) return new(group.Key, name, null, new("file.no_name"));
        var limit = group.Definition.MaxMegabytes * Megabyte;
        var received = keep ? await folder.Receive(content, limit, cancellation) : await FileFolder.Read(content, limit, cancellation);
        if (received is null) return new(group.Key, clean, null, new("file.too_large", group.Definition.MaxMegabytes));
        if (received.Size == 0) return new(group.Key, clean, received, new("file.empty"));
        return new(group.Key, clean, received.IsKept ? await Examined(clean, received, cancellation) : received);
    }

    /// <summary>Deletes received bytes that no row needs.</summary>
    public void Discard(ReceivedBytes received)
    {
        folder.Discard(received.Key);
        if (received.Content?.Thumbnail is { } thumbnail) folder.Discard(thumbnail);
    }

    /// <summary>Hands bytes that have a row to the storage.</summary>
    public async ValueTask Keep(ReceivedBytes received, CancellationToken cancellation)
    {
        await folder.Keep(received.Key, cancellation);
        if (received.Content?.Thumbnail is { } thumbnail) await folder.Keep(thumbnail, cancellation);
    }

    private async ValueTask<ReceivedBytes> Examined(string name, ReceivedBytes received, CancellationToken cancellation)
    {
        var done = false;
        try
        {
            var type = ContentTypes.Of(name, (await Head(folder.Incoming(received.Key), cancellation)).Span);
            var content = new FileContent(type, received.Size, received.Sha256);
            var examined = received with
            {
                Content = ContentTypes.IsPicture(type) ? await Examined(content, received.Key, cancellation) : content,
            };
            done = true;
            return examined;
        }
        finally
        {
            if (!done) folder.Discard(received.Key);
        }
    }

    /// <summary>A picture that cannot be read as one is kept as bytes that nothing shows.</summary>
    private async ValueTask<FileContent> Examined(FileContent content, string key, CancellationToken cancellation)
    {
        var (path, mayStrip) = (folder.Incoming(key), PictureMetadata.Knows(content.Type));
        if (Picture.Read(path) is not { } picture || mayStrip && !PictureMetadata.Strip(path, content.Type, picture.Turn))
            return content with { Type = ContentTypes.Bytes };
        var thumbnail = FileFolder.NewKey();
        var hasThumbnail = picture.IsShown && await Picture.WriteThumbnail(path, folder.Incoming(thumbnail), cancellation);
        var kept = mayStrip ? await Measured(content.Type, path, cancellation) : content;
        return kept with
        {
            Pixels = (picture.Width, picture.Height),
            Thumbnail = hasThumbnail ? thumbnail : null,
        };
    }

    private static async ValueTask<ReadOnlyMemory<byte>> Head(string path, CancellationToken cancellation)
    {
        var head = new byte[Signatures.Length];
        await using var file = File.OpenRead(path);
        return head.AsMemory(0, await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellation));
    }

    private static async ValueTask<FileContent> Measured(string type, string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return new(type, file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)));
    }
}
