namespace LearnDL.Interop.Onnx;

/// <summary>How large and how deep a file may be.</summary>
static class OnnxLimits
{
    /// <summary>The IR version of what is written, and the version of its operators.</summary>
    public const int IrVersion = 8, Opset = 17;

    /// <summary>Protobuf counts bytes in 31 bits; 16 MB are left for what is not weights.</summary>
    public const long Largest = int.MaxValue - (16 << 20);
}
