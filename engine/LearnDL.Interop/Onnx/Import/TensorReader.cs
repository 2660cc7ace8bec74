using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LearnDL.Data;
using LearnDL.Tensors;
using Type = LearnDL.Interop.Onnx.TensorProto.Types.DataType;

namespace LearnDL.Interop.Onnx;

/// <summary>Reads tensors, whose numbers stand as raw bytes or in a list.</summary>
/// <param name="file">What errors call the file.</param>
sealed class TensorReader(string file)
{
    /// <param name="proto">The tensor.</param>
    /// <param name="name">What an error calls it.</param>
    /// <param name="at">Its place in the file, where that is known.</param>
    /// <exception cref="DamagedFileException">Its sizes do not fit its numbers.</exception>
    /// <exception cref="OnnxException">Its numbers are of a type that LearnDL has not, or in another file.</exception>
    public OnnxConstant Read(TensorProto proto, string name, int? at = null)
    {
        var who = $"'{file}': tensor '{OnnxText.Short(name)}'{(at is { } place ? $" at byte {place:N0}" : "")}";
        if (proto.DataLocation == TensorProto.Types.DataLocation.External)
            throw new OnnxException($"{who} has its numbers in another file.", "all in one file", "external data",
                "Write it again in one file: onnx.save(model, path, save_as_external_data=False).");
        var (shape, count) = Sizes(proto, who);
        return (Type)proto.DataType switch
        {
            Type.Float => Weight(proto.HasRawData ? Raw<float>(proto, count, who)
                : [.. Listed(proto.FloatData, count, who)]),
            Type.Double => Weight([.. (proto.HasRawData ? Raw<double>(proto, count, who)
                : Listed(proto.DoubleData, count, who)).Select(number => (float)number)]),
            Type.Float16 => Weight([.. (proto.HasRawData ? Raw<ushort>(proto, count, who)
                : Listed(proto.Int32Data, count, who).Select(bits => (ushort)bits))
                .Select(bits => (float)BitConverter.UInt16BitsToHalf(bits))]),
            Type.Int64 => Whole(proto.HasRawData ? Raw<long>(proto, count, who)
                : [.. Listed(proto.Int64Data, count, who)]),
            Type.Int32 => Whole([.. (proto.HasRawData ? Raw<int>(proto, count, who)
                : Listed(proto.Int32Data, count, who)).Select(number => (long)number)]),
            var other => throw new OnnxException($"{who} holds numbers of a type that LearnDL does not read.",
                "FLOAT, DOUBLE, FLOAT16, INT64 or INT32", $"{other}", "Write the model again with weights in FLOAT."),
        };

        OnnxConstant Weight(float[] numbers) => new(shape, Tensor.From<float>(numbers, shape), null);
        OnnxConstant Whole(long[] numbers) => new(shape, default, numbers);
    }

    static (Shape, int) Sizes(TensorProto proto, string who)
    {
        var count = 1L;
        if (proto.Dims.Count > Shape.MaxRank)
            throw new OnnxException($"{who} has too many axes.", $"at most {Shape.MaxRank}", $"{proto.Dims.Count}",
                "Merge axes where the model is written.");
        foreach (var size in proto.Dims)
            count = size is >= 0 and <= int.MaxValue && count * size is <= int.MaxValue and var product ? product
                : throw new DamagedFileException($"{who} has sizes that no tensor has.",
                    $"at most {int.MaxValue:N0} numbers", OnnxText.List(proto.Dims), Again);
        return (Shape.Of([.. proto.Dims.Select(size => (int)size)]), (int)count);
    }

    static T[] Raw<T>(TensorProto proto, int count, string who) where T : unmanaged
    {
        var bytes = proto.RawData.Span;
        if (bytes.Length != (long)count * Marshal.SizeOf<T>())
            throw Mismatch(who, $"{(long)count * Marshal.SizeOf<T>():N0} bytes for {count:N0} numbers",
                $"{bytes.Length:N0} bytes");
        var numbers = MemoryMarshal.Cast<byte, T>(bytes).ToArray();
        if (!BitConverter.IsLittleEndian)
            foreach (ref var number in numbers.AsSpan())
                MemoryMarshal.AsBytes(new Span<T>(ref number)).Reverse();
        return numbers;
    }

    static IReadOnlyList<T> Listed<T>(IReadOnlyList<T> numbers, int count, string who) => numbers.Count == count
        ? numbers : throw Mismatch(who, $"{count:N0} numbers", $"{numbers.Count:N0}");

    static DamagedFileException Mismatch(string who, string expected, string got) =>
        new($"{who}: its sizes do not fit its numbers.", expected, got, Again);

    const string Again = "Copy or download the file again.";
}
