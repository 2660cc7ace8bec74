using System.Runtime.CompilerServices;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>Files of other programs: mnist-8.onnx, and what generate_pytorch_onnx.py wrote.</summary>
static class OnnxGolden
{
    static readonly string folder = Path.Combine(Here(), "..", "Golden");

    public static IEnumerable<string> Names =>
        Directory.GetFiles(folder, "*.onnx").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static string PathOf(string name) => Path.Combine(folder, name);

    public static byte[] Bytes(string name) => File.ReadAllBytes(PathOf(name));

    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
