using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LearnDL.Interop;

/// <summary>Shades of grey as a PNG (ISO/IEC 15948): a signature, then chunks with length and checksum.</summary>
static class GreyPng
{
    static readonly byte[] signature = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8];

    /// <summary>A picture of a byte per pixel, 0 black and 255 white, row by row.</summary>
    public static byte[] Of(ReadOnlySpan<byte> pixels, int width, int height)
    {
        using var file = new MemoryStream();
        file.Write(signature);
        Span<byte> head = stackalloc byte[13];                  // behind the sizes: compression, filter, interlace 0
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], height);
        (head[8], head[9], head[10], head[11], head[12]) = (8, 0, 0, 0, 0); // 8 bits, grey
        WriteChunk(file, "IHDR", head);
        WriteChunk(file, "IDAT", Rows(pixels, width, height));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    static byte[] Rows(ReadOnlySpan<byte> pixels, int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(0); // the row as it is, without a filter
                zlib.Write(pixels.Slice(row * width, width));
            }
        return packed.ToArray();
    }

    static void WriteChunk(MemoryStream file, string kind, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(kind), .. data];
        file.Write(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(checkedPart));
        file.Write(number);
    }

    // The rest of a division of polynomials, a bit at a time.
    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = crc >> 1 ^ (crc & 1) * 0xEDB88320;
        }
        return ~crc;
    }
}
