using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>The weights of recurrent layers as ONNX's operators want them: the gates one below the other.</summary>
static class OnnxGates
{
    /// <summary>A kernel (D, G·U) as (1, G·U, D), the gates in another order.</summary>
    public static Tensor Kernel(Tensor W, int[] order)
    {
        var (D, U) = (W.Shape[0], W.Shape[1] / order.Length);
        var rows = W.Cast(DType.Float32).Transpose().ToArray<float>(); // (G·U, D)
        float[] ordered = [.. order.SelectMany(gate => rows[(gate * U * D)..((gate + 1) * U * D)])];
        return Tensor.From<float>(ordered, [1, W.Shape[1], D]);
    }

    /// <summary>A bias (G·U), or (2, G·U), as (1, 2·G·U): that of the inputs, then that of the state.</summary>
    public static Tensor Bias(Tensor b, int[] order)
    {
        var (numbers, GU) = (b.Cast(DType.Float32).ToArray<float>(), b.Shape[-1]);
        var U = GU / order.Length;
        var both = new float[2 * GU];
        for (var row = 0; row < b.Size / GU; row++)
            for (var i = 0; i < GU; i++)
                both[row * GU + i] = numbers[row * GU + order[i / U] * U + i % U];
        return Tensor.From<float>(both, [1, 2 * GU]);
    }
}
