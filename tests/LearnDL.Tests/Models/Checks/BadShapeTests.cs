using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Samples that do not fit the network or each other: refused before any weight changes.</summary>
public sealed class BadShapeTests
{
    /// <summary>28 x 28 pixels in a row.</summary>
    static readonly Scene rows = Scene.Images with
    {
        X = Scene.Images.X.Reshape(12, 784),
        Layers = () => [new Dense(10, "softmax", name: "dense_1")]
    };

    [Fact]
    public void Images_into_Dense()
    {
        string[] words =
        [
            "layer 'dense_1' (Dense), 784 -> 10", "(batch, 784)", "(12, 28, 28)", "28 x 28 = 784", "Flatten()"
        ];
        Refused.By<ShapeException>(rows, model => model.Fit(Scene.Images.X, rows.Y, verbose: 0), words);
        Refused.By<ShapeException>(rows, model => model.Predict(Scene.Images.X), words);
        Refused.By<ShapeException>(rows, model => model.Evaluate(Scene.Images.X, rows.Y), words);
        Refused.By<ShapeException>(rows, model => model.TrainOnBatch(Scene.Images.X, rows.Y), words);
    }

    [Fact]
    public void Images_into_a_model_with_an_Input() =>
        Refused.Says<ShapeException>(() =>
            new Sequential { new Input([784], name: "pixels"), new Dense(10) }.Predict(Scene.Images.X),
            "layer 'pixels' (Input)", "(None, 784)", "(12, 28, 28)", "28 x 28 = 784", "Input([28, 28])", "Flatten()");

    [Fact]
    public void Images_into_an_unbuilt_Dense_leave_the_model_unbuilt()
    {
        var model = new Sequential(seed: 1) { new Dense(10, "softmax", name: "out") };
        model.Compile("adam", "sparse_categorical_crossentropy");

        Refused.Says<ShapeException>(() => model.Fit(Scene.Images.X, Scene.Images.Y, verbose: 0),
            "28 times per sample", "(None, 28, 10)", "(12,)", "Put a Flatten() before layer 'out'");

        Assert.False(model.IsBuilt);
        model.Fit(rows.X, rows.Y, verbose: 0); // flattened, they fit
    }

    /// <summary>Images that do not suit a model of images: the way out is one for images, not for tables.</summary>
    [Theory]
    [InlineData(new[] { 6, 1, 8, 9 }, "channels-first", "x.Transpose(0, 2, 3, 1)")]
    [InlineData(new[] { 6, 8, 9, 3 }, "channels", "grey")]
    [InlineData(new[] { 6, 16, 16, 1 }, "another size", "(6, 16, 16, 1)")]
    [InlineData(new[] { 8, 9, 1 }, "single image", "x.Reshape(1, 8, 9, 1)")]
    [InlineData(new[] { 6, 72 }, "laid out as rows", "x.Reshape(-1, 8, 9, 1)")]
    public void Other_images_than_the_model_takes(int[] shape, string word, string fix)
    {
        var model = new Sequential(seed: 1) { new Input([8, 9, 1]), new Conv2D(2, 3), new Flatten(), new Dense(1) };
        Refused.Says<ShapeException>(() => model.Predict(Tensor.Ones(Shape.Of(shape))), word, fix);
    }

    /// <summary>As in Keras 3 an axis of size 1 at the end may be missing, or be there once too often.</summary>
    [Theory]
    [InlineData(new[] { 8, 9, 1 }, new[] { 6, 8, 9 })]
    [InlineData(new[] { 1 }, new[] { 6 })]
    [InlineData(new[] { 5, 1 }, new[] { 6, 5 })]
    [InlineData(new[] { 8, 9 }, new[] { 6, 8, 9, 1 })]
    [InlineData(new[] { 3 }, new[] { 6, 3, 1 })]
    public void The_last_axis_may_be_left_out_where_it_has_size_1(int[] sample, int[] given)
    {
        var model = new Sequential(seed: 1) { new Input(Shape.Of(sample)), new Flatten(), new Dense(1) };
        model.Compile("adam", "mse");
        var (x, y) = (Tensor.Normal(Shape.Of(given), seed: 2), Tensor.Range(0, 6));
        var whole = x.Reshape(Shape.Of([6, .. sample]));
        var expected = model.Predict(whole).ToArray<float>();

        Assert.Equal(expected, model.Predict(x).ToArray<float>());
        Assert.Equal(model.Evaluate(whole, y)["loss"], model.Evaluate(x, y)["loss"]);
        Assert.Equal(expected, model.Predict(x, batchSize: 1).ToArray<float>());
        model.Fit(x, y, validationData: (x, y), verbose: 0);
        model.Fit([(x, y)], verbose: 0);
    }

