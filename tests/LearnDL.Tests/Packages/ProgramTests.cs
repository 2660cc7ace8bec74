namespace LearnDL.Tests.Packages;

/// <summary>Lines that someone who knows Keras writes first: each compiles as it stands, without usings.</summary>
public sealed class ProgramTests
{
    const string Beginning = """
        double[,] x = { { 1, 2 }, { 3, 4 } };
        float[][] rows = [[1, 2], [3, 4]];
        int[] y = [0, 1];
        var model = new Sequential { new Input(2), new Dense(1, "sigmoid") };
        model.Compile("adam", "binary_crossentropy", ["accuracy"]);

        """;

    [Theory]
    [InlineData("model.Fit(x, y, epochs: 2, batchSize: 1, verbose: 0);")]
    [InlineData("model.Fit(rows, y, validationData: (x, y));")]
    [InlineData("model.Fit(rows, y, validationData: (x, y, new double[] { 1, 2 }));")]
    [InlineData("model.Fit(x, y, sampleWeight: new double[] { 1, 2 });")]
    [InlineData("model.Fit(x, y, classWeight: new() { [0] = 1, [1] = 5 });")]
    [InlineData("model.Fit(x, y, classWeight: new Dictionary<int, double> { [0] = 1, [1] = 5 });")]
    [InlineData("var (loss, accuracy) = model.Evaluate(x, y); Console.WriteLine($\"{loss} {accuracy}\");")]
    [InlineData("var logs = model.Evaluate(x, y); Console.WriteLine($\"{logs[1] * 100:0.00} {logs[\"loss\"]}\");")]
    [InlineData("Tensor p = model.Predict(new double[,] { { 1, 2 } }), q = model.PredictClasses(rows);")]
    [InlineData("Tensor z = x, w = rows, l = y; z = z.Reshape([2, 2]).Reshape(4).Reshape((2, 2));")]
    [InlineData("Layer[] cnn = [new Input(28, 28, 1), new Conv2D(32, [3, 3], activation: \"ReLU\"),"
        + " new MaxPooling2D(poolSize: [2, 2], strides: [2, 2]), new Conv2D(8, kernelSize: (5, 5), strides: [2, 2])];")]
    [InlineData("Layer hidden = new Dense(8, Activations.ReLU, kernelInitializer: \"GlorotUniform\");")]
    [InlineData("model.Compile(new SGD(0.01, momentum: 0.9), Losses.MSE, [Metrics.MAE]);")]
    public void Compiles(string line) => Assert.Empty(Snippet.Says(Beginning + line));

    [Fact]
    public void What_does_not_compile_is_found_out() => Assert.NotEmpty(Snippet.Says(Beginning + "model.Fitt(x, y);"));
}
