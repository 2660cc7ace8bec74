using System.Runtime.CompilerServices;
using LearnDL.Data;
using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>Files of other programs, and our own, read back.</summary>
public sealed class OnnxImportTests
{
    static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    public static string File(string name) => Path.Combine(Here(), name);

    /// <summary>A network that was trained elsewhere knows 98.90 % of our digits.</summary>
    [Fact]
    public void Mnist_of_the_ONNX_model_zoo()
    {
        var model = OnnxModel.Load(File("mnist-8.onnx"));
        Assert.Equal("(None, 1, 28, 28)", $"{model.InputShape}");
        Assert.Equal("(None, 10)", $"{model.OutputShape}");
        var (images, labels) = Datasets.Mnist().Test;
        var x = images.Cast(DType.Float32).Scale(1 / 255.0).Reshape(-1, 1, 28, 28);

        var classes = model.Predict(x, batchSize: 500).ArgMax();

        var right = classes.ToArray<int>().Zip(labels.ToArray<int>(), (got, wanted) => got == wanted).Count(same => same);
        Assert.Equal(9890, right);
        var first = x[..1];
        var expected = OnnxRun.Outputs(System.IO.File.ReadAllBytes(File("mnist-8.onnx")), [first])[0];
        Assert.InRange(OnnxRun.Difference(expected, model.Predict(first)), 0, 1e-5);
    }
}
