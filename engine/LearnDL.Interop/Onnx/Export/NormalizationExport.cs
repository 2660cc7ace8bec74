using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Normalizations, with the statistics that the network has when it is used.</summary>
static class NormalizationExport
{
    /// <summary>y = (x − μ)∘γ/σ + β, σ² = moving variance + ε, along the channels' axis wherever it stands</summary>
    public static string Batch(OnnxGraph g, BatchNormalization layer, OnnxValue x)
    {
        var axis = x.Shape.AxisIndex(layer.Axis);
        Tensor AlongAxis(Tensor row) => row.Reshape([row.Size, .. Enumerable.Repeat(1, x.Shape.Rank - 1 - axis)]);
        var form = $"_{x.Shape.Rank - axis}"; // in another use it may have more axes behind it
        var y = g.Op("Sub", [x.Name, g.Weight(layer.MovingMean!, form, AlongAxis)]);
        y = g.Op("Mul", [y, g.Weight(layer.MovingVariance!, $"_slope{form}",
            variance => AlongAxis(Slope(variance, layer)))]);
        return layer.Beta is { } beta ? g.Op("Add", [y, g.Weight(beta, form, AlongAxis)]) : y;
    }

    /// <summary>γ/σ</summary>
    static Tensor Slope(Tensor variance, BatchNormalization layer)
    {
        var inverseSigma = variance.Cast(DType.Float64).Shift(layer.Epsilon).Sqrt().Reciprocal();
        return layer.Gamma is { } gamma ? inverseSigma.Multiply(gamma.Value.Cast(DType.Float64)) : inverseSigma;
    }

    /// <summary>y = γ∘(x − μ)/σ + β along the last axes; an axis elsewhere is swapped with the last</summary>
    public static string Layer(OnnxGraph g, LayerNormalization layer, OnnxValue x)
    {
        var (rank, first) = (x.Shape.Rank, x.Shape.AxisIndex(layer.Axes[0]));
        int[] order = [.. Enumerable.Range(0, rank)];
        if (layer.Axes.Count == 1)
            (order[first], order[^1]) = (order[^1], order[first]);
        var isSwapped = layer.Axes.Count == 1 && first != rank - 1;
        var given = isSwapped ? g.Op("Transpose", [x.Name], OnnxAttribute.Ints("perm", order)) : x.Name;
        var gamma = layer.Gamma is { } scale ? g.Weight(scale) : Ones(g, layer, x.Shape);
        var y = g.Op("LayerNormalization", layer.Beta is { } beta ? [given, gamma, g.Weight(beta)] : [given, gamma],
            OnnxAttribute.Int("axis", -layer.Axes.Count), OnnxAttribute.Float("epsilon", layer.Epsilon));
        return isSwapped ? g.Op("Transpose", [y], OnnxAttribute.Ints("perm", order)) : y;
    }

    /// <summary>ONNX always has a γ.</summary>
    static string Ones(OnnxGraph g, LayerNormalization layer, Shape x) => g.Op("ConstantOfShape",
        [g.Whole([.. layer.Axes.Select(axis => (long)x[axis])])], OnnxAttribute.One("value"));
}
