using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Losses;
using LearnDL.Models;
using LearnDL.Optimizers;
using LearnDL.Tensors;
using LearnDL.Tests.Data;

namespace LearnDL.Tests.Models;

/// <summary>
/// The mistakes that other systems answer late, with another layer's words, or not at all; and the way out that is
/// named here. Each is an error with what, expected, got and fix, or a warning.
/// </summary>
public sealed class AdviceByCaseTests
{
    static readonly Tensor table = Tensor.Normal([50, 13], seed: 1), numbers = Tensor.Normal([50], seed: 2),
        yes = numbers.Positive(), images = Tensor.Uniform([50, 28, 28], seed: 3),
        digits = Tensor.From([.. Enumerable.Range(0, 50).Select(i => i % 10)]);

    static readonly SortedDictionary<string, (Action Wrong, string Fix)> errors = new()
    {
        ["images into a Dense made for rows"] = (Fit("mse", images, numbers,
            () => new Input([784]), () => new Dense(1)),
            "28 x 28 = 784: reshape the data with x.Reshape(-1, 784), or name Input([28, 28]) and put a Flatten()"),
        ["a column is missing"] = (() => Built().Fit(table[.., ..12], numbers, verbose: 0),
            "Check the columns: is one missing, or the target still among them?"),
        ["x longer than y"] = (Fit("mse", table, numbers[..49], () => new Dense(1)), "Check how the two were split"),
        ["a label beyond the classes"] = (Fit("sparse_categorical_crossentropy", table, With(digits, 42, 10), Ten),
            "Check the label column, or give the last layer more units."),
        ["a label of -1"] = (Fit("sparse_categorical_crossentropy", table, With(digits, 17, -1), Ten),
            "To skip a row, leave it out, or label it 0 and give it sample weight 0."),
        ["one-hot of a label of -1"] = (() => With(digits, 17, -1).OneHot(10), "To skip a row, leave it out"),
        ["all samples weigh 0"] = (() => Built().Fit(table, numbers, verbose: 0, sampleWeight: Tensor.Zeros([50])),
            "Check the class or sample weights."),
        ["one-hot where class numbers are wanted"] = (
            Fit("sparse_categorical_crossentropy", table, digits.OneHot(), Ten),
            "Use CategoricalCrossentropy, or y.ArgMax()."),
        ["class numbers where one-hot is wanted"] = (Fit("categorical_crossentropy", table, digits, Ten),
            "Use SparseCategoricalCrossentropy, or y.OneHot(10)."),
        ["softmax twice"] = (Fit(new SparseCategoricalCrossentropy(fromLogits: true), table, digits, Ten),
            "Drop one of the two."),
        ["scores taken for shares"] = (Fit("sparse_categorical_crossentropy", table, digits, () => new Dense(10)),
            "Add the activation, or use the loss with fromLogits: true."),
        ["one unit for several classes"] = (Fit("categorical_crossentropy", table, yes, () => new Dense(1, "sigmoid")),
            "Use \"binary_crossentropy\", or Dense(2, \"softmax\")."),
        ["a third answer to yes or no"] = (Fit("binary_crossentropy", table, yes + yes, () => new Dense(1, "sigmoid")),
            "More than two classes? Use Dense(classes, \"softmax\") and SparseCategoricalCrossentropy."),
        ["yes and no as 1 and -1"] = (Fit("binary_crossentropy", table, yes * 2 - 1, () => new Dense(1, "sigmoid")),
            "Labels -1 and 1? Map them to 0 and 1."),
        ["a table into an LSTM"] = (Fit("mse", table, numbers, () => new LSTM(4), () => new Dense(1)),
            "Rows of one series? Windows.Of(series, length: 12) cuts it into sequences."),
        ["one axis too many for an LSTM"] = (Fit("mse", Tensor.Ones([50, 3, 3, 8]), numbers, () => new LSTM(4)),
            "Axis 3 is one too many"),
        ["sequences without a time step"] = (Fit("mse", Tensor.Zeros([50, 0, 8]), numbers, () => new LSTM(4)),
            "Pad short sequences with PadSequences, or leave the empty ones out."),
        ["two LSTMs, the first without sequences"] = (Fit("mse", Tensor.Ones([50, 5, 8]), numbers,
            () => new LSTM(4, name: "lstm_1"), () => new LSTM(4)), "Set returnSequences: true on 'lstm_1'."),
        ["channels first"] = (Fit("mse", Tensor.Ones([50, 1, 28, 28]), numbers, () => new Input([28, 28, 1]),
            () => new Conv2D(4, 3)), "The images look channels-first. Transpose them with x.Transpose(0, 2, 3, 1)."),
        ["a window larger than its image"] = (Fit("mse", Tensor.Ones([50, 6, 6, 1]), numbers, () => new MaxPooling2D(),
            () => new Conv2D(4, 5)), "Use padding \"same\" or remove a pooling before it."),
        ["an id beyond the vocabulary"] = (Fit("mse", Tensor.Full([50, 5], 9), numbers, () => new Embedding(9, 4),
            () => new Flatten(), () => new Dense(1)), "inputDim is the highest id + 1"),
        ["measurements for ids"] = (Fit("mse", Tensor.Full([50, 5], 3.7), numbers, () => new Embedding(9, 4),
            () => new Flatten(), () => new Dense(1)), "Measurements go into Dense or LSTM as they are."),
        ["a last batch of one sample"] = (Fit("mse", table[..33], numbers[..33], () => new BatchNormalization(),
            () => new Dense(1)), "Choose a batchSize that leaves no single sample over: 33 samples by 32"),
        ["a number that is missing"] = (Fit("mse", table.Affine(double.NaN, 0), numbers, () => new Dense(1)),
            "Fill or drop the missing values before training."),
        ["an empty cell"] = (() => Csv("rm,age,y\n1,2,3\n1,,4\n"), "Set missing: MissingValues.Mean or"),
        ["a column of text"] = (() => Csv("rm,city,y\n1,Paris,3\n1,Rome,4\n"),
            "Use OneHot(\"city\") or Exclude(\"city\")"),
        ["decimal commas"] = (() => Csv("rm;age;y\n1,5;2;3\n1,6;2;4\n"), "separator: ';', decimalMark: ','"),
        ["a short line"] = (() => Csv("rm,age,y\n1,5\n1,6,4\n"), "Look for a missing or an extra separator"),
        ["only a header"] = (() => Csv("rm,age,y\n"), "Check whether a filter removed all rows"),
        ["no samples"] = (Fit("mse", Tensor.Zeros([0, 3]), Tensor.Zeros([0]), () => new Dense(1)),
            "Was the file only a header, or did a filter remove every row?"),
        ["batches of 0"] = (() => Built().Fit(table, numbers, batchSize: 0), "Give a whole number from 1 up."),
        ["-1 epochs"] = (() => Built().Fit(table, numbers, epochs: -1), "Give a whole number from 1 up."),
        ["nothing left to validate on"] = (() => Built().Fit(table[..1], numbers[..1], validationSplit: 0.5),
            "validationData"),
        ["a weight for a class that is not there"] = (() => Model("sparse_categorical_crossentropy", Ten())
            .Fit(table, digits, verbose: 0, classWeight: new() { [12] = 1 }), "Remove it, or check the labels."),
        ["a negative rate"] = (() => _ = new Adam(-0.001), "A negative rate would climb the loss."),
        ["a rate that is no number"] = (() => _ = new Adam(double.NaN), "Common values lie between 1e-5 and 1."),
        ["dropout of 1.5"] = (() => _ = new Dropout(1.5), "Did you mean 0.15?"),
        ["momentum of -1"] = (() => _ = new SGD(momentum: -1), "Give a number of at least 0 and below 1."),
        ["a norm of -1"] = (() => _ = new SGD { ClipNorm = -1 }, "Leave it out to clip nothing."),
        ["no units"] = (() => _ = new Dense(0), "Give a whole number from 1 up."),
        ["strides of 0"] = (() => _ = new Conv2D(3, 3, strides: 0), "Give a whole number from 1 up."),
        ["a name with a letter too many"] = (() => _ = new Dense(1, "rellu"), "Nearest: 'relu', 'elu', 'selu'."),
        ["two letters in each other's place"] = (() => Built().Compile("adma", "mse"), "Nearest: 'adam'"),
        ["Fit without Compile"] = (() => new Sequential { new Dense(1) }.Fit(table, numbers),
            "Call model.Compile(\"adam\", \"mse\") or the like before Fit."),
        ["one name twice"] = (() => _ = new Sequential { new Dense(1, name: "a"), new Dense(1, name: "a") },
            "Give one of them another name."),
        ["nothing to train"] = (Fit("mse", table, numbers, () => new Dense(1) { Trainable = false }),
            "Add a Dense layer or set Trainable = true."),
        ["a Reshape to other numbers"] = (() => _ = new Sequential { new Input([3000]), new Reshape([7, 7, 64]) },
            "Check the sizes; one of them may be -1."),
        ["a thousand million units"] = (() => _ = new Sequential { new Input([784]), new Dense(1_000_000_000) },
            "Check the number of units for a typo."),
        ["a training that diverges"] = (() => Model("mse", new SGD(1e6), new Dense(4), new Dense(1))
            .Fit(table * 100, numbers, epochs: 50, verbose: 0),
            "Try a ten times smaller learning rate or ClipNorm = 1."),
    };

