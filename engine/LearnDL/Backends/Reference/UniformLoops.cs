using System.Numerics;
using LearnDL.Tensors;

namespace LearnDL.Backends.Reference;

/// <summary>Random numbers, one at a time.</summary>
static class UniformLoops
{
    public static void Run<T>(in Draws draws, T scale, T shift, Tensor result) where T : unmanaged, INumber<T>
    {
        var (N, size) = (Samples(result), result.Size / Math.Max(1, Samples(result)));
        var y = result.AsSpan<T>();
        for (var n = 0; n < N; n++)
            for (var i = 0; i < size; i++)
                y[n * size + i] = scale * Number<T>(draws, n, i) + shift;
    }

    /// <summary>The first axis are samples; a tensor without axes is one.</summary>
    public static int Samples(Tensor result) => result.Rank > 0 ? result.Shape[0] : 1;

    static T Number<T>(in Draws draws, int n, int i) where T : INumber<T> => typeof(T) == typeof(float)
        ? T.CreateTruncating(draws.Single(n, i))
        : T.CreateTruncating(draws.Double(n, i));
}
