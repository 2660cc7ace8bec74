using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>
/// Wrong input that people really give, each with the advice that leads on: followed, it makes the training run.
/// </summary>
public sealed class AdviceTests
{
    static readonly Tensor table = Tensor.Normal([50, 10], seed: 1), numbers = Tensor.Normal([50], seed: 2),
        yes = numbers.Positive(), images = Tensor.Uniform([50, 28, 28], seed: 3),
        digits = Tensor.From([.. Enumerable.Range(0, 50).Select(i => i % 10)]);

    static Sequential Model(Loss loss, params Layer[] layers)
    {
        var model = new Sequential("mlp", seed: 1) { Writer = TextWriter.Null };
        foreach (var layer in layers)
            model.Add(layer);
        model.Compile("sgd", loss);
        return model;
    }

    static Action Fit(Loss loss, Tensor x, Tensor y, params Func<Layer>[] layers) =>
        () => Model(loss, [.. layers.Select(make => make())]).Fit(x, y, verbose: 0);

    static string Advice<TError>(Action wrong) where TError : LearnDLException => Refused.Says<TError>(wrong).Fix;

    [Theory]
    [InlineData(-1)]
    [InlineData(50)]
    public void Input_names_the_samples_of_a_table_too(int samples)
    {
        Assert.StartsWith(
            "Input names the shape of one sample, without the number of samples: Input([10]).",
            Advice<ShapeException>(Fit("mse", table, numbers, () => new Input([samples, 10]), () => new Dense(1))));
        Fit("mse", table, numbers, () => new Input([10]), () => new Dense(1))();
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(50)]
    public void Input_names_the_samples_in_front_of_Conv2D_too(int samples)
    {
        var x = images.ExpandDims();
        Assert.Equal("One axis too many. Does Input name the number of samples, too? It names one sample: "
            + "Input([28, 28, 1]).", Advice<ShapeException>(Fit("mse", x, numbers,
                () => new Input([samples, 28, 28, 1]), () => new Conv2D(2, 3), () => new Flatten())));
        Assert.Contains("Input names the shape of one sample, without the number of samples: Input([28, 28, 1])",
            Advice<ShapeException>(Fit("mse", x, numbers,
                () => new Input([samples, 28, 28, 1]), () => new Rescaling(2))));
    }

    [Fact]
    public void A_table_in_front_of_Conv2D()
    {
        var fix = Advice<ShapeException>(Fit("mse", table, numbers, () => new Input([-1, 10]), () => new Conv2D(2, 3)));
        Assert.StartsWith("Input names one sample, without the number of samples: Input([28, 28, 1]) for images.", fix);
        Assert.Contains("let them begin with a Dense", fix);
        // one axis is missing, not one too many
        Assert.Contains("new Reshape([28, 28, 1])",
            Advice<ShapeException>(Fit("mse", images, numbers, () => new Input([28, 28]), () => new Conv2D(2, 3))));
        Assert.Contains("Name all sizes of one sample in Input", Advice<ShapeException>(Fit("mse", images, numbers,
            () => new Input([-1, 28, 28]), () => new Conv2D(2, 3), () => new Flatten(), () => new Dense(1))));
    }

    [Fact]
    public void A_single_sample_is_still_one()
    {
        var model = Model("mse", new Input([5, 10]), new Dense(3), new Flatten(), new Dense(1));
        Assert.Contains("x.ExpandDims(0) makes (1, 5, 10)",
            Advice<ShapeException>(() => model.Predict(Tensor.Ones([5, 10]))));
        var sequences = Model("mse", new Input([-1, 10]), new LSTM(3));
        Assert.StartsWith("A single sequence?", Advice<ShapeException>(() => sequences.Predict(Tensor.Ones([5, 10]))));
    }

