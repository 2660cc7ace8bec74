namespace LearnDL.Tensors;

/// <summary>What kind of number a tensor holds.</summary>
public enum DType
{
    /// <summary>32-bit floating point, about 7 digits: what training computes with (Keras's floatx).</summary>
    Float32,

    /// <summary>64-bit floating point, about 16 digits: what gradients are checked with.</summary>
    Float64,

    /// <summary>32-bit whole numbers: labels and token ids.</summary>
    Int32,

    /// <summary>Whole numbers 0..255: stored images.</summary>
    UInt8,
}
