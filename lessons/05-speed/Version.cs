namespace Lessons.Speed;

/// <summary>One of the numbered versions.</summary>
/// <param name="Key">The beginning of its metrics' names.</param>
/// <param name="Threads">How many processors it may use.</param>
sealed record Version(string Key, string Name, Action<Work> Dot, int Threads = 1)
{
    /// <summary>All of them, from the plainest to the fastest.</summary>
    public static IReadOnlyList<Version> All { get; } =
    [
        new("loop", "1 triple loop", work => V1TripleLoop.Dot(work.X, work.Y, work.Result, work.N)),
        new("order", "2 loop order", work => V2LoopOrder.Dot(work.X, work.Y, work.Result, work.N)),
        new("blocks", "3 blocks", work => V3Blocks.Dot(work.X, work.Y, work.Result, work.N)),
        new("vectors", "4 vectors", work => V4Vectors.Dot(work.X, work.Y, work.Result, work.N)),
        new("packing", "5 packing", work => V5Packing.Dot(work.X, work.Y, work.Result, work.N)),
        new("engine", "6 the engine",
            work => V6Engine.Dot(V6Engine.OneThread, work.TensorX, work.TensorY, work.TensorResult)),
        new("threads", "7 its threads",
            work => V6Engine.Dot(V6Engine.AllThreads, work.TensorX, work.TensorY, work.TensorResult),
            V6Engine.AllThreads.Threads),
    ];

    public static Version Named(string key) => All.First(version => version.Key == key);

    /// <summary>What it wrote last: the versions of the lesson into the array, the engine into the tensor.</summary>
    public float[] ResultOf(Work work) =>
        Key is "engine" or "threads" ? work.TensorResult.ToArray<float>() : work.Result;

    /// <summary>Seconds for one product.</summary>
    public Timing Time(Work work, double seconds) => Timing.Of(() => Dot(work), seconds);
}
