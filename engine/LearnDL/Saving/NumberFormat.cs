using LearnDL.Tensors;

namespace LearnDL.Saving;

/// <summary>
/// A type of numbers in files: its name in safetensors and in NumPy, how many bits an element has, and the type of
/// ours that holds each of its numbers exactly. There is none for 64-bit integers, so those become Int32 where every
/// number of a tensor fits.
/// </summary>
sealed record NumberFormat(string Name, string? NumPy, int Bits, DType? DType)
{
    /// <summary>In the order in which safetensors lists them, by growing alignment.</summary>
    public static readonly NumberFormat[] All =
    [
        new("BOOL", "|b1", 8, Tensors.DType.UInt8),
        new("F4", null, 4, null),
        new("F6_E2M3", null, 6, null),
        new("F6_E3M2", null, 6, null),
        new("U8", "|u1", 8, Tensors.DType.UInt8),
        new("I8", "|i1", 8, Tensors.DType.Int32),
        new("F8_E5M2", null, 8, null),
        new("F8_E4M3", null, 8, null),
        new("F8_E5M2FNUZ", null, 8, null),
        new("F8_E4M3FNUZ", null, 8, null),
        new("F8_E8M0", null, 8, null),
        new("I16", "<i2", 16, Tensors.DType.Int32),
        new("U16", "<u2", 16, Tensors.DType.Int32),
        new("F16", "<f2", 16, Tensors.DType.Float32),
        new("BF16", null, 16, Tensors.DType.Float32),
        new("I32", "<i4", 32, Tensors.DType.Int32),
        new("U32", "<u4", 32, Tensors.DType.Int32),
        new("F32", "<f4", 32, Tensors.DType.Float32),
        new("C64", "<c8", 64, null),
        new("F64", "<f8", 64, Tensors.DType.Float64),
        new("I64", "<i8", 64, Tensors.DType.Int32),
        new("U64", "<u8", 64, Tensors.DType.Int32),
    ];

    /// <summary>NumPy's type, such as "&lt;f4".</summary>
    public static NumberFormat? FindNumPy(string descr) => Array.Find(All, format => format.NumPy == descr);

    /// <summary>How we write a type.</summary>
    public static NumberFormat Of(DType dtype) => Array.Find(All, format => format.IsOurs && format.DType == dtype)!;

    /// <summary>Place in the order of alignment.</summary>
    public int Rank => Array.IndexOf(All, this);

    /// <summary>Whether a tensor of ours has the same bytes.</summary>
    public bool IsOurs => Name is "F32" or "F64" or "I32" or "U8";
}
