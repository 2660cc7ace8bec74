using FsCheck.Xunit;
using LearnDL.Activations;
using LearnDL.Losses;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Losses;

/// <summary>What holds for losses whatever the numbers are.</summary>
public sealed class LossTests
{
    static readonly ActivationFunction softmax = "softmax", sigmoid = "sigmoid";

    /// <summary>Random scores (N, K) or (N, T, K), class numbers and the same one-hot.</summary>
    static (Tensor Z, Tensor Labels, Tensor OneHot) Draw(int seed)
    {
        var random = new RandomSource(seed);
        int n = 1 + random.NextInt(5), k = 2 + random.NextInt(4);
        Shape rows = random.NextInt(2) == 0 ? [n] : [n, 1 + random.NextInt(3)];
        var labels = Enumerable.Range(0, rows.Size).Select(_ => random.NextInt(k)).ToArray();
        return (random.Normal(rows.Concat([k]), 0, 2, DType.Float64), Tensor.From(labels, rows),
            Scene.Eye(k).Cast(DType.Float64).Gather(labels).Reshape(rows.Concat([k])));
    }

    static void Alike(Loss a, Tensor ya, Tensor pa, Loss b, Tensor yb, Tensor pb, double tolerance = 1e-12)
    {
        var weights = Tensor.Uniform([pa.Shape[0]], 0, 2, seed: 3, dtype: DType.Float64);
        Near.Same([a.Value(ya, pa), a.Value(ya, pa, weights)], [b.Value(yb, pb), b.Value(yb, pb, weights)],
            "value", tolerance);
        Near.Same(a.RowLosses(ya, pa), b.RowLosses(yb, pb), "rows", tolerance);
    }

    [Property(MaxTest = 50)]
    public void Sparse_is_categorical_with_one_hot_targets(int seed)
    {
        var (z, labels, oneHot) = Draw(seed);
        var p = softmax.Forward(z);
        Loss sparse = new SparseCategoricalCrossentropy(), categorical = new CategoricalCrossentropy();

        Alike(sparse, labels, p, categorical, oneHot, p);
        Near.Same(categorical.Gradient(oneHot, p), sparse.Gradient(labels, p), "gradient");
        Near.Same(categorical.LogitGradient(oneHot, p), sparse.LogitGradient(labels, p), "fused gradient");
    }

    [Property(MaxTest = 50)]
    public void From_logits_is_softmax_first(int seed)
    {
        var (z, labels, oneHot) = Draw(seed);
        var p = softmax.Forward(z);
        Alike(new CategoricalCrossentropy(), oneHot, p, new CategoricalCrossentropy(fromLogits: true), oneHot, z);
        Alike(new SparseCategoricalCrossentropy(), labels, p,
            new SparseCategoricalCrossentropy(fromLogits: true), labels, z);
        Near.Same(new CategoricalCrossentropy().LogitGradient(oneHot, p),
            new CategoricalCrossentropy(fromLogits: true).Gradient(oneHot, z), "gradient");
    }

    [Property(MaxTest = 50)]
    public void From_logits_is_sigmoid_first(int seed)
    {
        var (z, _, y) = Draw(seed);
        Alike(new BinaryCrossentropy(), y, sigmoid.Forward(z), new BinaryCrossentropy(fromLogits: true), y, z);
        Near.Same(new BinaryCrossentropy().LogitGradient(y, sigmoid.Forward(z)),
            new BinaryCrossentropy(fromLogits: true).Gradient(y, z), "gradient");
    }

    [Property(MaxTest = 50)]
    public void Fused_with_its_activation_the_gradient_is_that_of_the_chain(int seed)
    {
        var (z, _, y) = Draw(seed);
        var weights = Tensor.Uniform([z.Shape[0]], 0, 2, seed: seed, dtype: DType.Float64);
        foreach (var (loss, f) in new (Loss, ActivationFunction)[] { (new CategoricalCrossentropy(), softmax),
            (new BinaryCrossentropy(), sigmoid) })
        {
            Assert.True(loss.FusesWith(f));
            var p = f.Forward(z);
            Near.Same(f.Backward(loss.Gradient(y, p, weights), z, p), loss.LogitGradient(y, p, weights),
                loss.Name, 1e-9);
        }
    }

