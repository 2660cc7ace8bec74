using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>A loss that is no number any more, and what is said then.</summary>
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
        var error = Refused.Says<DataException>(() => model.Fit(X, Y, epochs: 50, verbose: 0), "The loss became", "in epoch", "batch 1.", "the batch before", "'memory/", "Try ClipNorm = 1", "GradientFlow.Measure", "The weights are those of the batch before.");
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
        foreach (var (parameter, norm) in new[] { model.Layers[0].Parameters[0], model.Layers[0].Parameters[1], model.Layers[1].Parameters[0] }.Zip([kernel, recurrent, last]))
            parameter.Gradient.AsSpan<float>()[0] = (float)norm;
        var error = Divergence.Error(model, double.NaN, epoch: 2, batch: 4);
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

    [Fact]
    public void Without_recurrent_layers_it_is_the_learning_rate()
    {
        var model = new Sequential(seed: 1) { new Dense(1) };
        model.Compile(new SGD(1e30), "mse");
        var error = Refused.Says<DataException>(() => model.Fit(Tensor.Ones([4, 3]), Y, epochs: 9, verbose: 0), "The loss became");
        Assert.StartsWith("Try a ten times smaller learning rate", error.Fix);
    }
}
