using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Layers;

public sealed class RescalingTests : LayerContract
{
    protected override Shape InputShape => [5, 2, 3];

    protected override Layer NewLayer() => new Rescaling(0.25, -1.5);

    [Fact]
    public void Multiplies_and_then_adds()
    {
        var x = Tensor.From(new double[,] { { 0, 51, 255 } });
        Assert.Equal([0, 0.2, 1], new Rescaling(1.0 / 255).NewCall().Forward(x, training: false).ToArray<double>());
        Assert.Equal([-1, -0.6, 1],
            new Rescaling(2.0 / 255, -1).NewCall().Forward(x, training: true).ToArray<double>(), Near);

        static bool Near(double a, double b) => Math.Abs(a - b) < 1e-15;
    }

    [Fact]
    public void Hands_back_the_gradient_times_the_scale()
    {
        var call = new Rescaling(-0.5, 7).NewCall();
        call.Forward(Tensor.Ones([1, 3]), training: true);
        Assert.Equal([-1, 0, 2], call.Backward(Tensor.From(new float[,] { { 2, 0, -4 } })).ToArray<float>());
    }

    [Theory]
    [InlineData(double.NaN, 0.0, "scale")]
    [InlineData(double.PositiveInfinity, 0.0, "scale")]
    [InlineData(1.0, double.NaN, "offset")]
    [InlineData(1.0, double.NegativeInfinity, "offset")]
    public void Settings_that_are_no_numbers_are_told(double scale, double offset, string which)
    {
        var error = Assert.Throws<HyperparameterException>(() => new Rescaling(scale, offset, "to_unit"));
        Assert.Contains("to_unit", error.Message, StringComparison.Ordinal);
        Assert.Contains(which, error.Message, StringComparison.Ordinal);
    }

    static Sequential Digits(int seed) => new(seed: seed)
    {
        new Input([4, 4]), new Rescaling(1.0 / 255), new Flatten(), new Dense(6, "relu"), new Dense(3, "softmax")
    };

    static (Tensor X, Tensor Y) Bytes() =>
        (Tensor.Uniform([70, 4, 4], 0, 255.99, seed: 2).Cast(DType.UInt8),
            Tensor.From([.. Enumerable.Range(0, 70).Select(i => i * 5 % 3)]));

    [Fact]
    public void A_model_takes_bytes_as_they_are_and_gives_what_it_gives_for_scaled_numbers()
    {
        var (x, y) = Bytes();
        var model = Digits(seed: 3);
        model.Compile("adam", "sparse_categorical_crossentropy", ["accuracy"]);
        var history = model.Fit(x, y, batchSize: 16, epochs: 2, verbose: 0, validationData: (x, y));

        var other = new Sequential(seed: 3) { new Input([16]), new Dense(6, "relu"), new Dense(3, "softmax") };
        other.Compile("adam", "sparse_categorical_crossentropy", ["accuracy"]);
        var scaled = x.Cast(DType.Float32).Scale(1.0 / 255).Reshape(70, 16);
        other.Fit(scaled, y, batchSize: 16, epochs: 2, verbose: 0);

        Assert.Equal(other.WeightsHash(), model.WeightsHash());
        Assert.Equal(other.Evaluate(scaled, y)["loss"], model.Evaluate(x, y)["loss"]);
        Assert.Equal(history["val_loss"][^1], model.Evaluate(x, y, batchSize: 16)["loss"]);
        Assert.Equal(other.Predict(scaled).ToArray<float>(), model.Predict(x).ToArray<float>());
        Assert.Equal(DType.UInt8, x.DType);
    }

    [Fact]
    public void Bytes_that_the_model_scales_itself_are_not_warned_of()
    {
        var (x, y) = Bytes();
        var model = Digits(seed: 3);
        model.Compile("adam", "sparse_categorical_crossentropy");
        model.Fit(x, y, verbose: 0);
        Assert.Empty(model.Warnings);
    }

    [Fact]
    public void Training_on_bytes_makes_no_copy_of_all_images()
    {
        const int Images = 20_000, Size = Images * 28 * 28;
        var x = Tensor.Zeros([Images, 28, 28], DType.UInt8);
        var y = Tensor.Zeros([Images], DType.Int32);
        var model = new Sequential(seed: 3)
        {
            new Input([28, 28]), new Rescaling(1.0 / 255), new Flatten(), new Dense(10, "softmax")
        };
        model.Compile("sgd", "sparse_categorical_crossentropy");
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Fit(x, y, batchSize: 100, verbose: 0, validationSplit: 0.5);
        model.Evaluate(x, y, batchSize: 100);
        model.Predict(x, batchSize: 100);
        // as Float32 they would be four times that
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Size);
    }
}
