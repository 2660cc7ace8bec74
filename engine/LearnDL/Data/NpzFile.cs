using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace LearnDL.Data;

/// <summary>
/// Reads arrays of one axis out of NumPy's .npz, a ZIP archive of .npy files. A .npy file is: the byte 0x93 and NUMPY,
/// two bytes of version, the header's length (2 bytes, from version 2 on 4; little-endian), a Python dictionary with
/// the elements' type and the shape, the elements. Whole numbers, and lists of whole numbers (see
/// <see cref="PickleReader"/>), nothing else.
/// </summary>
sealed class NpzFile : IDisposable
{
    const string Again = "Copy or download it again.";
    const long Largest = 1L << 30; // bytes of an array
    const int FirstPiece = 1 << 16;

    static readonly byte[] magic = [0x93, .. "NUMPY"u8];

    readonly ZipArchive archive;
    readonly string name;

    public NpzFile(byte[] bytes, string name)
    {
        this.name = name;
        if (!bytes.AsSpan().StartsWith("PK"u8))
            throw new DamagedFileException($"'{name}' is {FileReader.KindOf(bytes) ?? "no .npz file"}.",
                "a ZIP archive of NumPy arrays, first bytes 50 4B 03 04",
                $"first bytes {FileReader.FirstBytes(bytes)}",
                "Take the .npz file itself; a web page in its place is a failed download.");
        try
        {
            archive = new ZipArchive(new MemoryStream(bytes, writable: false));
            _ = archive.Entries; // reads the archive's table, which only then shows its damage
        }
        catch (InvalidDataException e)
        {
            throw new DamagedFileException($"'{name}' is cut short or damaged.",
                "a whole ZIP archive", $"{bytes.Length:N0} bytes; {e.Message}", Again);
        }
    }

    /// <summary>Whole numbers (N).</summary>
    public int[] Integers(string array)
    {
        var place = $"{name}: {array}.npy";
        var (type, count) = Open(array, place, out var data);
        var size = type is "<i8" or "<i4" or "<i2" or "|i1" or "|u1" ? type[2] - '0' : throw OtherType(place,
            "whole numbers (<i8, <i4, <i2, |i1 or |u1)", type);
        if (data.Length != (long)count * size)
            throw new DamagedFileException($"'{place}' does not have the length its header says.",
                $"{(long)count * size:N0} bytes of data", $"{data.Length:N0} bytes", Again);
        var values = new int[count];
        for (var i = 0; i < count; i++)
        {
            var bytes = data.Slice(i * size, size);
            var value = type switch
            {
                "<i8" => BinaryPrimitives.ReadInt64LittleEndian(bytes),
                "<i4" => BinaryPrimitives.ReadInt32LittleEndian(bytes),
                "<i2" => BinaryPrimitives.ReadInt16LittleEndian(bytes),
                "|i1" => (sbyte)bytes[0],
                _ => bytes[0],
            };
            values[i] = value is >= int.MinValue and <= int.MaxValue ? (int)value
                : throw new DamagedFileException($"'{place}' has a number that is no Int32.",
                    "numbers of 32 bits", $"{value} at row {i:N0}",
                    "Labels and word numbers fit into 32 bits. Is this the right array, or was the file changed?");
        }
        return values;
    }

    /// <summary>N lists of whole numbers: an array of Python objects.</summary>
    public int[][] Lists(string array)
    {
        var place = $"{name}: {array}.npy";
        var (type, count) = Open(array, place, out var data);
        if (type != "|O")
            throw OtherType(place, "lists, elements of type |O", type);
        var lists = new PickleReader(data, place).ReadLists();
        return lists.Length == count ? lists : throw new DamagedFileException(
            $"'{place}' does not have the length its header says.", $"{count:N0} lists", $"{lists.Length:N0}", Again);
    }

    public void Dispose() => archive.Dispose();

