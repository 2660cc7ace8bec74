namespace LearnDL.Interop;

/// <summary>What an element of an array is.</summary>
/// <param name="Name">NumPy's name of a number: "float32"; or what else it is, in words.</param>
/// <param name="Size">How many bytes it has.</param>
readonly record struct Hdf5Type(string Name, int Size)
{
    public const string FixedText = "text of a fixed length", VariableText = "text";

    /// <summary>Reads a datatype message.</summary>
    public static Hdf5Type Read(Hdf5Cursor message)
    {
        var head = message.U8();
        int flags = message.U8(), more = message.U8();
        message.Skip(1);
        var size = message.U32();
        var isLittle = (flags & 1) == 0 && (flags & 64) == 0;
        var name = (head & 15) switch
        {
            0 when isLittle => WholeNumber(message, (flags & 8) != 0, size),
            1 when isLittle => Real(message, more, size),
            0 or 1 => "big-endian numbers",
            3 => FixedText,
            9 when (flags & 15) == 1 => VariableText,
            2 => "a time",
            4 => "bits",
            5 => "opaque data",
            6 => "records",
            7 => "references",
            8 => "an enumeration",
            9 => "lists of different lengths",
            10 => "arrays in an array",
            var other => $"elements of the class {other}",
        };
        return new(name, size <= int.MaxValue ? (int)size : 0);
    }

    /// <summary>NumPy's whole numbers have no bits to spare.</summary>
    static string WholeNumber(Hdf5Cursor message, bool isSigned, long size) =>
        message.U16() == 0 && message.U16() == 8 * size && size is 1 or 2 or 4 or 8
            ? $"{(isSigned ? "int" : "uint")}{8 * size}" : "whole numbers of an unusual form";

    /// <summary>IEEE 754's half, single and double precision: where their exponents and mantissas lie.</summary>
    static string Real(Hdf5Cursor message, int signAt, long size)
    {
        var (from, bits) = (message.U16(), message.U16());
        var (exponentAt, exponent, mantissaAt, mantissa) = (message.U8(), message.U8(), message.U8(), message.U8());
        var bias = message.U32();
        return (size, from, bits, signAt, exponentAt, exponent, mantissaAt, mantissa, bias) switch
        {
            (2, 0, 16, 15, 10, 5, 0, 10, 15) => "float16",
            (4, 0, 32, 31, 23, 8, 0, 23, 127) => "float32",
            (8, 0, 64, 63, 52, 11, 0, 52, 1023) => "float64",
            _ => "real numbers of an unusual form",
        };
    }
}
