using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Optimizers;

/// <summary>Clipping of gradients of every size: where a gradient is finite, so is its norm.</summary>
public sealed class ClippedSizesTests
{
    static Parameter[] Weights(DType dtype, params double[][] gradients) => [.. gradients.Select((g, i) =>
    {
        var weight = new Parameter($"w{i}", Tensor.Zeros([g.Length], dtype));
        weight.Gradient.CopyFrom(Tensor.From(g).Cast(dtype));
        return weight;
    })];

    static double[] Step(SGD sgd, Parameter[] weights)
    {
        sgd.Build(weights);
        sgd.Step();
        return [.. weights.SelectMany(w => Enumerable.Range(0, w.Value.Size).Select(i => w.Value.ValueAt(i)))];
    }

    /// <summary>(3, −4)·s, whose norm is 5s: clipped to c it is (0.6, −0.8)·c.</summary>
    [Theory]
    [InlineData(DType.Float32, -30, 37)]
    [InlineData(DType.Float64, -300, 307)]
    public void A_gradient_of_any_size_is_shortened_to_the_norm(DType dtype, int least, int most)
    {
        for (var power = least; power <= most; power++)
            foreach (var limit in (double[])[1, 1e-6, 1e6])
            {
                var size = Math.Pow(10, power);
                var share = Math.Min(limit, 5 * size);
                double[] expected = [-0.6 * share, 0.8 * share];
                var (one, all) = (Weights(dtype, [3 * size, -4 * size]), Weights(dtype, [3 * size], [-4 * size]));
                double[][] steps = [Step(new SGD(1) { ClipNorm = limit }, one),
                    Step(new SGD(1) { GlobalClipNorm = limit }, all)];
                foreach (var step in steps)
                    for (var i = 0; i < 2; i++)
                        Assert.Equal(1, step[i] / expected[i], 1e-5);
            }
    }

    /// <summary>√4 · 1.5e308 is more than a double holds.</summary>
    [Fact]
    public void Even_where_the_norm_itself_is_no_number()
    {
        double[] g = [1.5e308, 1.5e308, -1.5e308, 1.5e308];
        Assert.Equal([-0.5, -0.5, 0.5, -0.5], Step(new SGD(1) { ClipNorm = 1 }, Weights(DType.Float64, g)), Near);
        Assert.Equal([-0.5, -0.5, 0.5, -0.5], Step(new SGD(1) { GlobalClipNorm = 1 },
            Weights(DType.Float64, g[..1], g[1..])), Near);
        static bool Near(double x, double y) => Math.Abs(x - y) < 1e-12;
    }

    /// <summary>Each for itself: a huge gradient elsewhere does not change how a small one is clipped.</summary>
    [Fact]
    public void ClipNorm_measures_every_weight_by_its_own_size()
    {
        var steps = Step(new SGD(1) { ClipNorm = 1 }, Weights(DType.Float64, [1e200], [30, 40], [0.3]));
        Assert.Equal(-1, steps[0], 1e-12);
        Assert.Equal(-0.6, steps[1], 1e-12);
        Assert.Equal(-0.8, steps[2], 1e-12);
        Assert.Equal(-0.3, steps[3]);
    }

    static Sequential Line(Optimizer optimizer)
    {
        var model = new Sequential(seed: 1) { new Input([1]), new Dense(1, useBias: false, kernelInitializer: "zeros",
            name: "line") };
        model.Compile(optimizer, "mse");
        return model;
    }

    /// <summary>The loss is 1e10, the gradient −2e20: its square is infinite in Float32.</summary>
    [Theory]
    [InlineData("norm")]
    [InlineData("global")]
    [InlineData("value")]
    public void In_a_model_a_gradient_of_2e20_is_clipped_to_1(string way)
    {
        var model = Line(way switch
        {
            "norm" => new SGD(0.1) { ClipNorm = 1 },
            "global" => new SGD(0.1) { GlobalClipNorm = 1 },
            _ => new SGD(0.1) { ClipValue = 1 },
        });
        model.TrainOnBatch(Tensor.From(new float[,] { { 1e15f } }), Tensor.Of(1e5f));
        Assert.Equal(0.1, model.GetWeights()[0].Item(), 1e-7);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public void Only_ClipValue_mends_infinity_and_nothing_mends_NaN(double bad)
    {
        SGD[] all = [new(1), new(1) { ClipNorm = 1 }, new(1) { GlobalClipNorm = 1 }, new(1) { ClipValue = 1 }];
        foreach (var sgd in all)
        {
            var weights = Weights(DType.Float32, [1, 2], [5, bad, 7]);
            if (sgd.ClipValue is not null && double.IsInfinity(bad))
            {
                Assert.Equal([-1, -1, -1, -Math.Sign(bad), -1], Step(sgd, weights));
                continue;
            }
            Refused.Says<DataException>(() => Step(sgd, weights), "The gradient of 'w1' became", "number 1 of (3,)",
                "The weights are as before");
            Assert.All(weights, w => Assert.Equal(0, w.Value.Abs().Max().Item()));
            Assert.Equal(0, sgd.Iterations);
        }
    }
}
