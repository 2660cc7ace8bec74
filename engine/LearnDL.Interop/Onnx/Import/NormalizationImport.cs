using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Normalizations, and what else has a number per channel.</summary>
static class NormalizationImport
{
    /// <summary>y = γ∘(x − μ)/√(variance + ε) + β, the channels at ONNX's axis 1</summary>
    public static object[] Batch(OnnxImporter importer, OnnxNode node)
    {
        node.Only("training_mode", 0);
        node.Only("spatial", 1);
        node.Ignore("momentum", "is_test");
        var x = importer.Value(node, 0);
        if (x.Rank < 2)
            throw node.Damaged("channels along axis 1", $"{x.Rank} axes");
        x = x.Axes[1] > 0 ? x : new ImportedValue(x.InOrder(node));
        var layer = new BatchNormalization(x.Axes[1], epsilon: node.Float("epsilon", 1e-5),
            name: importer.LayerName(node));
        Tensor[] weights = [.. Enumerable.Range(1, 4).Select(input => importer.Weight(node, input))];
        if (weights.Any(weight => weight.Rank != 1 || weight.Size != x.Sizes[1]))
            throw node.Damaged($"scale, B, mean and var of {x.Sizes[1]} channels",
                string.Join(", ", weights.Select(weight => $"{weight.Shape}")));
        return [x.With(importer.Apply(layer, x.Tensor, weights))];
    }

    /// <summary>y = γ∘(x − μ)/σ + β along the last axes</summary>
    public static object[] Layer(OnnxImporter importer, OnnxNode node)
    {
        node.Only("stash_type", 1);
        var value = importer.Value(node, 0);
        var first = value.Axis(node, node.Int("axis", -1));
        var x = value.InOrder(node);
        int[] axes = [.. Enumerable.Range(first - value.Rank, value.Rank - first)];
        Tensor gamma = importer.Weight(node, 1), beta = importer.WeightOrNone(node, 2);
        var layer = new LayerNormalization(axes, node.Float("epsilon", 1e-5), center: beta.HasValue,
            name: importer.LayerName(node));
        Shape features = x.Shape[first..];
        if (gamma.Shape != features || (beta.HasValue && beta.Shape != features))
            throw node.Damaged($"Scale and B {features}", $"{gamma.Shape}");
        return [new ImportedValue(importer.Apply(layer, x, beta.HasValue ? [gamma, beta] : [gamma]))];
    }

    /// <summary>
    /// y = x∘a + b with numbers per channel: a normalization with mean 0 and variance 1 − ε, which training leaves as
    /// it is.
    /// </summary>
    public static ImportedValue PerChannel(OnnxImporter importer, OnnxNode node, ImportedValue x, int axis, Tensor a,
        Tensor b)
    {
        x = x.Axes[axis] > 0 ? x : new ImportedValue(x.InOrder(node));
        const double Epsilon = 0.5; // exact in binary, and so is 1 − ε
        var layer = new BatchNormalization(x.Axes[axis], epsilon: Epsilon, name: importer.LayerName(node))
        {
            Trainable = false,
        };
        return x.With(importer.Apply(layer, x.Tensor, a, b, Tensor.Zeros(a.Shape), Tensor.Full(a.Shape, 1 - Epsilon)));
    }
}
