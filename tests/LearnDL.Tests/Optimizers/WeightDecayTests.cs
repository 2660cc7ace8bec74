using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Optimizers;

/// <summary>Which weights decay, and by how much.</summary>
public sealed class WeightDecayTests
{
    static Parameter[] Weights() => [new("kernel", Tensor.Full([2], 2, DType.Float64)),
        new("bias", Tensor.Full([2], 2, DType.Float64)), new("gamma", Tensor.Full([2], 2, DType.Float64))];

    /// <summary>Without a gradient only the decay is left: 2 − 0.5·0.1·2 = 1.9.</summary>
    static double[] Left(Parameter[] weights, SGD sgd)
    {
        sgd.Build(weights);
        sgd.Step();
        return [.. weights.Select(w => w.Value.ValueAt(1))];
    }

    [Fact]
    public void Weights_can_be_left_out_by_name_or_themselves()
    {
        SGD Sgd() => new(0.5, weightDecay: 0.1);
        Assert.Equal([1.9, 1.9, 1.9], Left(Weights(), Sgd()));
        Assert.Equal([1.9, 2, 1.9], By(names: ["bias"]));
        Assert.Equal([1.9, 2, 2], By(names: ["ia", "^gam+a$"]));
        Assert.Equal([1.9, 1.9, 1.9], By(names: ["Bias", "^ias"]));
        var weights = Weights();
        var sgd = Sgd();
        sgd.ExcludeFromWeightDecay(names: ["kernel"]);
        sgd.ExcludeFromWeightDecay([weights[2]]); // in place of the call before
        Assert.Equal([1.9, 1.9, 2], Left(weights, sgd));

        double[] By(string[] names)
        {
            var sgd = Sgd();
            sgd.ExcludeFromWeightDecay(names: names);
            return Left(Weights(), sgd);
        }
    }

    [Fact]
    public void It_is_said_too_late_or_wrongly()
    {
        var sgd = new SGD(weightDecay: 0.1);
        Refused.Says<HyperparameterException>(() => sgd.ExcludeFromWeightDecay(names: ["bias", "(a"]),
            "no regular expression", "'(a'");
        sgd.Build(Weights());
        Refused.Says<ModelException>(() => sgd.ExcludeFromWeightDecay(names: ["bias"]), "comes too late");
        Refused.Says<HyperparameterException>(() => _ = new Adam(weightDecay: -1), "Adam.WeightDecay", "-1");
        Refused.Says<HyperparameterException>(() => _ = new SGD { WeightDecay = double.NaN }, "SGD.WeightDecay");
    }

    /// <summary>The decay is no gradient: the norm that is clipped does not know of it, nor does a momentum.</summary>
    [Fact]
    public void It_is_decoupled()
    {
        var weights = Weights();
        weights[0].Gradient.Fill(30);
        var (sgd, g) = (new SGD(1, 0.9) { ClipNorm = 5, WeightDecay = 0.5 }, 5 / Math.Sqrt(2));
        sgd.Build(weights);
        sgd.Step();
        Assert.Equal(2 - 1 - g, weights[0].Value.ValueAt(0), 1e-12);
        weights[0].Gradient.Fill(0);
        sgd.Step();
        Assert.Equal((2 - 1 - g) / 2 - 0.9 * g, weights[0].Value.ValueAt(0), 1e-12);
    }

    /// <summary>1 − 1e-9 is 1 in Float32, but a decay that is taken off counts as soon as it can.</summary>
    [Fact]
    public void In_Float32_a_small_decay_is_not_rounded_away()
    {
        var w = new Parameter("kernel", Tensor.Full([1], 1));
        var sgd = new SGD(0.001, weightDecay: 0.004);
        sgd.Build([w]);
        for (var step = 0; step < 1000; step++)
            sgd.Step();
        Assert.Equal(Math.Pow(1 - 4e-6, 1000), w.Value.Item(), 2e-5);
    }

    [Fact]
    public void A_decay_that_overshoots_is_told_before_a_weight_is_infinite()
    {
        var w = new Parameter("kernel", Tensor.Full([3], 1));
        var sgd = new SGD(1, weightDecay: 1e10);
        sgd.Build([w]);
        var error = Record.Exception(() =>
        {
            for (var step = 0; step < 10; step++)
                sgd.Step();
        });
        Assert.Contains("would make the weight 'kernel'", Assert.IsType<DataException>(error).Message);
        Assert.True(double.IsFinite(w.Value.ValueAt(0)));
        Assert.Equal(3, sgd.Iterations);
    }
}
