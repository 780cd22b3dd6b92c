using System.Buffers.Binary;
using System.Text;

namespace Kabinet.Engine.Files.Pictures;

/// <summary>Copies the chunks of a WebP that pixels, colours and an animation need, and leaves out EXIF, XMP and unknown ones.</summary>
internal static class WebpChunks
{
    private const int HeadLength = 12, ChunkHead = 8, SizeAt = 4;
    private const byte HasMetadata = 0x08 | 0x04;
    private const string Extended = "VP8X";

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "VP8 ", "VP8L", Extended, "ALPH", "ANIM", "ANMF", "ICCP",
    };

    public static bool Copy(BinaryReader source, Stream target, int turn)
    {
        var head = source.Exactly(HeadLength);
        var left = (long)BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(SizeAt)) - 4;
        target.Write(head);
        while (left >= ChunkHead)
        {
            var chunk = source.Exactly(ChunkHead);
            long size = BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(SizeAt));
            var padded = size + (size & 1);
            left -= ChunkHead + padded;
            if (left < 0) return false;
            CopyChunk(source, Kept.Contains(Encoding.ASCII.GetString(chunk, 0, 4)) ? target : Stream.Null, chunk, padded);
        }
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)(target.Length - ChunkHead));
        target.Position = SizeAt;
        target.Write(length);
        return true;
    }

    private static void CopyChunk(BinaryReader source, Stream target, byte[] chunk, long size)
    {
        target.Write(chunk);
        if (size > 0 && Encoding.ASCII.GetString(chunk, 0, 4) == Extended)
        {
            target.WriteByte((byte)(source.ReadByte() & ~HasMetadata));
            size--;
        }
        source.CopyTo(target, size);
    }
}
