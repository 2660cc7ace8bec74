using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tensor = LearnDL.Tensors.Tensor;

namespace LearnDL.Interop.Tests.Onnx;

/// <summary>Models in ONNX Runtime, beside LearnDL.</summary>
static class OnnxRun
{
    /// <summary>What ONNX Runtime makes of these inputs, the model's outputs in order.</summary>
    public static Tensor[] Outputs(byte[] file, IReadOnlyList<Tensor> x, bool idsAreWhole = false,
        bool optimizes = true)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            GraphOptimizationLevel = optimizes ? GraphOptimizationLevel.ORT_ENABLE_ALL
                : GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        using var session = new InferenceSession(file, options);
        var given = x.Zip(session.InputNames, (tensor, name) => idsAreWhole
            ? NamedOnnxValue.CreateFromTensor(name, new DenseTensor<long>(
                tensor.Cast(DType.Int32).ToArray<int>().Select(id => (long)id).ToArray(), [.. tensor.Shape]))
            : NamedOnnxValue.CreateFromTensor(name,
                new DenseTensor<float>(tensor.Cast(DType.Float32).ToArray<float>(), [.. tensor.Shape])));
        using var made = session.Run([.. given]);
        return [.. made.Select(value => value.AsTensor<float>())
            .Select(tensor => Tensor.From<float>([.. tensor], Shape.Of(tensor.Dimensions)))];
    }

    /// <summary>The largest difference of an output, relative to the output's largest number.</summary>
    public static double Difference(Model model, IReadOnlyList<Tensor> x)
    {
        var (expected, got) = (model.PredictAll([.. x]), Outputs(model.ToOnnx(), x));
        Assert.Equal(expected.Count, got.Length);
        var worst = 0.0;
        for (var i = 0; i < got.Length; i++)
        {
            Assert.Equal(expected[i].Shape, got[i].Shape);
            worst = Math.Max(worst, Difference(expected[i], got[i]));
        }
        return worst;
    }

    public static double Difference(Tensor expected, Tensor got)
    {
        double[] y = expected.Cast(DType.Float64).ToArray<double>(), p = got.Cast(DType.Float64).ToArray<double>();
        var scale = y.Length == 0 ? 1 : Math.Max(1e-3, y.Max(Math.Abs));
        return y.Zip(p, (a, b) => Math.Abs(a - b)).Append(0).Max() / scale;
    }

    /// <summary>Weights that are all different, so that none can be taken for another.</summary>
    public static T Shaken<T>(T model, int seed) where T : Layer
    {
        foreach (var weight in model.Parameters)
            weight.Value.CopyFrom((weight.Name == "moving_variance"
                ? Tensor.Uniform(weight.Shape, 0.5, 2, seed: seed++)
                : Tensor.Normal(weight.Shape, seed: seed++).Scale(0.4)).Cast(weight.Value.DType));
        return model;
    }
}
