using System.Buffers.Binary;
using System.IO.Compression;

namespace LearnDL.Tests.Data;

/// <summary>Makes IDX files.</summary>
static class Idx
{
    public static byte[] Images(int count, int rows, int columns) =>
        [.. Header(2051, count, rows, columns), .. Enumerable.Range(0, count * rows * columns).Select(i => (byte)i)];

    public static byte[] Labels(params byte[] labels) => [.. Header(2049, labels.Length), .. labels];

    public static byte[] Header(params int[] numbers)
    {
        var bytes = new byte[4 * numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), numbers[i]);
        return bytes;
    }

    public static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }
}
