using SkiaSharp;

namespace Kabinet.Engine.Files.Pictures;

/// <summary>A picture on the disk: its size as it is looked at, and its thumbnail.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Turn">How it is turned to be looked at, 1 to 8 as in EXIF; 1 for not at all.</param>
internal sealed record Picture(int Width, int Height, int Turn)
{
    // A decoded picture takes up to 160 MB, so one is decoded at a time.
    private static readonly SemaphoreSlim Decoding = new(1, 1);

    /// <summary>A browser may be asked to show it.</summary>
    public bool IsShown => (long)Width * Height <= PictureLimits.ShownPixels;

    /// <summary>Reads the head of a picture; null where the bytes are none that can be decoded.</summary>
    public static Picture? Read(string path)
    {
        using var codec = SKCodec.Create(path);
        if (codec is null || codec.Info.Width <= 0 || codec.Info.Height <= 0) return null;
        var (width, height, turn) = (codec.Info.Width, codec.Info.Height, (int)codec.EncodedOrigin);
        return turn > (int)SKEncodedOrigin.BottomLeft ? new(height, width, turn) : new(width, height, Math.Max(turn, 1));
    }

    /// <summary>Writes a thumbnail as WebP; false where the picture cannot be decoded or takes too much memory.</summary>
    public static async ValueTask<bool> WriteThumbnail(string path, string target, CancellationToken cancellation)
    {
        await Decoding.WaitAsync(cancellation);
        try
        {
            using var small = Small(path);
            if (small is null) return false;
            using var image = SKImage.FromBitmap(small);
            using var encoded = image.Encode(SKEncodedImageFormat.Webp, 80);
            await using var file = new FileStream(target, Storage.PrivateFiles.New());
            encoded.SaveTo(file);
            return true;
        }
        finally { Decoding.Release(); }
    }

    private static SKBitmap? Small(string path)
    {
        using var codec = SKCodec.Create(path);
        if (codec is null) return null;
        var part = Math.Min(1f, (float)PictureLimits.ThumbnailSide / Math.Max(codec.Info.Width, codec.Info.Height));
        // JPEG and WebP are decoded smaller at once; other formats only whole.
        var decoded = codec.GetScaledDimensions(part);
        if ((long)decoded.Width * decoded.Height > PictureLimits.DecodedPixels) return null;
        using var whole = new SKBitmap(new SKImageInfo(decoded.Width, decoded.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        if (codec.GetPixels(whole.Info, whole.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput)) return null;
        var rest = Math.Min(1f, (float)PictureLimits.ThumbnailSide / Math.Max(decoded.Width, decoded.Height));
        return Turned(whole, rest, codec.EncodedOrigin);
    }

    private static SKBitmap Turned(SKBitmap whole, float scale, SKEncodedOrigin origin)
    {
        var (width, height) = (Math.Max(1, (int)(whole.Width * scale)), Math.Max(1, (int)(whole.Height * scale)));
        var lies = origin > SKEncodedOrigin.BottomLeft;
        var small = new SKBitmap(new SKImageInfo(lies ? height : width, lies ? width : height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(small);
        canvas.Clear(SKColors.Transparent);
        canvas.Concat(MatrixOf(origin, width, height));
        using var image = SKImage.FromBitmap(whole);
        canvas.DrawImage(image, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return small;
    }

    private static SKMatrix MatrixOf(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
