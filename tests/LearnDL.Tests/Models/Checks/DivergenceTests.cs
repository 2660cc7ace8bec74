using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>A loss that is no longer a number, and what is said then.</summary>
public sealed class DivergenceTests
{
    static Sequential Exploding(double factor = 4)
    {
        var model = new Sequential(seed: 1) { new SimpleRNN(2, "linear", name: "memory"), new Dense(1, name: "out") };
        model.Build([-1, 40, 3]);
        var R = ((SimpleRNN)model.Layers[0]).RecurrentKernel!.Value;
        R.Fill(0);
        (R.AsSpan<float>()[0], R.AsSpan<float>()[3]) = ((float)factor, (float)factor);
        model.Compile(new SGD(0.01), "mse");
        return model;
    }

    static readonly Tensor X = Tensor.Normal([4, 40, 3], seed: 1), Y = Tensor.Ones([4, 1]);

    [Fact]
    public void The_largest_gradient_of_the_batch_before_is_named()
    {
        var model = Exploding(1.5);
        var error = Refused.Says<DataException>(() => model.Fit(X, Y, epochs: 50, verbose: 0), "The loss became",
            "in epoch", "batch 1.", "the batch before", "'memory/", "Try ClipNorm = 1", "GradientFlow.Measure",
            "The weights are as they were before this batch.");
        Assert.StartsWith("Through many time steps a gradient may explode.", error.Fix);
    }

    [Theory]
    [InlineData(3, 5, 2, "was that of 'memory/recurrent_kernel', of norm 5.0e+0")]
    [InlineData(3, 2, 5, "was that of 'out/kernel', of norm 5.0e+0")]
    [InlineData(5, 2, 3, "was that of 'memory/kernel', of norm 5.0e+0")]
    [InlineData(3, double.NaN, 5, "of 'memory/recurrent_kernel' was not finite")]
    [InlineData(3, 5, double.PositiveInfinity, "of 'out/kernel' was not finite")]
    public void Of_all_gradients_it_is_the_largest(double kernel, double recurrent, double last, string words)
    {
        var model = Exploding();
        model.TrainOnBatch(Tensor.Zeros(X.Shape), Y); // before the first step there is nothing to name
        model.ClearGradients();
        foreach (var (parameter, norm) in new[] { model.Layers[0].Parameters[0], model.Layers[0].Parameters[1],
            model.Layers[1].Parameters[0] }
            .Zip([kernel, recurrent, last]))
            parameter.Gradient.AsSpan<float>()[0] = (float)norm;
        var output = new OutputResult(Y, P: Y, default, default, default, Count: 4, Loss: double.NaN);
        var result = new BatchResult(new Samples(X, Y, default), [output], Penalty: 0, Loss: double.NaN);
        var error = Divergence.OfLoss(model, result, new BatchNumber(2, 4));
        Assert.Contains("epoch 3, batch 5", error.What);
        Assert.Contains(words, error.Got);
    }

    [Fact]
    public void A_recurrent_layer_inside_another_is_thought_of_too()
    {
        var model = new Sequential(seed: 1) { new Bidirectional(new SimpleRNN(2)), new Dense(1) };
        model.Compile(new SGD(1e30), "mse");
        var error = Refused.Says<DataException>(() => model.Fit(X, Y, epochs: 9, verbose: 0), "The loss became");
        Assert.StartsWith("Through many time steps", error.Fix);
    }

    [Fact]
    public void Clipped_it_goes_on()
    {
        var model = Exploding(1.5);
        model.Compile(new SGD(0.01) { ClipNorm = 1 }, "mse");
        model.Fit(X, Y, epochs: 50, verbose: 0);
    }

    [Fact]
    public void In_the_first_batch_there_is_no_batch_before()
    {
        var error = Refused.Says<DataException>(() => Exploding(1e10).Fit(X, Y, verbose: 0), "in epoch 1, batch 1.");
        Assert.DoesNotContain("gradient of", error.Got);
    }

    /// <summary>
    /// The inputs are 0 but for one at a last step, so that the loss is small; the gradient is multiplied by 100 at
    /// every of 40 steps. No batch follows whose loss would tell.
    /// </summary>
    [Theory]
    [InlineData(null)]
    [InlineData(1.0)]
    public void A_gradient_that_overflows_is_told_before_the_step(double? clipNorm)
    {
        var model = Exploding(100);
        model.Compile(new SGD(0.01) { ClipNorm = clipNorm }, "mse");
        var x = Tensor.Zeros([4, 40, 3]);
        x.AsSpan<float>()[40 * 3 - 1] = 1;
        var before = model.WeightsHash();
        Refused.Says<DataException>(() => model.TrainOnBatch(x, Y), "The gradient of 'memory/", "became",
            "in epoch 1, batch 1, where the loss is", "truncate: 20", "GradientFlow.Measure",
            "The weights are as they were before this batch.");
        Assert.Equal(before, model.WeightsHash());
        Assert.Equal(0, model.Optimizer.Iterations);
    }

    /// <summary>
    /// Every sample's share of the bias's gradient is 3e38, their sum is infinite: ClipValue makes 1 of it.
    /// </summary>
    [Fact]
    public void A_gradient_that_ClipValue_mends_is_none_of_them()
    {
        var model = new Sequential(seed: 1) { new SimpleRNN(1, "linear", name: "memory"), new Dense(1, name: "out") };
        model.Build([-1, 1, 1]);
        ((Dense)model.Layers[1]).Kernel!.Value.Fill(1.2e20);
        Tensor x = Tensor.Zeros([4, 1, 1]), y = Tensor.Full([4, 1], 5e18);
        model.Compile(new SGD(0.01), "mse");
        Refused.Says<DataException>(() => model.TrainOnBatch(x, y), "The gradient of 'memory/bias' became");
        model.Compile(new SGD(0.01) { ClipValue = 1 }, "mse");
        model.TrainOnBatch(x, y);
        Assert.Equal(0.01, ((SimpleRNN)model.Layers[0]).Bias!.Value.ValueAt(0), 1e-6);
    }

    [Fact]
    public void Without_recurrent_layers_it_is_the_learning_rate()
    {
        var model = new Sequential(seed: 1) { new Dense(1) };
        model.Compile(new SGD(1e30), "mse");
        var error = Refused.Says<DataException>(() => model.Fit(Tensor.Ones([4, 3]), Y, epochs: 9, verbose: 0),
            "The loss became");
        Assert.StartsWith("Try a ten times smaller learning rate", error.Fix);
    }
}