    [Property(MaxTest = 50)]
    public void The_value_is_the_weighted_sum_over_the_number_of_rows(int seed)
    {
        var (p, _, y) = Draw(seed);
        foreach (var loss in new Loss[] { new MeanSquaredError(), new MeanAbsoluteError() })
        {
            var rows = loss.RowLosses(y, p).ToArray<double>();
            var weights = Tensor.Uniform([p.Shape[0]], 0, 2, seed: seed, dtype: DType.Float64);
            var perSample = rows.Length / p.Shape[0];

            Assert.Equal(rows.Average(), loss.Value(y, p), 1e-12);
            Assert.Equal(rows.Select((row, i) => row * weights.At(i / perSample)).Average(),
                loss.Value(y, p, weights), 1e-12);
            Assert.Equal(loss.Value(y, p), loss.Value(y, p, Tensor.Ones([p.Shape[0]])), 1e-12);
        }
    }

    [Property(MaxTest = 50)]
    public void Squares_and_absolute_errors_are_means_over_the_last_axis(int seed)
    {
        var (p, _, y) = Draw(seed);
        var k = p.Shape[-1];
        var errors = p.ToArray<double>().Zip(y.ToArray<double>(), (a, b) => a - b).ToArray();

        Near.Same([.. errors.Chunk(k).Select(row => row.Average(e => e * e))],
            new MeanSquaredError().RowLosses(y, p).ToArray<double>(), "mse");
        Near.Same([.. errors.Chunk(k).Select(row => row.Average(Math.Abs))],
            new MeanAbsoluteError().RowLosses(y, p).ToArray<double>(), "mae");
    }

    [Fact]
    public void A_prediction_that_is_no_number_gives_a_loss_that_is_none()
    {
        var p = Tensor.From(new[,] { { 0.5, double.NaN } });
        var y = Tensor.From(new double[,] { { 1, 0 } });

        Assert.All<Loss>(["mse", "mae", "binary_crossentropy", "categorical_crossentropy", new BinaryCrossentropy(true),
            new CategoricalCrossentropy(true)], loss => Assert.True(double.IsNaN(loss.Value(y, p)), loss.Name));
    }

    [Fact]
    public void Names_are_those_of_Keras()
    {
        Assert.All(Loss.Names, name => Assert.Contains(Loss.Get(name).Name, Loss.Names));
        Assert.IsType<MeanSquaredError>(Loss.Get("mse"));
        Assert.IsType<MeanAbsoluteError>(Loss.Get("mae"));
        Refused.Says<UnknownNameException>(() => Loss.Get("crossentropy"), "No loss is named 'crossentropy'",
            "binary_crossentropy", "mse");
    }

    [Fact]
    public void Targets_may_be_of_any_type_and_a_vector_where_there_is_one_output()
    {
        var p = Tensor.From(new float[,] { { 0.9f }, { 0.2f } });
        var expected = new BinaryCrossentropy().Value(Tensor.From(new float[,] { { 1 }, { 0 } }), p);

        Assert.Equal(expected, new BinaryCrossentropy().Value(Tensor.From<int>([1, 0]), p));
        Assert.Equal(expected, new BinaryCrossentropy().Value(Tensor.From<byte>([1, 0]), p));
        Assert.Equal(expected, new BinaryCrossentropy().Value(Tensor.From<double>([1, 0]), p));
        Refused.Says<ShapeException>(() => new BinaryCrossentropy().Value(Tensor.From<int>([1, 0, 1]), p),
            "(2, 1)", "(3,)");
    }

    [Fact]
    public void Targets_of_another_shape_are_not_paired_by_their_number()
    {
        var p = Tensor.Full([2, 3], 0.5);
        Assert.All<Loss>(["mse", "mae", "binary_crossentropy", "categorical_crossentropy"], loss =>
        {
            Refused.Says<ShapeException>(() => loss.Value(Tensor.Ones([3, 2]), p), "(2, 3)", "(3, 2)");
            Refused.Says<ShapeException>(() => loss.Gradient(Tensor.Ones([6]), p), "(2, 3)", "(6,)");
        });
        Loss sparse = "sparse_categorical_crossentropy";
        Refused.Says<ShapeException>(() => sparse.Value(Tensor.Zeros([3, 2]), Tensor.Full([2, 3, 4], 0.25)),
            "(2, 3)", "(3, 2)");
        Assert.Equal(sparse.Value(Tensor.Zeros([2, 3]), Tensor.Full([2, 3, 4], 0.25)),
            sparse.Value(Tensor.Zeros([2, 3, 1]), Tensor.Full([2, 3, 4], 0.25)));
    }

    [Fact]
    public void A_last_axis_of_1_may_be_left_out_of_the_targets_of_sequences()
    {
        var p = Tensor.Uniform([4, 3, 1], seed: 1);
        var y = Tensor.Uniform([4, 3], seed: 2);
        Assert.Equal(new MeanSquaredError().Value(y.Reshape(4, 3, 1), p), new MeanSquaredError().Value(y, p));
        new MeanSquaredError().CheckTargets(y, [-1, 3, 1]);
    }
}
