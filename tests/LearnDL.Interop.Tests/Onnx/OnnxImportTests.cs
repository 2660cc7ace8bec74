using LearnDL.Data;
using LearnDL.Interop.Onnx;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>Files of other programs, and our own, read back.</summary>
public sealed class OnnxImportTests
{
    /// <summary>A network that was trained elsewhere knows 98.90 % of our digits.</summary>
    [Fact]
    public void Mnist_of_the_ONNX_model_zoo()
    {
        var model = OnnxModel.Load(OnnxGolden.PathOf("mnist-8.onnx"));
        Assert.Equal(("(None, 1, 28, 28)", "(None, 10)"), ($"{model.InputShape}", $"{model.OutputShape}"));
        var (images, labels) = Datasets.Mnist().Test;
        var x = images.Cast(DType.Float32).Scale(1 / 255.0).Reshape(-1, 1, 28, 28);

        var y = model.Predict(x, batchSize: 500);

        var right = y.ArgMax().ToArray<int>().Zip(labels.ToArray<int>(), (got, wanted) => got == wanted);
        Assert.Equal(9890, right.Count(same => same));
        for (var i = 0; i < 100; i++) // the file says that it takes one at a time
            Assert.InRange(OnnxRun.Difference(
                OnnxRun.Outputs(OnnxGolden.Bytes("mnist-8.onnx"), [x[i..(i + 1)]])[0], y[i..(i + 1)]), 0, 1e-5);
    }

    public static TheoryData<string> PyTorch =>
        [.. OnnxGolden.Names.Where(name => name.StartsWith("pytorch-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(PyTorch))]
    public void What_PyTorch_wrote(string name)
    {
        var model = OnnxModel.Load(OnnxGolden.PathOf(name));
        var isIds = name.Contains("last");
        Shape shape = [2, .. model.InputShape[1..]];
        var x = isIds ? Tensor.Uniform(shape, 0, 19.99, seed: 3).Cast(DType.Int32) : Tensor.Normal(shape, seed: 3);

        var y = OnnxRun.Outputs(OnnxGolden.Bytes(name), [x], idsAreWhole: isIds)[0];

        Assert.InRange(OnnxRun.Difference(y, model.Predict(x)), 0, 1e-5);
    }

    [Fact]
    public void All_ten_are_there() => Assert.Equal(10, PyTorch.Count);

    [Fact]
    public void Images_stay_with_their_channels_last()
    {
        var layers = OnnxModel.Load(OnnxGolden.PathOf("pytorch-residual.onnx")).Layers;
        Assert.Single(layers, layer => layer is Permute);
        Assert.Contains(layers, layer => layer is DepthwiseConv2D);
    }

    /// <summary>A bias belongs to the product in front of it, unless something else reads the product.</summary>
    [Fact]
    public void A_bias_that_cannot_be_fused()
    {
        foreach (var isOutput in (bool[])[false, true])
        {
            var graph = new OnnxGraphMaker();
            var product = graph.Op("MatMul", [graph.Input(4), graph.Weight(Tensor.Normal([4, 3]))]);
            var other = isOutput ? "" : graph.Op("Tanh", [product]);
            var sum = graph.Op("Add", [product, graph.Weight(Tensor.Normal([3], seed: 1))]);
            graph.Output(isOutput ? sum : graph.Op("Mul", [sum, other]));
            if (isOutput)
                graph.Output(product);
            var x = Tensor.Normal([2, 4], seed: 2);
            foreach (var (wanted, got) in OnnxRun.Outputs(graph.Bytes, [x])
                .Zip(OnnxModel.FromBytes(graph.Bytes).PredictAll(x)))
                Assert.InRange(OnnxRun.Difference(wanted, got), 0, 1e-6);
        }
    }

    /// <summary>The sizes that a graph asks for itself, of which some may be any.</summary>
    [Fact]
    public void Sizes_that_the_graph_asks_for()
    {
        var graph = new OnnxGraphMaker();
        var x = graph.Input(-1, 4);
        var sizes = graph.Op("Concat", [graph.Op("Slice", [graph.Op("Shape", [x]), graph.Whole(0), graph.Whole(2)]),
            graph.Whole(2, 2)], OnnxAttribute.Int("axis", 0));
        graph.Output(graph.Op("Reshape", [x, sizes]));
        var data = Tensor.Normal([2, 3, 4]);
        var got = OnnxModel.FromBytes(graph.Bytes).Predict(data);
        Assert.Equal([2, 3, 2, 2], got.Shape);
        Assert.Equal(OnnxRun.Outputs(graph.Bytes, [data])[0].ToArray<float>(), got.ToArray<float>());
    }

    /// <summary>It is a model like any other: it can be trained, saved and exported again.</summary>
    [Fact]
    public void Trained_further_and_exported()
    {
        var model = OnnxModel.Load(OnnxGolden.PathOf("pytorch-rows.onnx"), seed: 1);
        var x = Tensor.Normal([32, 6], seed: 2);
        var y = x[.., ..2].Scale(0.5).Keep();
        model.Compile("adam", "mse");
        var before = model.Evaluate(x, y, verbose: 0)["loss"];
        model.Fit(x, y, epochs: 20, verbose: 0);
        Assert.True(model.Evaluate(x, y, verbose: 0)["loss"] < before);
        Assert.InRange(OnnxRun.Difference(model, [x]), 0, 1e-5);
    }
}