    (string Type, int Count) Open(string array, string place, out ReadOnlySpan<byte> data)
    {
        var bytes = Unpack(array, place).AsSpan();
        if (bytes.Length < 12 || !bytes.StartsWith(magic) || bytes[6] is < 1 or > 3)
            throw new DamagedFileException($"'{place}' is no NumPy array.",
                "first bytes 93 4E 55 4D 50 59, version 1 to 3", $"{FileReader.FirstBytes(bytes)}", Again);
        var start = bytes[6] == 1 ? 10 : 12;
        var length = bytes[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (length > bytes.Length - start)
            throw new DamagedFileException($"'{place}' is cut short.",
                $"a header of {length:N0} bytes", $"{bytes.Length - start:N0} bytes", Again);
        var header = Encoding.UTF8.GetString(bytes.Slice(start, (int)length)).Trim();
        data = bytes[(start + (int)length)..];

        // {'descr': '<i8', 'fortran_order': False, 'shape': (25000,), }
        if (Between(header, "'descr': '", "'") is { } type && Between(header, "'shape': (", ",)") is { } shape
            && int.TryParse(shape, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return (type, count);
        throw new DamagedFileException($"'{place}' is no array of one axis.",
            "{'descr': '…', 'fortran_order': False, 'shape': (N,), }", CsvDialect.Short(header),
            "Write it with numpy.savez; lists as numpy.array(lists, dtype=object).");
    }

    byte[] Unpack(string array, string place)
    {
        var entry = archive.GetEntry($"{array}.npy")
            ?? throw new DamagedFileException($"'{name}' has no array '{array}'.", $"an entry {array}.npy",
                string.Join(", ", archive.Entries.Take(10).Select(entry => CsvDialect.Short(entry.FullName))),
                "Take the file that this loader is for.");
        if (entry.Length > Largest)
            throw new DamagedFileException($"'{place}' is too large, or the archive is damaged.",
                $"at most {Largest:N0} bytes", $"{entry.Length:N0} bytes", Again);
        try
        {
            using var stream = entry.Open();
            if (ReadAll(stream, (int)entry.Length) is { } bytes && stream.ReadByte() < 0 && Crc32(bytes) == entry.Crc32)
                return bytes;
            throw new DamagedFileException($"'{place}' is damaged.",
                $"{entry.Length:N0} bytes with the checksum that the archive lists", "other bytes", Again);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or IOException)
        {
            throw new DamagedFileException($"'{place}' cannot be unpacked.", "intact ZIP data", e.Message, Again);
        }
    }

    // The archive's word for the length is not believed: memory grows with the bytes that come. Null when fewer come.
    static byte[]? ReadAll(Stream stream, int announced)
    {
        var bytes = new byte[Math.Min(announced, FirstPiece)];
        var count = 0;
        while (true)
        {
            var read = stream.ReadAtLeast(bytes.AsSpan(count), bytes.Length - count, throwOnEndOfStream: false);
            count += read;
            if (count < bytes.Length)
                return null;
            if (count == announced)
                return bytes;
            Array.Resize(ref bytes, (int)Math.Min(announced, 2L * count));
        }
    }

    static string? Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
            return null;
        start += before.Length;
        var end = text.IndexOf(after, start, StringComparison.Ordinal);
        return end < 0 ? null : text[start..end];
    }

    static DamagedFileException OtherType(string place, string expected, string got) =>
        new($"'{place}' has elements of another type.", expected, got, "Take the file that this loader is for.");

    // The checksum of a ZIP archive: the rest of a division of polynomials, a bit at a time. .NET does not compare it.
    static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        Span<uint> table = stackalloc uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var rest = i;
            for (var bit = 0; bit < 8; bit++)
                rest = rest >> 1 ^ (rest & 1) * 0xEDB88320;
            table[(int)i] = rest;
        }
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = crc >> 8 ^ table[(byte)(crc ^ value)];
        return ~crc;
    }
}
