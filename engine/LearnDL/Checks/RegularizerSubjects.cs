using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Regularizers;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// The regularizers as <see cref="GradientSubject"/>s: in a model of one layer, they stand on all of its weights and on
/// its output, and the loss of the model is what the gradients must be those of.
/// </summary>
static class RegularizerSubjects
{
    public static IReadOnlyList<GradientSubject> All { get; } =
    [
        new("l1", "regularizer", seed => Check("l1", new L1(Rate(seed)), seed)),
        new("l2", "regularizer", seed => Check("l2", new L2(Rate(seed)), seed)),
        new("l1_l2", "regularizer", seed => Check("l1_l2", new L1L2(Rate(seed), Rate(seed + 1)), seed)),
    ];

    static double Rate(int seed) => 0.1 + 0.4 * new RandomSource(seed).NextUniform();

    /// <summary>The layers give positive numbers: where one is 0, |y| has a kink.</summary>
    static readonly (Shape Input, Func<Regularizer, Layer> Make)[] layers =
    [
        ([3], r => new Dense(2, "sigmoid", kernelRegularizer: r, biasRegularizer: r, activityRegularizer: r)),
        ([3], r => new Dense(2, "softmax", kernelRegularizer: r, activityRegularizer: r)),
        ([4, 2], r => new Conv1D(2, 2, activation: "sigmoid", kernelRegularizer: r, activityRegularizer: r)),
        ([3, 3, 1], r => new Conv2D(2, 2, activation: "sigmoid", biasRegularizer: r, activityRegularizer: r)),
        ([3, 2], r => new SimpleRNN(2, "sigmoid", kernelRegularizer: r, recurrentRegularizer: r, biasRegularizer: r,
            activityRegularizer: r)),
        ([3, 2], r => new LSTM(2, kernelRegularizer: r, recurrentRegularizer: r, biasRegularizer: r)),
        ([3, 2], r => new GRU(2, kernelRegularizer: r, recurrentRegularizer: r, biasRegularizer: r)),
        ([3], r => new BatchNormalization(betaRegularizer: r, gammaRegularizer: r)),
        ([3], r => new LayerNormalization(betaRegularizer: r, gammaRegularizer: r)),
        ([3], r => new Embedding(4, 2, embeddingsRegularizer: r) { ActivityRegularizer = r }),
        ([3, 2], r => new TimeDistributed(new Dense(2, "sigmoid", kernelRegularizer: r, activityRegularizer: r))
            { ActivityRegularizer = r }),
        ([3, 2], r => new Bidirectional(new SimpleRNN(2, "sigmoid", returnSequences: true, kernelRegularizer: r,
            activityRegularizer: r)) { ActivityRegularizer = r }),
    ];

    static GradientReport Check(string name, Regularizer regularizer, int seed)
    {
        var random = new RandomSource(seed);
        var (input, make) = layers[random.NextInt(layers.Length)];
        var layer = make(regularizer);
        var model = new Sequential(seed: seed, dtype: DType.Float64) { new Input(input), layer };
        model.Compile("sgd", "mse");
        foreach (var w in layer.Parameters.Where(p => p.IsTrainable))
            w.Value.CopyFrom(GradientSubject.Away(w.Value.Shape, 1, [0])(random));
        Shape batch = Shape.Of([1 + random.NextInt(3)]).Concat(input);
        var x = layer is Embedding ? random.Uniform(batch, 0, 3.99, DType.Float64).Cast(DType.Int32)
            : random.Normal(batch, 0, 1, DType.Float64);
        var y = random.Uniform(layer.ComputeOutputShape(batch), 0, 1, DType.Float64);

        var loss = model.ComputeGradients(x, y);
        Parameter[] weights = [.. layer.Parameters.Where(p => p.IsTrainable)];
        Tensor[] gradients = [.. weights.Select(w => w.Gradient.Keep())];
        var comparison = new DerivativeComparison($"{name} in {layer.GetType().Name} on {batch}", seed,
            1e-3 * Math.Max(1, loss));
        for (var i = 0; i < weights.Length; i++)
            comparison.Add(weights[i].Name, weights[i].Value, gradients[i],
                () => Tensor.Scalar(model.ComputeGradients(x, y), DType.Float64),
                (plus, minus) => plus.Subtract(minus).Item());
        return comparison.Report();
    }
}
