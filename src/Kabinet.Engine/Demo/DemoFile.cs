using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kabinet.Engine.Demo;

/// <summary>Generates small valid files for sample records: a sheet as PDF or PNG, by the extension of the name.</summary>
internal static class DemoFile
{
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256)
        .Select(index => Enumerable.Range(0, 8).Aggregate((uint)index, (crc, _) => (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1)))];

    /// <summary>The bytes of a file with this name.</summary>
    public static byte[] Draw(string name, DemoSheet sheet) =>
        name.EndsWith(".png", StringComparison.OrdinalIgnoreCase) ? Png(sheet) : Pdf(sheet);

    private static byte[] Pdf(DemoSheet sheet)
    {
        var drawing = new StringBuilder("BT /F1 14 Tf 60 20 Td (Kabinet demo sheet) Tj ET\n");
        foreach (var stroke in sheet.Strokes)
            drawing.Append(CultureInfo.InvariantCulture,
                $"{(stroke.IsThick ? 6 : 2)} w {stroke.X1} {DemoSheet.Height - stroke.Y1} m {stroke.X2} {DemoSheet.Height - stroke.Y2} l "
                + $"S\n");
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {DemoSheet.Width} {DemoSheet.Height}] /Contents 4 0 R /Resources << /Font << "
                + $"/F1 5 0 R >> >> >>",
            $"<< /Length {drawing.Length} >>\nstream\n{drawing}endstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var (file, offsets) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) file.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        return Encoding.ASCII.GetBytes(
            file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n")
            .ToString());
    }

    private static byte[] Png(DemoSheet sheet)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, DemoSheet.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), DemoSheet.Height);
        header[8] = 8;
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Pixels(sheet));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    // Greyscale, eight bits; each row starts with its filter byte, zero for none.
    private static byte[] Pixels(DemoSheet sheet)
    {
        var rows = new byte[DemoSheet.Height * (DemoSheet.Width + 1)];
        rows.AsSpan().Fill(0xFA);
        foreach (var stroke in sheet.Strokes) Paint(rows, stroke);
        for (var y = 0; y < DemoSheet.Height; y++) rows[y * (DemoSheet.Width + 1)] = 0;
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.Fastest)) deflate.Write(rows);
        return packed.ToArray();
    }

    private static void Paint(byte[] rows, Stroke stroke)
    {
        var half = stroke.IsThick ? 3 : 1;
        for (var y = Math.Min(stroke.Y1, stroke.Y2) - half; y <= Math.Max(stroke.Y1, stroke.Y2) + half; y++)
            rows.AsSpan(y * (DemoSheet.Width + 1) + 1 + Math.Min(stroke.X1, stroke.X2) - half,
                Math.Abs(stroke.X2 - stroke.X1) + 2 * half + 1).Fill(stroke.IsThick ? (byte)0x28 : (byte)0x80);
    }

    private static void Chunk(MemoryStream file, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number,
            ~body.Aggregate(uint.MaxValue, (crc, value) => CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8)));
        file.Write(number);
    }
}
