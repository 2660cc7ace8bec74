using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Golden;
using LearnDL.Tests.Models;

namespace LearnDL.Tests.Optimizers;

/// <summary>Steps of several batches, and the moving average of the weights, in a training.</summary>
public sealed class AccumulationTests
{
    static readonly Scene scene = Scene.YesNo; // 40 samples

    static Sequential Model(Optimizer optimizer) => scene.Model(optimizer: optimizer, dtype: DType.Float64);

    [Fact]
    public void Several_small_batches_make_the_step_of_one_large_batch()
    {
        Optimizer Adam(int? n) => new Adam(0.05, weightDecay: 0.1) { GradientAccumulationSteps = n, ClipNorm = 0.1 };
        Sequential small = Model(Adam(5)), large = Model(Adam(null));
        small.Fit(scene.X, scene.Y, batchSize: 8, epochs: 6, verbose: 0, shuffle: false);
        large.Fit(scene.X, scene.Y, batchSize: 40, epochs: 6, verbose: 0, shuffle: false);
        Assert.Equal(6, small.Optimizer.Iterations);
        foreach (var (a, b) in large.GetWeights().Zip(small.GetWeights()))
            Near.Same(a, b, "weights");
    }

    [Fact]
    public void Weights_stay_until_the_last_batch_of_a_step()
    {
        var model = Model(new SGD(0.1) { GradientAccumulationSteps = 3 });
        var changed = new List<bool>();
        for (var batch = 0; batch < 7; batch++)
        {
            var before = model.WeightsHash();
            model.TrainOnBatch(scene.X, scene.Y);
            changed.Add(before != model.WeightsHash());
        }
        Assert.Equal([false, false, true, false, false, true, false], changed);
        Assert.Equal(2, model.Optimizer.Iterations);
    }

    /// <summary>The same mask in all batches of a step would be less of a dropout.</summary>
    [Fact]
    public void Every_batch_of_a_step_has_random_numbers_of_its_own()
    {
        var model = new Sequential(seed: 1) { new Input([50]), new Dropout(0.5), new Dense(1) };
        model.Compile(new SGD(0.1) { GradientAccumulationSteps = 4 }, "mse");
        var losses = Enumerable.Range(0, 4)
            .Select(_ => model.TrainOnBatch(Tensor.Ones([6, 50]), Tensor.Zeros([6, 1]))["loss"]).ToList();
        Assert.Equal(4, losses.Distinct().Count());
        Assert.Equal(1, model.Optimizer.Iterations);
    }

    [Fact]
    public void At_the_end_of_Fit_the_weights_are_their_averages()
    {
        Sequential averaged = Model(new SGD(0.5) { UseEma = true, EmaMomentum = 0.8 }), plain = Model(new SGD(0.5));
        List<Tensor[]> seen = [];
        var watch = new LambdaCallback(onTrainBatchEnd: (_, _) => seen.Add([.. plain.GetWeights()]));
        plain.Fit(scene.X, scene.Y, batchSize: 8, epochs: 3, verbose: 0, callbacks: [watch]);
        string? last = null;
        averaged.Fit(scene.X, scene.Y, batchSize: 8, epochs: 3, verbose: 0,
            callbacks: [new LambdaCallback(onEpochEnd: (_, _) => last = averaged.WeightsHash())]);

        Assert.Equal(plain.WeightsHash(), last); // until then they are trained as without averages
        var expected = seen[0];
        foreach (var weights in seen.Skip(1))
            expected = [.. expected.Zip(weights, (average, w) => average.Combine(0.8, w, 0.2))];
        foreach (var (a, b) in expected.Zip(averaged.GetWeights()))
            Near.Same(a, b, "averages");
    }

    [Fact]
    public void Averages_that_no_batch_has_made_are_not_taken()
    {
        var model = Model(new SGD(0.5) { UseEma = true });
        var before = model.WeightsHash();
        model.Fit(scene.X, scene.Y, epochs: 2, initialEpoch: 2, verbose: 0);
        Assert.Equal(before, model.WeightsHash());
    }

    [Fact]
    public void Settings_out_of_range()
    {
        Says(() => new SGD { GradientAccumulationSteps = 1 }, "SGD.GradientAccumulationSteps >= 2");
        Says(() => new SGD { EmaMomentum = 1.1 }, "SGD.EmaMomentum");
        Says(() => new Adam { EmaMomentum = double.NaN }, "Adam.EmaMomentum");
        Says(() => new Adam { EmaOverwriteFrequency = 0 }, "Adam.EmaOverwriteFrequency >= 1");

        static void Says(Func<object> make, string word) => Refused.Says<HyperparameterException>(() => make(), word);
    }

    /// <summary>What is infinite in one of several batches cannot be mended by clipping their mean.</summary>
    [Fact]
    public void An_infinite_gradient_is_told_in_any_batch()
    {
        var w = new Parameter("w", Tensor.Zeros([2]));
        var sgd = new SGD(1) { GradientAccumulationSteps = 2, ClipValue = 1 };
        sgd.Build([w]);
        w.Gradient.Fill(double.PositiveInfinity);
        Refused.Says<DataException>(sgd.Step, "The gradient of 'w' became Infinity");
        w.Gradient.Fill(3e38); // twice that is too large for Float32
        sgd.Step();
        Refused.Says<DataException>(sgd.Step, "The gradient of 'w' became Infinity");
        w.Gradient.Fill(-3e38);
        sgd.Step();
        Assert.Equal(0, w.Value.Abs().Max().Item());
        Assert.Equal(1, sgd.Iterations);
    }
}
