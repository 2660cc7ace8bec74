using LearnDL.Tensors;

namespace LearnDL.Backends.Cpu;

/// <summary>result (N, …) = scale·u + shift. A part is some samples, or of large ones a piece of one.</summary>
readonly struct UniformWork<T>(Draws draws, T scale, T shift, Tensor result) : IWork where T : unmanaged
{
    /// <summary>About this many elements make a part; a multiple of <see cref="PhiloxVectors.Count{T}"/>.</summary>
    const int PartSize = 1 << 13;

    /// <summary>Fewer elements are not worth a second thread.</summary>
    const int WorthThreads = 1 << 14;

    readonly ArraySlice<T> to = result;
    readonly int samples = result.Rank > 0 ? result.Shape[0] : 1;
    readonly int size = result.Size / Math.Max(1, result.Rank > 0 ? result.Shape[0] : 1);

    int SamplesOfPart => Math.Max(1, PartSize / Math.Max(1, size));

    int PiecesOfSample => Math.Max(1, (size + PartSize - 1) / PartSize);

    public void Run(int threads)
    {
        var parts = (samples + SamplesOfPart - 1) / SamplesOfPart * PiecesOfSample;
        Workers.Run(in this, parts, (long)samples * size < WorthThreads ? 1 : threads);
    }

    public void Do(int part)
    {
        var (group, piece) = Math.DivRem(part, PiecesOfSample);
        var (first, from) = (group * SamplesOfPart, piece * PartSize);
        var length = Math.Min(PartSize, size - from);
        for (var n = first; n < Math.Min(samples, first + SamplesOfPart); n++)
            PhiloxVectors.Fill(draws, n, from, scale, shift, to.Slice(n * size + from, length));
    }
}
