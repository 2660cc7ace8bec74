using System.Buffers.Binary;
using LearnDL.Data;
using LearnDL.Tensors;

namespace LearnDL.Interop;

/// <summary>An array in a file, as its header describes it; its numbers have not been read.</summary>
sealed class Hdf5Dataset : Hdf5Object
{
    const int Compact = 0, Contiguous = 1, Chunked = 2, Virtual = 3; // how the elements lie in the file

    readonly Hdf5Bytes file;
    readonly long elements, data;

    /// <summary>Checks the header, and that the numbers are in the file.</summary>
    /// <exception cref="DamagedFileException">They are not, or they are packed or in another file.</exception>
    public Hdf5Dataset(Hdf5Bytes file, long address, IReadOnlyList<Hdf5Message> header)
    {
        this.file = file;
        foreach (var message in header)
            if (message.Kind == Hdf5Message.External)
                throw file.Refused(address, "an array in another file (external storage)",
                    "Save it with Keras; no file may read another.");
            else if (message.Kind == Hdf5Message.Filters)
                throw file.Refused(address, "packed arrays (filters)",
                    "Save it with Keras, or with h5py without compression, shuffle and fletcher32.");
        Sizes = Hdf5Space.Read(file, Part(Hdf5Message.Dataspace), out elements);
        Type = Hdf5Type.Read(Part(Hdf5Message.Datatype));
        data = Find(Part(Hdf5Message.Layout), elements * Type.Size);

        Hdf5Cursor Part(int kind)
        {
            foreach (var message in header)
                if (message.Kind == kind)
                    return file.Within(message.Position, message.Length, "a message");
            throw file.Damaged(address, "an array with sizes, a type and a place", "an object without one of them");
        }
    }

    /// <summary>The sizes of its axes.</summary>
    public int[] Sizes { get; }

    /// <summary>What its elements are.</summary>
    public Hdf5Type Type { get; }

    /// <summary>How many numbers it has.</summary>
    public long Elements => elements;

    /// <summary>Whether <see cref="Read"/> can give it.</summary>
    public bool HasNumbers => Type.Name.StartsWith("float", StringComparison.Ordinal)
        || Type.Name.StartsWith("int", StringComparison.Ordinal)
        || Type.Name.StartsWith("uint", StringComparison.Ordinal);

    /// <summary>Where the elements begin.</summary>
    long Find(Hdf5Cursor layout, long bytes)
    {
        var place = layout.Position;
        var (version, kind) = (layout.U8(), layout.U8());
        if (kind == Virtual && version == 4)
            throw file.Refused(place, "an array of other files' arrays (virtual dataset)", "Save it with Keras.");
        if (version != 3 || kind > Chunked)
            throw file.Damaged(place, "version 3 of an array's place", $"version {version}, kind {kind}");
        if (kind == Chunked)
            throw file.Refused(place, "an array in chunks",
                "Save it with Keras, or with h5py without chunks and maxshape.");
        var start = kind == Contiguous ? layout.U64() : layout.Position + 2;
        var length = kind == Contiguous ? layout.U64() : layout.U16();
        if (bytes > 0 && length != bytes)
            throw file.Damaged(place, $"{bytes:N0} bytes for {elements:N0} numbers {Type.Name}", $"{length:N0} bytes");
        if (bytes > 0 && kind == Contiguous)
            _ = file.Block(start, bytes, "the numbers of an array");
        else if (kind == Compact)
            _ = layout.Bytes((int)bytes);
        return start;
    }

    /// <summary>The numbers: float32 and float16 as Float32, all others as Float64.</summary>
    /// <exception cref="DamagedFileException">It has no numbers, or more axes than a tensor.</exception>
    public Tensor Read()
    {
        if (!HasNumbers || Sizes.Length > Shape.MaxRank)
            throw file.Refused(data, HasNumbers ? $"{Sizes.Length} axes" : Type.Name, "Weights are real numbers.");
        var bytes = elements == 0 ? [] : file.Span(data, (int)(elements * Type.Size));
        return Type.Name is "float16" or "float32" ? Tensor.From<float>(Singles(bytes), Shape.Of(Sizes))
            : Tensor.From<double>(Doubles(bytes), Shape.Of(Sizes));
    }

    float[] Singles(ReadOnlySpan<byte> bytes)
    {
        var numbers = new float[elements];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Type.Size == 4 ? BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * 4)..])
                : (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * 2)..]);
        return numbers;
    }

    double[] Doubles(ReadOnlySpan<byte> bytes)
    {
        var numbers = new double[elements];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Number(bytes.Slice(i * Type.Size, Type.Size));
        return numbers;
    }

    double Number(ReadOnlySpan<byte> element) => Type.Name switch
    {
        "float64" => BinaryPrimitives.ReadDoubleLittleEndian(element),
        "int8" => (sbyte)element[0],
        "uint8" => element[0],
        "int16" => BinaryPrimitives.ReadInt16LittleEndian(element),
        "uint16" => BinaryPrimitives.ReadUInt16LittleEndian(element),
        "int32" => BinaryPrimitives.ReadInt32LittleEndian(element),
        "uint32" => BinaryPrimitives.ReadUInt32LittleEndian(element),
        "int64" => BinaryPrimitives.ReadInt64LittleEndian(element),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(element),
    };
}
