namespace LearnDL.Tests.Packages;

/// <summary>What a reader of Keras's guides writes down first compiles, with the package's usings alone.</summary>
public sealed class AsInKerasTests
{
    [Theory]
    [InlineData("Shape[] all = [new Input(shape: [null]).Shape, new Input([null, 10], name: \"ts\").Shape,"
        + " new Input(null, 14).Shape, new Input(null, 2, 1).Shape, new Input([784]).Shape, new Input(8).Shape];")]
    [InlineData("new Sequential([new Dense(1)]).Build([null, 8]);")]
    [InlineData("Input a = new([4]), b = new([4]); var m = new Model([a, b], [a + b, a - b, a * b]);")]
    [InlineData("new Sequential().Compile(\"adam\","
        + " loss: new() { [\"price\"] = \"mse\", [\"rooms\"] = new Huber() },"
        + " metrics: new() { [\"price\"] = [\"mae\", new MeanSquaredError()], [\"rooms\"] = \"mse\" },"
        + " lossWeights: new() { [\"price\"] = 1, [\"rooms\"] = 0.2 });")]
    [InlineData("new Sequential().Compile(\"adam\", \"mse\","
        + " new Dictionary<string, string[]> { [\"price\"] = [\"mae\"], [\"rooms\"] = [\"mse\"] });")]
    [InlineData("new Sequential().Compile(\"adam\", \"mse\","
        + " new Dictionary<string, Metric[]> { [\"price\"] = [\"mae\", new AUC()] });")]
    [InlineData("new Sequential().Compile(\"adam\", \"mse\","
        + " new Dictionary<string, string> { [\"price\"] = \"mae\" });")]
    [InlineData("new Sequential().Compile(\"adam\", \"mse\","
        + " [[new MeanAbsoluteError()], [new CategoricalAccuracy()]]);")]
    [InlineData("Tensor a = new float[2, 2]; new Sequential().Fit(new() { [\"words\"] = a, [\"habits\"] = a },"
        + " new() { [\"price\"] = a }, batchSize: 32);")]
    [InlineData("Tensor y = new int[] { 0, 2 }; var a = y.ToCategorical(); var b = Preprocessing.ToCategorical(y,"
        + " numClasses: 3); var c = Preprocessing.ToCategorical(new[] { 0, 2 }, 3);")]
    [InlineData("int[][] ids = [[1, 2], [3]]; List<List<int>> lists = [[1, 2], [3]];"
        + " Tensor[] all = [ids.PadSequences(4), Sequences.PadSequences(ids, maxlen: 4, padding: \"post\"),"
        + " ids.PadSequences(maxLength: 4), lists.PadSequences(padding: \"post\")];")]
    [InlineData("var e = new Embedding(50, 8, embeddingsInitializer: new Constant(new float[50, 8]))"
        + " { Trainable = false }; var mask = e.ComputeMask(new int[,] { { 1, 0 } });")]
    [InlineData("var x = new Dense(3).Apply(Tensor.Ones([2, 4])); var y = new Dropout(0.5).Apply(x, training: true);"
        + " double first = (double)x[0, 0]; var yes = (x > 0.5).AsType(\"int32\"); int best = (int)x[0].ArgMax();")]
    public void It_compiles(string program) => Assert.Empty(Snippet.Says(program));
}
