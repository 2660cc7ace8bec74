using System.Buffers.Binary;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// A file of named tensors and texts in the safetensors format (Hugging Face), which Python, Rust and JavaScript read:
/// 8 bytes with the length of the header, the header as JSON, the numbers of all tensors one after the other. Nothing
/// in such a file is ever run, and all of the header is checked before anything else is read.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    internal const int LengthBytes = 8;
    internal const long MostHeader = 100_000_000; // bytes, the format's own limit

    const string Again = "Copy or download it again, or let the program that wrote it write it anew.";

    readonly Stream stream;
    readonly string file;
    readonly long dataStart;
    readonly Dictionary<string, StoredTensor> byName;

    SafetensorsFile(Stream stream, string file)
    {
        (this.stream, this.file) = (stream, file);
        var header = ReadHeader();
        dataStart = LengthBytes + header.Length;
        (byName, var metadata) = SafetensorsHeader.Read(header, file);
        (Metadata, Tensors) = (metadata, InOrder());
    }

    /// <summary>The tensors, in the order of their numbers in the file.</summary>
    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>The texts that stand beside the tensors, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and reads its header; the numbers are read when they are asked for.</summary>
    /// <exception cref="MissingFileException">It is not there, or may not be read.</exception>
    /// <exception cref="DamagedFileException">It breaks a rule of the format.</exception>
    public static SafetensorsFile Open(string path) => Open(FileReader.Open(path), path);

    /// <summary>The same for bytes that lie elsewhere; the stream is closed with the file.</summary>
    internal static SafetensorsFile Open(Stream stream, string name)
    {
        try
        {
            return new SafetensorsFile(stream, name);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>All tensors of a file, by name.</summary>
    /// <exception cref="MissingFileException">It is not there, or may not be read.</exception>
    /// <exception cref="DamagedFileException">It breaks a rule of the format.</exception>
    /// <exception cref="DTypeException">A tensor's numbers fit none of our types.</exception>
    public static Dictionary<string, Tensor> Load(string path)
    {
        using var file = Open(path);
        return file.ReadAll();
    }

    /// <summary>Writes tensors, and texts beside them. The same content makes the same bytes.</summary>
    /// <param name="path">The file; if it is there already, it is replaced in one step.</param>
    /// <param name="tensors">Float32, Float64, Int32 or UInt8, by name.</param>
    /// <param name="metadata">Texts by name, by default none.</param>
    /// <exception cref="SaveException">It cannot be written; what was there before is there still.</exception>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        var writer = new SafetensorsWriter(tensors, metadata);
        AtomicFile.Write(path, writer.Write);
    }

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>
    /// One tensor. F16 and BF16 become Float32; I8, I16, U16, and of I64, U64 and U32 what fits, Int32;
    /// BOOL is 0 and 1.
    /// </summary>
    /// <exception cref="UnknownNameException">There is none of this name.</exception>
    /// <exception cref="DTypeException">Its numbers fit none of our types.</exception>
    /// <exception cref="DamagedFileException">A whole number is no Int32, or the file has become shorter.</exception>
    public Tensor Read(string name)
    {
        var stored = byName.GetValueOrDefault(name)
            ?? throw NameList.Unknown("tensor", name, [.. byName.Keys.Take(1000)]);
        CheckHeld(stored);
        stream.Position = dataStart + stored.Start;
        return NumberReader.Read(stream, stored.Format, stored.Shape, $"'{file}': {CsvDialect.Short(name)}");
    }

    /// <summary>All tensors, by name.</summary>
    /// <exception cref="DTypeException">The numbers of one of them fit none of our types.</exception>
    /// <exception cref="DamagedFileException">A whole number is no Int32, or the file has become shorter.</exception>
    public Dictionary<string, Tensor> ReadAll()
    {
        foreach (var stored in Tensors)
            CheckHeld(stored);
        return Tensors.ToDictionary(stored => stored.Name, stored => Read(stored.Name));
    }

    /// <summary>Closes the file. Tensors that were read stay.</summary>
    public void Dispose() => stream.Dispose();

    byte[] ReadHeader()
    {
        Span<byte> start = stackalloc byte[LengthBytes];
        var present = stream.ReadAtLeast(start, LengthBytes, throwOnEndOfStream: false);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (present < LengthBytes || length < 2 || length > MostHeader)
            throw NotSafetensors(start[..present]);
        if ((long)length > stream.Length - LengthBytes)
            throw new DamagedFileException($"'{file}' is cut short, or is no safetensors file.",
                $"a header of {length:N0} bytes at byte {LengthBytes}", $"{stream.Length - LengthBytes:N0} bytes",
                "Copy or download it again.");
        var header = new byte[length];
        stream.ReadExactly(header);
        return header;
    }

    /// <summary>The tensors by place. They must begin at 0, touch, and end where the file does.</summary>
    StoredTensor[] InOrder()
    {
        StoredTensor[] tensors = [.. byName.Values];
        Array.Sort(tensors, (x, y) => x.Start != y.Start ? x.Start.CompareTo(y.Start) : x.End.CompareTo(y.End));
        var end = 0L;
        foreach (var tensor in tensors)
            end = tensor.Start == end ? tensor.End : throw new DamagedFileException($"'{file}': the numbers of "
                + $"'{CsvDialect.Short(tensor.Name)}' {(tensor.Start < end ? "overlap others" : "follow a hole")}.",
                $"a start at {end:N0}", $"{tensor.Start:N0}, at byte {dataStart + tensor.Start:N0} of the file", Again);
        return dataStart + end == stream.Length ? tensors : throw new DamagedFileException(
            $"'{file}' does not have the length that its header says.", $"{dataStart + end:N0} bytes",
            $"{stream.Length:N0} bytes", Again);
    }

    void CheckHeld(StoredTensor stored)
    {
        if (stored.DType is null)
            throw new DTypeException(
                $"'{file}': LearnDL has no type for the numbers of '{CsvDialect.Short(stored.Name)}'.",
                "F32, F64, F16, BF16, I8 to I64, U8 to U64 or BOOL", stored.StoredType,
                "Convert it in the program that wrote it, in PyTorch: tensor.to(torch.float32).");
    }

    DamagedFileException NotSafetensors(ReadOnlySpan<byte> start) => new(
        $"'{file}' is {FileReader.KindOf(start) ?? "no safetensors file"}.",
        $"the header's length in {LengthBytes} bytes, at most {MostHeader:N0}",
        $"first bytes {FileReader.FirstBytes(start)}",
        "Take the .safetensors file itself; a web page in its place is a failed download.");
}