    [Fact]
    public void One_hot_labels_where_a_Flatten_is_missing()
    {
        var model = new Sequential(seed: 1) { new Conv2D(4, 3), new Dense(10, "softmax", name: "out") };
        model.Compile("adam", "categorical_crossentropy");
        Refused.Says<ShapeException>(() => model.Fit(Tensor.Ones([6, 8, 9, 1]), Scene.Eye(10)[..6], verbose: 0),
            "'out'", "(6, 10)", "Flatten()");
    }

    [Fact]
    public void Another_number_of_features()
    {
        string[] words = ["Model 'net' was built for 4 features; x has 3 features", "(None, 4)", "(40, 3)", "column"];
        var x = Tensor.Ones([40, 3]);
        Refused.By<ShapeException>(Scene.Numbers, model => model.Fit(x, Scene.Numbers.Y, verbose: 0), words);
        Refused.By<ShapeException>(Scene.Numbers, model => model.Evaluate(x, Scene.Numbers.Y), words);
        Refused.By<ShapeException>(Scene.Numbers, model => model.Predict(x), words);
        Refused.By<ShapeException>(Scene.Numbers, model => model.PredictClasses(x), words);
        Refused.By<ShapeException>(Scene.Numbers, model => model.TestOnBatch(x, Scene.Numbers.Y), words);
    }

    [Fact]
    public void Another_number_of_features_in_the_validation_data() =>
        Refused.By<ShapeException>(Scene.Numbers, model => model.Fit(Scene.Numbers.X, Scene.Numbers.Y, verbose: 0,
            validationData: (Tensor.Ones([40, 3]), Scene.Numbers.Y)),
            "validation x has 3 features");

    [Fact]
    public void Validation_data_that_do_not_fit_leave_the_model_unbuilt()
    {
        var model = Scene.Numbers.Model(built: false);
        var wrong = Tensor.Ones([40, 5]); // the target still among the columns

        Refused.Says<ShapeException>(() =>
            model.Fit(wrong, Scene.Numbers.Y, verbose: 0, validationData: (Scene.Numbers.X, Scene.Numbers.Y)),
            "x has 5 features; validation x has 4 features", "(None, 5)");

        Assert.False(model.IsBuilt);
        model.Fit(Scene.Numbers.X, Scene.Numbers.Y, verbose: 0, validationData: (Scene.Numbers.X, Scene.Numbers.Y));
    }

    [Fact]
    public void Images_of_another_size() =>
        Refused.By<ShapeException>(Scene.Images, model => model.Predict(Tensor.Ones([12, 28, 27])),
            "built for samples of shape (28, 28); x has samples of shape (28, 27)");

    [Fact]
    public void Samples_without_features() =>
        Refused.By<ShapeException>(Scene.Numbers, model => model.Predict(Tensor.Range(40)), "no axis for features",
            "(40,)", "x.Reshape(-1, 1)");

    [Fact]
    public void Samples_and_targets_of_different_length()
    {
        var (x, y) = Scene.Numbers.Copies;
        Refused.By<DataException>(Scene.Numbers, model => model.Fit(x, y[..39], verbose: 0),
            "x has 40 samples, y has 39", "y ends 1 row early");
        Refused.By<DataException>(Scene.Numbers, model => model.Fit(x[..30], y, verbose: 0),
            "x has 30 samples, y has 40", "y ends 10 rows late");
        Refused.By<DataException>(Scene.Numbers, model => model.Evaluate(x, y[..39]), "y ends 1 row early");
        Refused.By<DataException>(Scene.Numbers, model => model.TrainOnBatch(x, y[..39]), "y ends 1 row early");
        Refused.By<DataException>(Scene.Numbers, model => model.Fit(x, y, verbose: 0, sampleWeight: Tensor.Ones([39])),
            "sampleWeight has 39");
        Refused.By<DataException>(Scene.Numbers, model => model.Fit(x, y, verbose: 0, validationData: (x[..5], y)),
            "x has 5 samples");
        Refused.Says<DataException>(() => Scene.Numbers.Model().Fit(Tensor.Ones([60000, 4]), Tensor.Ones([59999, 1])),
            "x has 60,000 samples, y has 59,999");
    }

