namespace LearnDL.Interop.Onnx;

/// <summary>How large and how deep a file may be.</summary>
static class OnnxLimits
{
    /// <summary>The IR version of what is written, and the version of its operators.</summary>
    public const int IrVersion = 8, Opset = 17;

    /// <summary>The oldest operators that are read; before, some had other rules under the same name.</summary>
    public const int OldestOpset = 6;

    /// <summary>Protobuf counts bytes in 31 bits; 16 MB are left for what is not weights.</summary>
    public const long Largest = int.MaxValue - (16 << 20);

    /// <summary>Messages inside messages.</summary>
    public const int Depth = 24;

    /// <summary>The nodes of a graph.</summary>
    public const int Nodes = 20_000;

    /// <summary>A size, a stride or a number of pixels at an edge; so products of two fit into 63 bits.</summary>
    public const long Size = 1 << 24;

    /// <summary>Messages and texts in a file of this many bytes: an empty one takes 2 bytes there and some hundred in
    /// memory.</summary>
    public static long Parts(long bytes) => 40_000 + bytes / 64;
}
