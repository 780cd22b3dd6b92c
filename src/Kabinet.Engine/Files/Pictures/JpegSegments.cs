namespace Kabinet.Engine.Files.Pictures;

/// <summary>
/// Copies a JPEG segment by segment. Of the application segments only those that browsers draw by are kept: the format's own, the colour
/// profile and Adobe's colour transform. What stands behind the end of the picture (films and second pictures of telephones) is left out.
/// </summary>
internal static class JpegSegments
{
    private const byte Start = 0xD8, End = 0xD9, Scan = 0xDA, Comment = 0xFE, Jfif = 0xE0, Exif = 0xE1, Profile = 0xE2, Adobe = 0xEE;

    // EXIF with one entry: little-endian, offset 8, one tag 0x0112 (orientation), a short, one value; no further directory.
    private static readonly byte[] TurnSegment =
    [
        0xFF, Exif, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'I', (byte)'I', 0x2A, 0, 8, 0, 0, 0,
        1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    private const int TurnAt = 28;

    public static bool Copy(BinaryReader source, Stream target, int turn)
    {
        if (source.ReadByte() != 0xFF || source.ReadByte() != Start) return false;
        target.Write([0xFF, Start]);
        if (turn > 1) target.Write(Turned(turn));
        var marker = Marker(source);
        while (marker != End)
        {
            if (IsBare(marker)) return false;
            var size = source.BigShort();
            if (size < 2) return false;
            var body = source.Exactly(size - 2);
            if (IsKept(marker, body))
            {
                target.Write([0xFF, marker, (byte)(size >> 8), (byte)size]);
                target.Write(body);
            }
            marker = marker == Scan ? CopyScan(source, target) : Marker(source);
        }
        target.Write([0xFF, End]);
        return true;
    }

    private static byte[] Turned(int turn)
    {
        var segment = TurnSegment.ToArray();
        segment[TurnAt] = (byte)turn;
        return segment;
    }

    /// <summary>The next marker; bytes FF before it are filling.</summary>
    private static byte Marker(BinaryReader source)
    {
        if (source.ReadByte() != 0xFF) throw new EndOfStreamException();
        byte marker;
        while ((marker = source.ReadByte()) == 0xFF) { }
        return marker;
    }

    /// <summary>Copies coded pixels up to the next marker, which is returned.</summary>
    private static byte CopyScan(BinaryReader source, Stream target)
    {
        while (true)
        {
            var read = source.ReadByte();
            if (read != 0xFF)
            {
                target.WriteByte(read);
                continue;
            }
            byte next;
            while ((next = source.ReadByte()) == 0xFF) { }
            if (!IsPixels(next)) return next;
            target.Write([0xFF, next]);
        }
    }

    /// <summary>A byte after FF that belongs to the pixels: FF itself, and the restarts.</summary>
    private static bool IsPixels(byte marker) => marker is 0 or (>= 0xD0 and <= 0xD7);

    private static bool IsBare(byte marker) => marker is 0 or 1 or (>= 0xD0 and <= Start);

    private static bool IsKept(byte marker, ReadOnlySpan<byte> body) => marker switch
    {
        Jfif => body.StartsWith("JFIF\0"u8),
        Profile => body.StartsWith("ICC_PROFILE\0"u8),
        Adobe => body.StartsWith("Adobe"u8),
        Comment => false,
        _ => marker is < Jfif or > 0xEF,
    };
}