    [Fact]
    public void No_samples()
    {
        var (none, noTargets) = (Tensor.Zeros([0, 4]), Tensor.Zeros([0, 1]));
        Refused.By<DataException>(Scene.Numbers, model => model.Fit(none, noTargets, verbose: 0),
            "Fit of model 'net' got 0 samples", "(0, 4)");
        Refused.By<DataException>(Scene.Numbers,
            model => model.Fit(default(Tensor), default(Tensor), verbose: 0), "got 0 samples");
        Refused.By<DataException>(Scene.Numbers, model => model.Predict(none), "Predict got 0 samples");
        Refused.By<DataException>(Scene.Numbers, model => model.PredictOnBatch(default), "Predict got 0 samples");
        Refused.By<DataException>(Scene.Numbers, model => model.TestOnBatch(default, default), "got 0 samples");
        Refused.By<DataException>(Scene.Numbers, model => model.Evaluate(none, noTargets), "got 0 samples");
        Refused.By<DataException>(Scene.Numbers, model => model.TrainOnBatch(none, noTargets), "got 0 samples");
        Refused.By<DataException>(Scene.Numbers, model => model.Fit(Scene.Numbers.X, Scene.Numbers.Y, verbose: 0,
            validationData: (none, noTargets)), "Validation got 0 samples");
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Values_that_are_no_numbers(float bad, string text)
    {
        var (x, y) = Scene.Numbers.Copies;
        x.AsSpan<float>()[31 * 4 + 2] = bad;
        string[] words = [$"x has {text} at row 31, column 2", "1 of 160 numbers", "(40, 4)"];
        Refused.By<DataException>(Scene.Numbers, model => model.Fit(x, y, verbose: 0), words);
        Refused.By<DataException>(Scene.Numbers, model => model.Evaluate(x, y), words);
        Refused.By<DataException>(Scene.Numbers, model => model.Predict(x), words);
        Refused.By<DataException>(Scene.Numbers, model => model.Fit(Scene.Numbers.X, y, verbose: 0,
            validationData: (x, y)), $"validation x has {text} at row 31, column 2");

        y.AsSpan<float>()[5] = bad;
        Refused.By<DataException>(Scene.Numbers, model => model.Fit(Scene.Numbers.X, y, verbose: 0),
            $"y has {text} at row 5, column 0");
    }

    [Fact]
    public void Kernels_that_no_machine_holds()
    {
        var model = new Sequential { new Dense(1_000_000_000, name: "dense_1") };
        Refused.Says<ShapeException>(() => model.Build([-1, 784]),
            "layer 'dense_1' (Dense): its kernel would need 3,136.0 GB", "784 x 1,000,000,000", "typo");
        Assert.False(model.IsBuilt);
    }

    [Fact]
    public void Pixels_that_were_not_scaled_are_warned_of()
    {
        var pixels = Scene.Images.X.Scale(255).Cast(DType.UInt8);
        string[] Warnings(Tensor x, Scene scene)
        {
            var model = scene.Model(optimizer: "adam");
            model.Fit(x, scene.Y, verbose: 0);
            model.Fit(x, scene.Y, verbose: 0); // said once
            return [.. model.Warnings];
        }

        Assert.Contains("x spans 0..25", Assert.Single(Warnings(pixels, Scene.Images)));
        Assert.Contains("Divide by 255", Assert.Single(Warnings(pixels.Cast(DType.Float32), Scene.Images)));
        Assert.Single(Warnings(pixels.Cast(DType.Float32).Reshape(12, 784), rows));
        Assert.Empty(Warnings(Scene.Images.X, Scene.Images));
        Assert.Empty(Warnings(Tensor.Uniform([40, 4], 0, 250), Scene.Classes)); // a table, not an image
    }
}
