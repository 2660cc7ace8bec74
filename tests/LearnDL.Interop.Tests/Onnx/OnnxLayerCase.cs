using LearnDL.Activations;
using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>A layer with settings, and what it is given.</summary>
/// <param name="Make">Makes the layer.</param>
/// <param name="Sample">The shape of a sample as Input has it; sizes may be unknown.</param>
/// <param name="Sizes">The shapes of samples that are given; the same where there are none.</param>
sealed partial record OnnxLayerCase(Func<Layer> Make, Shape Sample, params Shape[] Sizes)
{
    /// <summary>How the numbers are made; normal ones by default.</summary>
    public Func<Shape, int, Tensor> Data { get; init; } = (shape, seed) => Tensor.Normal(shape, seed: seed);

    /// <summary>Ids from 0 to 6.</summary>
    static Tensor Ids(Shape shape, int seed) => Tensor.Uniform(shape, 0, 6.99, seed: seed).Cast(DType.Int32);

    /// <summary>Sequences of which some time steps are all 0.</summary>
    static Tensor Gaps(Shape shape, int seed) => Tensor.Normal(shape, seed: seed).MultiplyColumn(
        Tensor.Uniform(shape[..2], 0, 1, seed: seed + 1).Shift(-0.4).Positive());

    public static OnnxLayerCase[] Core { get; } =
    [
        new(() => new Dense(3), [4]),
        new(() => new Dense(3, "relu", useBias: false), [4]),
        new(() => new Dense(3, "softmax"), [2, 4]),
        new(() => new Dense(2, useBias: false), [3, 2, 4]),
        new(() => new Dense(2, ActivationFunction.LeakyReLU(0.05)), [4]),
        new(() => new Dense(2, ActivationFunction.ELU(0.7)), [4]),
        new(() => new Activation("silu"), [3, 4]),
        new(() => new ReLU(), [5]),
        new(() => new ReLU(maxValue: 0.8, negativeSlope: 0.1, threshold: 0.3), [5]),
        new(() => new ReLU(negativeSlope: 0.2), [5]),
        new(() => new LeakyReLU(), [5]),
        new(() => new LeakyReLU(0), [5]),
        new(() => new ELU(), [5]),
        new(() => new ELU(-0.5), [5]),
        new(() => new PReLU(), [3, 4]),
        new(() => new PReLU(sharedAxes: [1, 2]), [3, 4, 2]),
        new(() => new PReLU(sharedAxes: [1]), [Shape.Unknown, 2], [3, 2], [5, 2]),
        new(() => new Softmax(), [3, 4]),
        new(() => new Softmax(1), [3, 4]),
        new(() => new Softmax(-2), [3, 4, 2]),
        new(() => new Rescaling(1 / 255.0, -0.5), [3, 3, 1]),
        new(() => new Dropout(0.5), [4]),
        new(() => new SpatialDropout1D(0.5), [4, 2]),
        new(() => new SpatialDropout2D(0.5), [4, 2, 2]),
        new(() => new GaussianDropout(0.5), [4]),
        new(() => new GaussianNoise(0.5), [4]),
        new(() => new Flatten(), [3, 2, 4]),
        new(() => new Flatten(), [4]),
        new(() => new Reshape([4, 3]), [2, 6]),
        new(() => new Reshape([-1, 3]), [2, 6]),
        new(() => new Reshape([-1, 2]), [Shape.Unknown, 4], [3, 4]),
        new(() => new Permute([2, 1]), [3, 4]),
        new(() => new Permute([3, 1, 2]), [2, 3, 4]),
        new(() => new RepeatVector(4), [3]),
        new(() => new BatchNormalization(), [4]),
        new(() => new BatchNormalization(epsilon: 0.1, center: false), [3, 4]),
        new(() => new BatchNormalization(axis: 1, scale: false), [3, 4, 2]),
        new(() => new BatchNormalization(axis: -2, center: false, scale: false), [3, 4, 2]),
        new(() => new LayerNormalization(), [4]),
        new(() => new LayerNormalization(epsilon: 0.1, center: false), [3, 4]),
        new(() => new LayerNormalization(scale: false), [3, 4]),
        new(() => new LayerNormalization(axis: 1), [3, 4]),
        new(() => new LayerNormalization([1, 2]), [3, 4]),
        new(() => new LayerNormalization([-2, -1], scale: false), [2, 3, 4]),
    ];
}
