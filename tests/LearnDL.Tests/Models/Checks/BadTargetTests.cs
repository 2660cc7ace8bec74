using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Tests.Models;

/// <summary>Targets that do not suit the loss, the layer or the metrics: refused before any weight changes.</summary>
public sealed class BadTargetTests
{
    static Action<Sequential> FitTo(Scene scene, Tensor y) => model => model.Fit(scene.X, y, verbose: 0);

    [Theory]
    [InlineData(10, "label column")] // 0 is among the others: they do not start at 1
    [InlineData(-1, "sample weight 0")]
    [InlineData(77, "label column")]
    public void Labels_out_of_range(int label, string fix)
    {
        var y = Scene.Classes.Y.Keep();
        y.AsSpan<int>()[17] = label;
        string[] words = [$"Label {label} at row 17: layer 'out' (Dense) has 10 classes", "0..9", fix];
        Refused.By<DataException>(Scene.Classes, FitTo(Scene.Classes, y), words);
        Refused.By<DataException>(Scene.Classes, model => model.Evaluate(Scene.Classes.X, y), words);
        Refused.By<DataException>(Scene.Classes, model => model.TrainOnBatch(Scene.Classes.X, y), words);
        Refused.By<DataException>(Scene.Classes, model =>
            model.Fit(Scene.Classes.X, Scene.Classes.Y, verbose: 0, validationData: (Scene.Classes.X, y)), words);
    }

    [Fact]
    public void Labels_that_are_no_whole_numbers()
    {
        var y = Scene.Classes.Y.Cast(DType.Float32);
        y.AsSpan<float>()[3] = 1.5f;
        Refused.By<DataException>(Scene.Classes, FitTo(Scene.Classes, y), "Label 1.5 at row 3");
    }

    [Fact]
    public void Row_numbers_of_large_data_are_set_apart()
    {
        var y = Tensor.Zeros([5000], DType.Int32);
        y.AsSpan<int>()[4213] = 10;
        Refused.Says<DataException>(() => Scene.Classes.Model().Fit(Tensor.Ones([5000, 4]), y, verbose: 0),
            "row 4,213");
    }

    [Fact]
    public void One_hot_labels_for_the_sparse_loss() =>
        Refused.By<ShapeException>(Scene.Classes, FitTo(Scene.Classes, Scene.OneHot.Y),
            "SparseCategoricalCrossentropy wants class numbers", "(40,)", "(40, 10), which looks one-hot",
            "CategoricalCrossentropy", "ArgMax()");

    [Fact]
    public void Class_numbers_for_the_categorical_loss()
    {
        Refused.By<ShapeException>(Scene.OneHot, FitTo(Scene.OneHot, Scene.Classes.Y),
            "CategoricalCrossentropy wants one-hot", "(40, 10)", "(40,)", "SparseCategoricalCrossentropy",
            "OneHot(10)");
        Refused.By<ShapeException>(Scene.OneHot, FitTo(Scene.OneHot, Scene.Classes.Y.ExpandDims()),
            "(40, 1), which looks like class numbers");
    }

    [Fact]
    public void Too_few_one_hot_columns() =>
        Refused.By<ShapeException>(Scene.OneHot, FitTo(Scene.OneHot, Scene.OneHot.Y[.., ..9]), "layer 'out' (Dense)",
            "(40, 10)", "(40, 9)");

    [Theory]
    [InlineData(2, "0, 1, 2")]
    [InlineData(-1, "-1, 0, 1")]
    public void Yes_or_no_that_is_neither(float value, string seen)
    {
        var y = Scene.YesNo.Y.Keep();
        y.AsSpan<float>()[33] = value;
        Refused.By<DataException>(Scene.YesNo, FitTo(Scene.YesNo, y), "BinaryCrossentropy wants targets in [0, 1]",
            $"{value} at row 33", $"values seen: {seen}", "SparseCategoricalCrossentropy");
    }

    [Fact]
    public void Softmax_with_binary_crossentropy_is_warned_of()
    {
        var model = new Sequential(seed: 1) { new Dense(10, "softmax", name: "out") };
        model.Compile("adam", "binary_crossentropy");
        model.Writer = new StringWriter();
        model.Fit(Scene.OneHot.X, Scene.OneHot.Y, verbose: 2);

        var warning = Assert.Single(model.Warnings);
        Assert.All(["layer 'out' (Dense)", "softmax", "binary_crossentropy", "categorical_crossentropy"],
            word => Assert.Contains(word, warning));
        Assert.Contains($"warning: {warning}", model.Writer.ToString());
    }

    static Action Compile(Loss loss, params Layer[] layers) => () =>
    {
        var model = new Sequential();
        foreach (var layer in layers)
            model.Add(layer);
        model.Compile("adam", loss);
    };

