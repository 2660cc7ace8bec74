using LearnDL.Interop.Onnx;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>What stands in the file, and which models cannot be said.</summary>
public sealed class OnnxFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("learndl-onnx-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    string At(string name) => Path.Combine(folder, name);

    [Fact]
    public void Versions_names_and_shapes()
    {
        Input words = new([Shape.Unknown, 2], "words"), habits = new(3, "habits");
        var model = new Model([words, habits],
            [new Dense(1, name: "price").Apply(habits), new Dense(4, name: "rooms").Apply(words)], "house");
        model.ExportOnnx(At("house.onnx"));

        var file = ModelProto.Parser.ParseFrom(File.ReadAllBytes(At("house.onnx")));
        var operators = file.OpsetImport.Single();
        Assert.Equal((8, "", 17), (file.IrVersion, operators.Domain, operators.Version));
        Assert.Equal(("LearnDL", "house"), (file.ProducerName, file.Graph.Name));
        Assert.Equal(["words (batch, words_1, 2)", "habits (batch, 3)"], file.Graph.Input.Select(Described));
        Assert.Equal(["price (batch, 1)", "rooms (batch, rooms_1, 4)"], file.Graph.Output.Select(Described));
        Assert.All(file.Graph.Initializer, weight => Assert.True(weight is { HasRawData: true, FloatData.Count: 0 }));
        Assert.Contains(file.Graph.Node, node => node is { OpType: "Gemm", Name: "price/Gemm" });
    }

    static string Described(ValueInfoProto value) => $"{value.Name} ({string.Join(", ", value.Type.TensorType.Shape.Dim
        .Select(dim => dim.HasDimParam ? dim.DimParam : $"{dim.DimValue}"))})";

    [Fact]
    public void Names_that_are_given_twice_stay_apart()
    {
        var x = new Input(3, "x");
        var inside = new Model(x, new Dense(3, name: "dense").Apply(x), "inside");
        var (y, h) = new GRU(2, returnState: true, name: "x_1").Apply(new RepeatVector(2).Apply(inside.Apply(x)));
        var model = new Model(x, [x, y, h, inside.Apply(new Dense(3, name: "dense").Apply(x))]);

        var file = ModelProto.Parser.ParseFrom(model.ToOnnx());
        string[] all = [.. file.Graph.Node.SelectMany(node => node.Output), .. file.Graph.Input.Select(one => one.Name),
            .. file.Graph.Initializer.Select(one => one.Name)];
        Assert.Equal(all.Distinct(), all);
        Assert.Equal(4, file.Graph.Output.Select(one => one.Name).Distinct().Count());
        Assert.InRange(OnnxRun.Difference(model, [Tensor.Normal([2, 3])]), 0, 1e-5);
    }

    [Fact]
    public void A_layer_that_is_used_twice_has_its_weights_once()
    {
        var (x, lstm) = (new Input([3, 2]), new LSTM(4));
        var model = new Model(x, lstm.Apply(x) + lstm.Apply(new Rescaling(2).Apply(x)));

        var file = ModelProto.Parser.ParseFrom(model.ToOnnx());
        Assert.Equal(3, file.Graph.Initializer.Count(one => one.Name.Contains("lstm")));
        Assert.InRange(OnnxRun.Difference(model, [Tensor.Normal([2, 3, 2])]), 0, 1e-5);
    }

    [Fact]
    public void A_model_in_Float64_leaves_in_Float32()
    {
        var model = new Sequential([new Input([3, 2]), new GRU(4), new Dense(2)], dtype: DType.Float64);
        Assert.InRange(OnnxRun.Difference(model, [Tensor.Normal([2, 3, 2])]), 1e-10, 1e-5);
        model.Layers[^1].Parameters[0].Value.Fill(1e300);
        Assert.Contains("does not fit into Float32", Assert.Throws<OnnxException>(() => model.ToOnnx()).What);
    }

    [Fact]
    public void A_deep_chain()
    {
        var model = new Sequential([new Input(2), .. Enumerable.Range(0, 500).Select(_ => new Rescaling(1))]);
        Assert.Equal(1001, ModelProto.Parser.ParseFrom(model.ToOnnx()).Graph.Node.Count);
    }

    sealed class Doubling : Layer<Doubling.Nothing>
    {
        public readonly record struct Nothing;

        public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

        public override Tensor Forward(Tensor x, bool training, out Nothing saved)
        {
            saved = default;
            return x.Scale(2);
        }

        public override Tensor Backward(Tensor dy, in Nothing saved) => dy.Scale(2);
    }

    [Fact]
    public void A_layer_of_the_users_own_is_named_and_the_old_file_stays()
    {
        File.WriteAllText(At("m.onnx"), "old");
        var model = new Sequential([new Input(2), new Sequential([new Input(2), new Doubling()])]);

        var error = Assert.Throws<OnnxException>(() => model.ExportOnnx(At("m.onnx")));

        Assert.Contains("layer 'doubling' (Doubling) cannot be said in ONNX", error.What);
        Assert.Equal("old", File.ReadAllText(At("m.onnx")));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void So_is_a_stateful_one()
    {
        foreach (var layer in (Layer[])[new LSTM(2, stateful: true), new Bidirectional(new GRU(2, stateful: true))])
        {
            var model = new Sequential([new Input([3, 2]), layer]);
            Assert.Contains("stateful", Assert.Throws<OnnxException>(() => model.ToOnnx()).What);
        }
    }

    [Fact]
    public void Windows_of_any_size_that_ONNX_cannot_find()
    {
        var model = new Sequential([new Input([Shape.Unknown, 1]),
            new Conv1D(1, 2, strides: 2, dilationRate: 2, padding: "same", name: "wave")]);
        Assert.Contains("'wave'", Assert.Throws<OnnxException>(() => model.ToOnnx()).What);
    }

    [Fact]
    public void A_model_without_shapes() =>
        Assert.Throws<ModelException>(() => new Sequential([new Dense(2)]).ToOnnx());

    [Fact]
    public void A_folder_that_is_not_there() => Assert.Throws<SaveException>(
        () => new Sequential([new Input(1), new Dense(1)]).ExportOnnx(At("no/m.onnx")));

    /// <summary>Of settings that are the user's own, an export asks nothing.</summary>
    [Fact]
    public void An_initializer_of_the_users_own_is_no_hindrance()
    {
        var model = new Sequential([new Input([4, 3]), new Conv1D(2, 2, kernelInitializer: new Twos()),
            new GRU(2, kernelInitializer: new Twos()), new BatchNormalization(gammaInitializer: new Twos())]);
        Assert.InRange(OnnxRun.Difference(model, [Tensor.Normal([2, 4, 3])]), 0, 1e-5);
    }

    sealed class Twos : Initializers.Initializer
    {
        protected override Tensor Draw(Shape shape, DType dtype, RandomSource random) => Tensor.Full(shape, 2, dtype);
    }
}
