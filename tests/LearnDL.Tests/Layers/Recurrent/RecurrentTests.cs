using LearnDL.Layers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;

namespace LearnDL.Tests.Layers;

/// <summary>What the tests of recurrent layers share: their names, small tensors, and comparisons.</summary>
public abstract class RecurrentTests
{
    private protected const int N = 4, T = 6, D = 2, U = 3;

    public static TheoryData<string> Names => [.. Recurrent.Names];

    private protected static Tensor Normal(int seed, params int[] sizes) =>
        Tensor.Normal(Shape.Of(sizes), seed: seed, dtype: DType.Float64);

    private protected static Layer Built(Layer layer)
    {
        layer.Build([N, T, D], DType.Float64, new RandomSource(1));
        for (var i = 0; i < layer.Parameters.Count; i++)
            layer.Parameters[i].Value.CopyFrom(Tensor.Normal(layer.Parameters[i].Value.Shape, stddev: 0.7, seed: 10 + i,
                dtype: DType.Float64));
        return layer;
    }

    private protected static RecurrentState State(string name, int seed) =>
        new(Normal(seed, N, U), name == "LSTM" ? Normal(seed + 1, N, U) : default);

    private protected static void Same(RecurrentState expected, RecurrentState got, string what,
        double tolerance = 1e-12)
    {
        Near.Same(expected.H, got.H, $"{what}: h", tolerance);
        if (expected.C.HasValue)
            Near.Same(expected.C, got.C, $"{what}: c", tolerance);
    }

    private protected static List<Tensor> Gradients(Layer layer) =>
        [.. layer.Parameters.Select(parameter => parameter.Gradient)];
}