    [Fact]
    public void Softmax_twice()
    {
        string[] words = ["already applies softmax", "fromLogits", "Drop one"];
        Refused.Says<ModelException>(Compile(new CategoricalCrossentropy(fromLogits: true),
            new Dense(3, "softmax", name: "out")), [.. words, "layer 'out' (Dense)"]);
        Refused.Says<ModelException>(Compile(new SparseCategoricalCrossentropy(fromLogits: true), new Dense(3),
            new Softmax()), [.. words, "layer 'softmax' (Softmax)"]);
        Refused.Says<ModelException>(Compile(new BinaryCrossentropy(fromLogits: true), new Dense(1),
            new Activation("sigmoid")), "already applies sigmoid");
        Compile(new BinaryCrossentropy(fromLogits: true), new Dense(1))();
        Compile(new CategoricalCrossentropy(fromLogits: true), new Dense(3))();
    }

    [Fact]
    public void Scores_for_a_loss_that_wants_probabilities()
    {
        Refused.Says<ModelException>(Compile("binary_crossentropy", new Dense(1, name: "dense_3")),
            "binary_crossentropy wants probabilities", "layer 'dense_3' (Dense)", "no activation", "fromLogits: true");
        Refused.Says<ModelException>(Compile("sparse_categorical_crossentropy", new Dense(3, "tanh")),
            "\"tanh\"", "softmax");
        Refused.Says<ModelException>(Compile("categorical_crossentropy", new Dense(3), new ReLU()),
            "layer 're_lu' (ReLU)");
        Compile("categorical_crossentropy", new Dense(3, "softplus"))(); // positive, and divided by the sum
    }

    [Fact]
    public void A_compile_that_is_refused_leaves_the_one_before()
    {
        var scene = Scene.YesNo;
        Refused.By<ModelException>(scene, model => model.Compile("sgd", "categorical_crossentropy"), "single output");
        Refused.By<UnknownNameException>(scene,
            model => model.Compile("sgd", "binary_crossentropy", ["acuracy"]), "'acuracy'");
    }

    [Theory]
    [InlineData("categorical_crossentropy")]
    [InlineData("sparse_categorical_crossentropy")]
    public void One_unit_for_classes(string loss)
    {
        Refused.Says<ModelException>(Compile(loss, new Dense(1, "sigmoid", name: "out")), "layer 'out' (Dense)", loss,
            "always 0", "binary_crossentropy", "Dense(2");
        var hidden = new Sequential { new Dense(1, "sigmoid"), new Flatten() };
        hidden.Compile("adam", loss);
        Refused.Says<ModelException>(() => hidden.Fit(Scene.YesNo.X, Scene.YesNo.Y, verbose: 0),
            "single output", "always 0");
    }

    [Fact]
    public void A_vector_of_numbers_is_a_column_and_nothing_is_stretched()
    {
        var (x, y) = Scene.Numbers.Copies;
        Sequential column = Scene.Numbers.Model(), vector = Scene.Numbers.Model();
        var expected = column.Fit(x, y, verbose: 0);
        var got = vector.Fit(x, y.Reshape(40), verbose: 0);

        Assert.Equal(expected["loss"], got["loss"]);
        Assert.Equal(column.WeightsHash(), vector.WeightsHash());
        Refused.By<ShapeException>(Scene.Numbers, FitTo(Scene.Numbers, y.Reshape(40, 1, 1)), "mean_squared_error",
            "(40, 1)", "(40, 1, 1)");
        Refused.By<ShapeException>(Scene.Numbers, FitTo(Scene.Numbers, Tensor.Ones([40, 40])), "(40, 1)", "(40, 40)");
    }

    [Theory]
    [InlineData("categorical_accuracy")]
    [InlineData("binary_accuracy")]
    [InlineData("mae")]
    public void A_metric_that_cannot_compare_the_targets(string metric)
    {
        var scene = Scene.Classes with { Metrics = [] };
        var model = scene.Model();
        model.Compile("adam", scene.Loss, [metric]);
        var before = model.WeightsHash();

        Refused.Says<ShapeException>(() => model.Fit(scene.X, scene.Y, verbose: 0), "(40, 10)", "(40,)");
        Assert.Equal(before, model.WeightsHash());
    }

    [Fact]
    public void Sparse_accuracy_of_one_hot_labels()
    {
        var model = Scene.OneHot.Model();
        model.Compile("adam", "categorical_crossentropy", ["sparse_categorical_accuracy"]);
        Refused.Says<ShapeException>(() => model.Evaluate(Scene.OneHot.X, Scene.OneHot.Y),
            "'sparse_categorical_accuracy'", "(40,)", "(40, 10)", "\"accuracy\"");
    }
}
