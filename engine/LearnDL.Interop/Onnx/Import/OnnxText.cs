namespace LearnDL.Interop.Onnx;

/// <summary>What stands in a file, for errors.</summary>
static class OnnxText
{
    /// <summary>A name may be of any length.</summary>
    public static string Short(string name) => name.Length <= 60 ? name : name[..60] + "…";

    /// <summary>"1, 2, 3", the first eight of them.</summary>
    public static string List<T>(IEnumerable<T> values) =>
        string.Join(", ", values.Take(8).Select(value => $"{value}"));
}
