using System.Buffers.Binary;
using System.IO.Compression;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// Reads IDX, the format of MNIST: two zero bytes, the element type (8: bytes), the number of axes, each axis's size as
/// four bytes (big-endian), then the elements. As one number the first four bytes are 2051 for images and 2049 for
/// labels. Files packed with gzip are recognised by their content, whatever they are called.
/// </summary>
public static class IdxFile
{
    const int Images = 2051, Labels = 2049;
    const int MostPacking = 1032; // deflate cannot make data smaller than this (zlib's documentation)

    /// <summary>Images, UInt8 (N, H, W).</summary>
    /// <exception cref="DamagedFileException">The file is cut short, too long, of another
    /// kind, or holds labels.</exception>
    public static Tensor ReadImages(string path) => Decode(FileReader.ReadBytes(path), path, Images);

    /// <summary>Labels, Int32 (N).</summary>
    /// <exception cref="DamagedFileException">The file is cut short, too long, of another
    /// kind, or holds images.</exception>
    public static Tensor ReadLabels(string path) => Decode(FileReader.ReadBytes(path), path, Labels).Cast(DType.Int32);

    /// <summary>Images (N, H, W) and their labels (N).</summary>
    /// <exception cref="DataException">There are more of one than of the other.</exception>
    public static (Tensor Images, Tensor Labels) ReadPair(string imagesPath, string labelsPath) =>
        Pair(ReadImages(imagesPath), imagesPath, ReadLabels(labelsPath), labelsPath);

    internal static (Tensor Images, Tensor Labels) DecodePair(byte[] images, string imagesName, byte[] labels,
        string labelsName) =>
            Pair(Decode(images, imagesName, Images), imagesName,
                Decode(labels, labelsName, Labels).Cast(DType.Int32), labelsName);

    static (Tensor, Tensor) Pair(Tensor images, string imagesName, Tensor labels, string labelsName) =>
        images.Shape[0] == labels.Shape[0] ? (images, labels) : throw new DataException(
            "Images and labels do not pair up.", "a label for every image",
            $"{images.Shape[0]:N0} images in '{imagesName}', {labels.Shape[0]:N0} labels in '{labelsName}'",
            "Take both from the same part: do not mix train and t10k files.");

    static Tensor Decode(byte[] bytes, string name, int wanted)
    {
        using var stream = Open(bytes);
        try
        {
            var shape = ReadShape(stream, bytes, name, wanted);
            var tensor = Tensor.New(shape, DType.UInt8);
            var read = stream.ReadAtLeast(tensor.AsSpan<byte>(), tensor.Size, throwOnEndOfStream: false);
            var header = 4 + 4 * shape.Rank;
            if (read < tensor.Size)
                throw Cut(name, header + (long)tensor.Size, header + read);
            if (stream.ReadByte() >= 0)
                throw new DamagedFileException($"'{name}' is longer than its header says.",
                    $"{header + (long)tensor.Size:N0} bytes, for {shape}", "more",
                    "Copy or download it again.");
            return tensor;
        }
        catch (InvalidDataException e)
        {
            throw new DamagedFileException($"'{name}' is damaged: its gzip data cannot be unpacked.",
                "intact gzip data", e.Message, "Copy or download it again.");
        }
    }

    static Stream Open(byte[] bytes)
    {
        var memory = new MemoryStream(bytes, writable: false);
        return IsGzip(bytes) ? new GZipStream(memory, CompressionMode.Decompress) : memory;
    }

    static bool IsGzip(byte[] bytes) => bytes is [0x1F, 0x8B, ..];

    static Shape ReadShape(Stream stream, byte[] bytes, string name, int wanted)
    {
        Span<byte> start = stackalloc byte[4];
        Span<byte> sizes = stackalloc byte[4 * Shape.MaxRank];
        if (stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) < 4)
            throw new DamagedFileException($"'{name}' is cut short.",
                "an IDX header", $"{bytes.Length:N0} bytes in all", "Copy or download it again.");
        var magic = BinaryPrimitives.ReadInt32BigEndian(start);
        if (magic != wanted)
            throw WrongKind(magic, start, name, wanted);

        sizes = sizes[..(4 * start[3])];
        if (stream.ReadAtLeast(sizes, sizes.Length, throwOnEndOfStream: false) < sizes.Length)
            throw new DamagedFileException($"'{name}' is cut short.",
                "an IDX header", "a part of one", "Copy or download it again.");
        Span<int> axes = stackalloc int[start[3]];
        var announced = 1L; // bytes of data
        for (var axis = 0; axis < axes.Length; axis++)
        {
            axes[axis] = BinaryPrimitives.ReadInt32BigEndian(sizes[(4 * axis)..]);
            announced = axes[axis] < 0 || announced > int.MaxValue ? long.MaxValue : announced * axes[axis];
        }
        // A damaged header must not make us ask for memory that the file cannot fill.
        if (announced > (long)bytes.Length * (IsGzip(bytes) ? MostPacking : 1))
            throw Cut(name, announced, IsGzip(bytes) ? null : bytes.Length);
        return Shape.Of(axes);
    }

    static DamagedFileException WrongKind(int magic, Span<byte> start, string name, int wanted)
    {
        var (expected, got) = (Kind(wanted), Kind(magic));
        return got is not null
            ? new($"'{name}' holds {got} (magic {magic}) where {expected} ({wanted}) were expected.",
                $"{expected}, magic {wanted}", $"{got}, magic {magic}",
                "Were the arguments swapped? The images file comes first.")
            : new($"'{name}' is {FileReader.KindOf(start) ?? "no IDX file"}.", $"{expected}, magic {wanted}, "
                + $"bytes 00 00 08 0{wanted & 3}", $"first bytes {FileReader.FirstBytes(start)}",
                "Take the file whose name ends in -ubyte or -ubyte.gz; a web page in its place is a failed download.");
    }

    static string? Kind(int magic) => magic switch { Images => "images", Labels => "labels", _ => null };

    static DamagedFileException Cut(string name, long announced, long? present) =>
        new($"'{name}' is cut short, or its header is damaged.",
            $"{announced:N0} bytes, as its header says",
            present is { } bytes ? $"{bytes:N0} bytes" : "a file too small to hold them", "Copy or download it again.");
}
