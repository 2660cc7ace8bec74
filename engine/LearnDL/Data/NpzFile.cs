using System.Buffers.Binary;
using System.IO.Compression;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Tensors by name in NumPy's .npz, a ZIP archive of .npy files: <c>numpy.load</c> reads what <see cref="Save"/>
/// writes, and <see cref="Load"/> what <c>numpy.savez</c> or <c>savez_compressed</c> wrote. Nothing in such a file is
/// ever run: of Python objects only lists of whole numbers are read, for Keras's imdb.npz (see
/// <see cref="PickleReader"/>).
/// </summary>
public sealed class NpzFile : IDisposable
{
    const string Again = "Copy or download it again.";
    const string Ending = ".npy";
    const long FreeLength = 1L << 26; // zeros that are packed a thousandfold

    readonly ArchiveFile archive;
    readonly string name;

    internal NpzFile(byte[] bytes, string name)
    {
        (this.name, archive) = (name, ArchiveFile.Open(bytes, name, ".npz", FreeLength));
        Names = [.. archive.Names.Where(file => file.EndsWith(Ending, StringComparison.Ordinal))
            .Select(file => file[..^Ending.Length])];
    }

    /// <summary>The names of the arrays: nothing but names, also where they look like paths.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Opens a .npz file; the arrays are unpacked when they are asked for.</summary>
    /// <exception cref="MissingFileException">It is not there, or may not be read.</exception>
    /// <exception cref="DamagedFileException">It is no ZIP archive, or damaged.</exception>
    public static NpzFile Open(string path) => new(FileReader.ReadBytes(path), path);

    /// <summary>All arrays of a .npz file, by name.</summary>
    /// <exception cref="MissingFileException">It is not there, or may not be read.</exception>
    /// <exception cref="DamagedFileException">It is no such file, or damaged, or has a name twice.</exception>
    /// <exception cref="DTypeException">The numbers of one fit none of our types.</exception>
    public static Dictionary<string, Tensor> Load(string path)
    {
        using var file = Open(path);
        return file.Names.ToDictionary(array => array, file.Read);
    }

    /// <summary>
    /// Writes tensors, not compressed, as <c>numpy.savez</c> does. The same tensors make the same bytes.
    /// </summary>
    /// <exception cref="SaveException">It cannot be written; what was there before is there still.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach (var (name, tensor) in tensors)
            if (!tensor.HasValue || name.Length == 0 || name.Split('/', '\\').Any(part => part is "" or "." or ".."))
                throw new SaveException($"'{CsvDialect.Short(name)}' cannot be saved.", "a tensor under a plain name",
                    tensor.HasValue ? "a name that leads elsewhere" : "no tensor", "Give it a value and another name.");
        AtomicFile.Write(path, stream => Write(stream, tensors));
    }

    static void Write(Stream stream, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, tensor) in tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var entry = archive.CreateEntry(name + Ending, CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // ZIP's first day
            using var content = entry.Open();
            NpyFile.Write(content, tensor);
        }
    }

    /// <summary>One array; see <see cref="NpyFile.Load"/> for its type.</summary>
    /// <exception cref="DamagedFileException">There is none of this name, or it is damaged.</exception>
    /// <exception cref="DTypeException">Its numbers fit none of our types.</exception>
    public Tensor Read(string array)
    {
        var place = $"{name}: {array}{Ending}";
        using var stream = new MemoryStream(archive.Read(array + Ending), writable: false);
        return NpyFile.Read(stream, place);
    }

    /// <summary>Whole numbers (N).</summary>
    internal int[] Integers(string array)
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
    internal int[][] Lists(string array)
    {
        var place = $"{name}: {array}.npy";
        var (type, count) = Open(array, place, out var data);
        if (type != "|O")
            throw OtherType(place, "lists, elements of type |O", type);
        var lists = new PickleReader(data, place).ReadLists();
        return lists.Length == count ? lists : throw new DamagedFileException(
            $"'{place}' does not have the length its header says.", $"{count:N0} lists", $"{lists.Length:N0}", Again);
    }

    /// <summary>Closes the file. Tensors that were read stay.</summary>
    public void Dispose() => archive.Dispose();

    (string Type, int Count) Open(string array, string place, out ReadOnlySpan<byte> data)
    {
        var bytes = archive.Read(array + Ending);
        using var stream = new MemoryStream(bytes, writable: false);
        var (type, fortran, shape) = NpyHeader.Read(stream, place);
        data = bytes.AsSpan((int)stream.Position);
        return shape.Rank == 1 && !fortran ? (type, shape[0]) : throw new DamagedFileException(
            $"'{place}' is no array of one axis.", "shape (N,)", $"{shape}", "Take the file that this loader is for.");
    }

    static DamagedFileException OtherType(string place, string expected, string got) =>
        new($"'{place}' has elements of another type.", expected, got, "Take the file that this loader is for.");
}