    static readonly SortedDictionary<string, (Func<Sequential> Model, Tensor X, Tensor Y, string Warning)> warnings =
    new()
    {
        ["softmax with binary cross-entropy"] = (() => Model("binary_crossentropy", Ten()), table, digits.OneHot(),
            "Use categorical_crossentropy, or sigmoid for labels that may go together."),
        ["pixels from 0 to 255"] = (() => Model("mse", new Flatten(), new Dense(1)), images * 255, numbers,
            "Divide by 255, or begin the model with Rescaling(1.0 / 255)."),
    };

    public static TheoryData<string> Errors => [.. errors.Keys];

    public static TheoryData<string> Warnings => [.. warnings.Keys];

    [Theory]
    [MemberData(nameof(Errors))]
    public void The_way_out_of_an_error(string mistake)
    {
        var (wrong, fix) = errors[mistake];
        var error = Assert.ThrowsAny<LearnDLException>(wrong);
        Assert.All([error.What, error.Expected, error.Got], part => Assert.False(string.IsNullOrWhiteSpace(part)));
        Assert.Contains(fix, error.Fix);
    }

    [Theory]
    [MemberData(nameof(Warnings))]
    public void What_is_probably_a_mistake_is_a_warning(string mistake)
    {
        var (make, x, y, warning) = warnings[mistake];
        var model = make();
        model.Fit(x, y, verbose: 0);
        Assert.Contains(warning, Assert.Single(model.Warnings));
    }

