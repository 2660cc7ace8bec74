using System.IO.Compression;

namespace LearnDL.Data;

/// <summary>
/// The members of a ZIP archive, such as a .npz or a .keras file. They are unpacked one by one into memory, never into
/// files; names are compared and nothing else, also where they look like paths. Each is checked: its length, by how
/// much it grows, its checksum.
/// </summary>
public sealed class ArchiveFile : IDisposable
{
    const string Again = "Copy or download it again.";
    const long Largest = 1L << 30; // bytes of a member
    const int FirstPiece = 1 << 16;

    // Deflate packs zeros a thousandfold, weights to nine tenths. Who packs much to almost nothing means no good.
    const int MostPacking = 250;

    readonly ZipArchive archive;
    readonly string name;
    readonly long free;

    ArchiveFile(byte[] bytes, string name, string kind, long free)
    {
        (this.name, this.free) = (name, free);
        if (!bytes.AsSpan().StartsWith("PK"u8))
            throw new DamagedFileException($"'{name}' is {FileReader.KindOf(bytes) ?? $"no {kind} file"}.",
                "a ZIP archive, first bytes 50 4B 03 04", $"first bytes {FileReader.FirstBytes(bytes)}",
                $"Take the {kind} file itself; a web page in its place is a failed download.");
        try
        {
            archive = new ZipArchive(new MemoryStream(bytes, writable: false));
            // the archive's table is read here, and only then shows its damage
            Names = [.. archive.Entries.Select(entry => entry.FullName)];
        }
        catch (Exception e) when (e is InvalidDataException or IOException or ArgumentException)
        {
            throw new DamagedFileException($"'{name}' is cut short or damaged.",
                "a whole ZIP archive", $"{bytes.Length:N0} bytes; {e.Message}", Again);
        }
        var room = bytes.LongLength;
        if (Names.Distinct().Count() < Names.Count
            || archive.Entries.Any(entry => entry.CompressedLength > room || (room -= entry.CompressedLength) < 0))
            throw new DamagedFileException($"'{name}' has entries that are one and the same.",
                "entries of their own names, one after the other", "a name twice, or entries that overlap", Again);
    }

    /// <summary>The names of the members.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads an archive's table; its members are unpacked when they are asked for.</summary>
    /// <param name="bytes">The archive.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="kind">What it is, for errors: ".npz".</param>
    /// <param name="freeLength">A member of up to this many bytes may be packed as tightly as it likes.</param>
    /// <exception cref="DamagedFileException">It is no ZIP archive, or damaged, or has a name twice.</exception>
    public static ArchiveFile Open(byte[] bytes, string name, string kind, long freeLength) =>
        new(bytes, name, kind, freeLength);

    /// <summary>The bytes of a member.</summary>
    /// <exception cref="DamagedFileException">There is none of this name, or it is damaged, or grows too much.
    /// </exception>
    public byte[] Read(string member)
    {
        var place = $"{name}: {member}";
        var entry = archive.GetEntry(member)
            ?? throw new DamagedFileException($"'{name}' has no '{member}'.", $"an entry {member}",
                string.Join(", ", archive.Entries.Take(10).Select(entry => CsvDialect.Short(entry.FullName))),
                "Take the file that this loader is for.");
        if (entry.Length > Largest)
            throw new DamagedFileException($"'{place}' is too large, or the archive is damaged.",
                $"at most {Largest:N0} bytes", $"{entry.Length:N0} bytes", Again);
        if (entry.Length > free && entry.Length / MostPacking > entry.CompressedLength)
            throw new DamagedFileException($"'{place}' would grow more than {MostPacking}-fold.",
                $"at most {free:N0} bytes, or {MostPacking} times {entry.CompressedLength:N0}",
                $"{entry.Length:N0} bytes",
                "If it is your own file, write it without compression, as numpy.savez and Keras do.");
        try
        {
            using var stream = entry.Open();
            if (ReadAll(stream, (int)entry.Length, entry.CompressedLength) is { } bytes && stream.ReadByte() < 0
                && Crc32(bytes) == entry.Crc32)
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
    static byte[]? ReadAll(Stream stream, int announced, long present)
    {
        var bytes = new byte[(int)Math.Min(announced, Math.Max(FirstPiece, present))];
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

    /// <summary>Closes it.</summary>
    public void Dispose() => archive.Dispose();

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
