using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Data;

/// <summary>
/// One tensor in NumPy's format: <c>numpy.load("x.npy")</c> reads what <see cref="Save"/> writes, and
/// <see cref="Load"/> what <c>numpy.save("x.npy", x)</c> wrote. Several are an <see cref="NpzFile"/>.
/// </summary>
public static class NpyFile
{
    /// <summary>
    /// The tensor of a .npy file. float16 becomes Float32; int8, int16, uint16, and of int64, uint64 and uint32 what
    /// fits, Int32; bool is 0 and 1. Arrays of Python objects are refused, as reading them could run programs.
    /// </summary>
    /// <exception cref="MissingFileException">It is not there, or may not be read.</exception>
    /// <exception cref="DamagedFileException">It is no such file, or damaged; a whole number is no Int32.</exception>
    /// <exception cref="DTypeException">Its numbers fit none of our types.</exception>
    public static Tensor Load(string path)
    {
        using var stream = FileReader.Open(path);
        return Read(stream, path);
    }

    /// <summary>Writes a tensor as float32, float64, int32 or uint8.</summary>
    /// <exception cref="SaveException">It cannot be written; what was there before is there still.</exception>
    public static void Save(string path, Tensor tensor)
    {
        _ = tensor.Shape; // a tensor that is none is an error before anything is written
        AtomicFile.Write(path, stream => Write(stream, tensor));
    }

    /// <summary>Reads a stream to its end.</summary>
    internal static Tensor Read(Stream stream, string place)
    {
        var (descr, fortran, shape) = NpyHeader.Read(stream, place);
        var format = NumberFormat.FindNumPy(descr);
        if (format?.DType is null)
            throw new DTypeException($"'{place}' holds numbers of a type that LearnDL does not have.",
                "<f4, <f8, <f2, <i1 to <i8, <u1 to <u8 or |b1", CsvDialect.Short(descr), descr is "|O"
                    ? "Python objects are not read. Write numbers: numpy.array(x, dtype=numpy.float32)."
                    : "Convert it in NumPy: x.astype('<f4').");
        var (length, present) = (shape.Size * (long)format.Bits / 8, stream.Length - stream.Position);
        if (length != present)
            throw new DamagedFileException($"'{place}' does not have the length its header says.",
                $"{length:N0} bytes for {shape}, at byte {stream.Position}", $"{present:N0} bytes",
                "Copy or download it again.");
        return fortran && shape.Rank > 1
            ? FirstAxisFirst(NumberReader.Read(stream, format, Shape.Of([.. shape.Reverse()]), $"'{place}'"))
            : NumberReader.Read(stream, format, shape, $"'{place}'");
    }

    internal static void Write(Stream stream, Tensor tensor)
    {
        NpyHeader.Of(tensor).Write(stream);
        NumberReader.Write(stream, tensor);
    }

    /// <summary>Fortran's order: the first index runs fastest, as in a tensor with its axes reversed.</summary>
    static Tensor FirstAxisFirst(Tensor reversed)
    {
        using (Arena.LeaveScope())
            return reversed.Transpose();
    }
}