    [Fact]
    public void Labels_that_start_at_1()
    {
        int[] labels = [1, 2, 3, 1, 3, 2];
        Tensor x = Tensor.Normal([6, 4], seed: 4), y = labels;
        Assert.Equal("The labels seem to start at 1: subtract 1 first, (y - 1).OneHot(3).",
            Advice<DataException>(() => y.OneHot(3)));
        Assert.Equal("The labels seem to start at 1: subtract 1 from all, y - 1.", Advice<DataException>(
            Fit("sparse_categorical_crossentropy", x, y, () => new Dense(3, "softmax"))));
        foreach (var loss in (string[])["categorical_crossentropy", "mse", "binary_crossentropy", "kl_divergence"])
            Assert.Equal("The labels start at 1? Then label 0 has a column of its own: subtract 1 before, "
                + "(y - 1).OneHot().", Advice<ShapeException>(Fit(loss, x, y.OneHot(), () => new Dense(3, "softmax"))));

        Fit("categorical_crossentropy", x, (y - 1).OneHot(), () => new Dense(3, "softmax"))();
        Fit("sparse_categorical_crossentropy", x, y - 1, () => new Dense(3, "softmax"))();
    }

    [Fact]
    public void Labels_that_start_at_0_are_not_said_to_start_at_1()
    {
        int[] labels = [0, 1, 2, 3];
        Tensor x = Tensor.Normal([4, 4], seed: 4), y = labels;
        Assert.Equal("Check the labels, or leave room for the largest: OneHot(4).",
            Advice<DataException>(() => y.OneHot(3)));
        Assert.Contains("give the last layer more units", Advice<DataException>(
            Fit("sparse_categorical_crossentropy", x, y, () => new Dense(3, "softmax"))));
        Assert.Equal("The last layer needs one unit for every target.", Advice<ShapeException>(
            Fit("categorical_crossentropy", x, y.OneHot(), () => new Dense(3, "softmax"))));
    }

    public static TheoryData<string, bool> Digits => new()
    {
        { "sparse_categorical_crossentropy", false }, { "categorical_crossentropy", true }, { "mse", true },
        { "kl_divergence", true },
    };

    [Theory]
    [MemberData(nameof(Digits))]
    public void A_forgotten_Flatten(string loss, bool oneHot)
    {
        var y = oneHot ? digits.OneHot() : digits;
        Func<Layer> hidden = () => new Dense(8, "relu"), last = () => new Dense(10, "softmax");
        foreach (var wrong in (Action[])[Fit(loss, images, y, hidden, last),
            Fit(loss, images, y, () => new Input([28, 28]), hidden, last)])
        {
            var error = Refused.Says<ShapeException>(wrong, "28 times per sample");
            Assert.Equal("Put a Flatten() before layer 'dense' (Dense): it lays out a sample as one row.", error.Fix);
        }
        Assert.Contains("Put a Flatten() before layer 'dense'", Advice<ShapeException>(
            Fit(loss, images.ExpandDims(), y, () => new Conv2D(2, 3), hidden, last)));
        Assert.Contains("28 x 28 = 784", Advice<ShapeException>(Fit(loss, images, y, () => new Input([784]), last)));

        Fit(loss, images, y, () => new Flatten(), hidden, last)();
    }

    [Fact]
    public void A_forgotten_Flatten_behind_an_Embedding() => Assert.Contains("Put a Flatten() before layer 'dense'",
        Advice<ShapeException>(Fit("binary_crossentropy", Tensor.Ones([50, 7]), yes, () => new Embedding(9, 4),
            () => new Dense(1, "sigmoid"))));

    [Fact]
    public void Sequences_that_were_to_be_one_output_are_not_flattened() => Assert.Contains(
        "returnSequences: true, leave it out", Advice<ShapeException>(Fit("mse", Tensor.Ones([50, 7, 2]), numbers,
            () => new LSTM(3, returnSequences: true), () => new Dense(1))));

    [Fact]
    public void Targets_with_an_axis_too_many() => Assert.Equal("The last axis of y is one too many: y.Reshape(50, 1).",
        Advice<ShapeException>(Fit("mse", table, numbers.Reshape(50, 1, 1), () => new Dense(1))));
}
