using LearnDL.Backends;
using LearnDL.Backends.Cpu;

namespace Lessons.Speed;

/// <summary>The last version is not a copy but the engine's own product, the one behind <c>x.Dot(y)</c>.</summary>
static class V6Engine
{
    public static CpuBackend OneThread { get; } = new() { Threads = 1 };

    public static CpuBackend AllThreads { get; } = new();

    #region dot
    // What x.Dot(y) does, into a result that is there already
    public static void Dot(CpuBackend backend, Tensor x, Tensor y, Tensor result) =>
        backend.Dot(x, y,
            new ProductSize(M: x.Shape[0], N: y.Shape[1], K: x.Shape[1],
                TransposeX: false, TransposeY: false),
            result, accumulate: false);
    #endregion

    /// <summary>x + y, on a backend of its own.</summary>
    public static void Add(CpuBackend backend, Tensor x, Tensor y, Tensor result)
    {
        var before = Backend.Current;
        Backend.Current = backend;
        x.Add(y, into: result);
        Backend.Current = before;
    }
}
