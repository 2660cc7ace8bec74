using LearnDL.Callbacks;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Settings that bring nothing about say so, and defaults and second calls do what they are to.</summary>
public sealed class FitCheckTests
{
    static readonly Scene scene = Scene.YesNo;

    static IReadOnlyList<string> Warnings(Action<Sequential> fit)
    {
        var model = scene.Model();
        fit(model);
        return model.Warnings;
    }

    [Fact]
    public void Epochs_counts_from_the_very_beginning()
    {
        Action<Sequential> Fit(int first, int end) =>
            m => m.Fit(scene.X, scene.Y, epochs: end, verbose: 0, initialEpoch: first);

        Refused.By<HyperparameterException>(scene, Fit(10, 5), "Nothing to train", "InitialEpoch 10, Epochs 5",
            "15 for 5 more");
        Refused.By<HyperparameterException>(scene, Fit(2, 1), "Nothing to train", "3 for 1 more");
        // a training gone through to its end
        Assert.Contains("Nothing to train: initialEpoch 5", Assert.Single(Warnings(Fit(5, 5))));
        Assert.Empty(Warnings(Fit(4, 5)));
    }

    [Fact]
    public void What_has_nothing_to_do_is_printed_too()
    {
        var model = scene.Model();
        model.Writer = new StringWriter();
        model.Fit(scene.X, scene.Y, epochs: 5, initialEpoch: 5, verbose: 2);
        Assert.Contains("warning: Nothing to train", model.Writer.ToString());
    }

    [Theory]
    [InlineData(0, 3, 4, true)]
    [InlineData(0, 4, 4, false)]
    [InlineData(4, 7, 4, true)]
    [InlineData(4, 8, 4, false)]
    [InlineData(3, 4, 4, false)]
    [InlineData(0, 1, 1, false)]
    public void Validation_that_never_comes(int first, int end, int freq, bool isWarned)
    {
        var warnings = Warnings(m =>
        {
            var history = m.Fit(scene.X, scene.Y, initialEpoch: first, epochs: end, verbose: 0,
                validationData: (scene.X, scene.Y), validationFreq: freq);
            Assert.Equal(isWarned, !history.Contains("val_loss"));
        });
        Assert.Equal(isWarned, warnings.Any(warning => warning.Contains("Nothing is validated")));
        Assert.Equal(isWarned ? 1 : 0, warnings.Count);
    }

    [Fact]
    public void Settings_of_a_validation_that_have_no_effect()
    {
        var freq = Warnings(m => m.Fit(scene.X, scene.Y, epochs: 2, verbose: 0, validationFreq: 2));
        Assert.Contains("validationFreq 2 has no effect", Assert.Single(freq));
        var both = Warnings(m =>
            m.Fit(scene.X, scene.Y, verbose: 0, validationSplit: 0.2, validationData: (scene.X, scene.Y)));
        Assert.Contains("validationSplit 0.2 has no effect", Assert.Single(both));
    }

    [Fact]
    public void A_second_Compile_forgets_the_warnings_of_the_first()
    {
        var model = new Sequential(seed: 1) { new Dense(10, "softmax") };
        model.Compile("adam", "binary_crossentropy");
        Assert.Single(model.Warnings);
        model.Compile("adam", "categorical_crossentropy");
        Assert.Empty(model.Warnings);
        model.Fit(Scene.OneHot.X, Scene.OneHot.Y, verbose: 0, validationFreq: 2);
        Assert.Single(model.Warnings);
        model.Compile("adam", "categorical_crossentropy");
        Assert.Empty(model.Warnings);
    }

    [Fact]
    public void Fit_shuffles_unless_it_is_told_not_to()
    {
        string Trained(bool? shuffle)
        {
            var model = scene.Model();
            if (shuffle is { } told)
                model.Fit(scene.X, scene.Y, batchSize: 1, verbose: 0, shuffle: told);
            else
                model.Fit(scene.X, scene.Y, batchSize: 1, verbose: 0);
            return model.WeightsHash();
        }

        Assert.Equal(Trained(true), Trained(null));
        Assert.NotEqual(Trained(false), Trained(null));
    }

    /// <summary>The order in which the samples reach the first layer: another one in every epoch.</summary>
    [Fact]
    public void Every_epoch_has_an_order_of_its_own()
    {
        var seen = new List<Tensor>();
        var model = new Sequential(seed: 1) { new Watching(seen), new Dense(1) };
        model.Compile("sgd", "mse");
        model.Fit(scene.X, scene.Y, epochs: 2, verbose: 0);
        float[] First(int epoch) => [.. seen.Skip(2 * epoch).Take(2).SelectMany(x => x[.., ..1].ToArray<float>())];

        Assert.NotEqual(First(0), First(1));
        Assert.NotEqual(scene.X[.., ..1].ToArray<float>(), First(0));
        Assert.Equal(First(0).Order(), First(1).Order());
    }

    /// <summary>Keeps what it is given.</summary>
    sealed class Watching(List<Tensor> seen) : Layer<Watching.Saved>
    {
        public readonly record struct Saved;

        public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

        public override Tensor Forward(Tensor x, bool training, out Saved saved)
        {
            saved = default;
            seen.Add(x.Keep());
            return x;
        }

        public override Tensor Backward(Tensor dy, in Saved saved) => dy;
    }
}