    [Fact]
    public void One_target_per_sample_suits_a_single_output()
    {
        var model = Built();
        Assert.Equal(model.Evaluate(table, numbers.Reshape(50, 1))["loss"], model.Evaluate(table, numbers)["loss"]);
    }

    static Dense Ten() => new(10, "softmax");

    static Sequential Model(Loss loss, params Layer[] layers) => Model(loss, "sgd", layers);

    static Sequential Model(Loss loss, Optimizer optimizer, params Layer[] layers)
    {
        var model = new Sequential("mlp", seed: 1) { Writer = TextWriter.Null };
        foreach (var layer in layers)
            model.Add(layer);
        model.Compile(optimizer, loss);
        return model;
    }

    static Sequential Built() => Model("mse", new Input([13]), new Dense(1));

    static Action Fit(Loss loss, Tensor x, Tensor y, params Func<Layer>[] layers) =>
        () => Model(loss, [.. layers.Select(make => make())]).Fit(x, y, verbose: 0);

    static Tensor With(Tensor labels, int row, int label)
    {
        var changed = labels.Keep();
        changed.AsSpan<int>()[row] = label;
        return changed;
    }

    static void Csv(string text)
    {
        using var folder = new TempFolder();
        CsvFile.Read(folder.Write("houses.csv", text)).ToDataset(label: "y");
    }
}
