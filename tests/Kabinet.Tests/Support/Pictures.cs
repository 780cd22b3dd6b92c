using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SkiaSharp;

namespace Kabinet.Tests;

/// <summary>Pictures as cameras and programs write them.</summary>
internal static class Pictures
{
    /// <summary>What no reader may find in a kept picture.</summary>
    public const string Secret = "GPS 55.7558 Ivan Petrov";

    /// <summary>A red picture with one blue corner, at the top left as it is stored.</summary>
    public static byte[] Draw(SKEncodedImageFormat format, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Red);
            using var blue = new SKPaint { Color = SKColors.Blue };
            canvas.DrawRect(0, 0, width / 4, height / 4, blue);
        }
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    /// <summary>
    /// A JPEG of a telephone: EXIF that says how it is turned and where it was taken, a comment, and a film behind its end.
    /// </summary>
    public static byte[] OfTelephone(int width, int height, int turn)
    {
        var plain = Draw(SKEncodedImageFormat.Jpeg, width, height);
        byte[] entry = [0x12, 1, 3, 0, 1, 0, 0, 0, (byte)turn, 0, 0, 0];
        byte[] exif = [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, .. entry, 0, 0, 0, 0, .. Text()];
        return [.. plain[..2], .. Segment(0xE1, exif), .. Segment(0xFE, Text()), .. plain[2..], .. Text()];
    }

    /// <summary>A PNG with a text chunk.</summary>
    public static byte[] WithText(int width, int height)
    {
        var plain = Draw(SKEncodedImageFormat.Png, width, height);
        const int afterHeader = 8 + 25;
        return [.. plain[..afterHeader], .. Chunk("tEXt", [.. "Author\0"u8, .. Text()]), .. plain[afterHeader..]];
    }

    /// <summary>A WebP with EXIF.</summary>
    public static byte[] WithExif(int width, int height)
    {
        var plain = Draw(SKEncodedImageFormat.Webp, width, height);
        var text = Text();
        byte[] chunk = [.. "EXIF"u8, .. Little((uint)text.Length), .. text, .. new byte[text.Length & 1]];
        byte[] grown = [.. plain, .. chunk];
        BinaryPrimitives.WriteUInt32LittleEndian(grown.AsSpan(4), (uint)(grown.Length - 8));
        return grown;
    }

    /// <summary>A small file that holds a black PNG of any size, one bit for each pixel.</summary>
    public static byte[] Bomb(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 1;
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[(width + 7) / 8 + 1];
            for (var y = 0; y < height; y++) deflate.Write(row);
        }
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Text() => Encoding.ASCII.GetBytes(Secret);

    private static byte[] Segment(byte marker, byte[] body) =>
        [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. body];
        return [.. Big((uint)body.Length), .. named, .. Big(Checksum(named))];
    }

    private static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }
        return ~crc;
    }

    private static byte[] Big(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return bytes;
    }
}
