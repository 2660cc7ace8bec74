using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Products with a weight, and rows of one.</summary>
static class DenseImport
{
    /// <summary>x·W, W (D, U); with a third input the bias, of an Add behind it.</summary>
    public static object[] MatMul(OnnxImporter importer, OnnxNode node)
    {
        var bias = importer.WeightOrNone(node, 2);
        return Dense(importer, node, importer.Weight(node, 1), bias.HasValue ? bias.Reshape(-1) : bias);
    }

    /// <summary>y = alpha·x·W + beta·C</summary>
    public static object[] Gemm(OnnxImporter importer, OnnxNode node)
    {
        node.Only("transA", 0);
        node.Ignore("broadcast"); // of version 6
        Tensor W = importer.Weight(node, 1), b = importer.WeightOrNone(node, 2);
        var (alpha, beta, isTransposed) = (node.Float("alpha", 1), node.Float("beta", 1), node.Int("transB", 0) != 0);
        if (W.Rank != 2 || (b.HasValue && b.Size != b.Shape[^Math.Min(1, b.Rank)..].Size))
            throw node.Unsupported("W with two axes, and one bias per unit",
                $"{W.Shape} and {(b.HasValue ? b.Shape : [])}");
        W = isTransposed ? W.Transpose() : W;
        return Dense(importer, node, alpha == 1 ? W : W.Scale(alpha), !b.HasValue ? b : b.Reshape(-1).Scale(beta));
    }

    static object[] Dense(OnnxImporter importer, OnnxNode node, Tensor W, Tensor b)
    {
        var x = importer.Value(node, 0);
        if (W.Rank != 2 || x.Rank < 2)
            throw node.Unsupported("x with two axes or more, and W with two", $"{x.Rank} and {W.Rank}");
        var D = x.Sizes[^1];
        if (D != W.Shape[0] || W.Shape[1] == 0)
            throw node.Damaged($"W for {D} features", $"{W.Shape}");
        x = x.Axes[^1] == x.Tensor.Shape.Rank - 1 ? x : new ImportedValue(x.InOrder(node));
        var U = W.Shape[1];
        if (b.HasValue && b.Size is 1)
            b = Tensor.Full([U], b.Item());
        if (b.HasValue && b.Size != U)
            throw node.Damaged($"a bias for {U} units", $"{b.Size}");
        var layer = new Dense(U, useBias: b.HasValue, kernelInitializer: "zeros", name: importer.LayerName(node));
        return [x.With(importer.Apply(layer, x.Tensor, b.HasValue ? [W, b] : [W]))];
    }

    /// <summary>y = E[id]</summary>
    public static object[] Gather(OnnxImporter importer, OnnxNode node)
    {
        if (importer.Find(node, 0) is ImportedValue sequence)
            return [EdgeImport.Step(importer, node, sequence)];
        node.Only("axis", 0);
        if (importer.Known(node, 0) is { Whole: { } row })
            return ConstantImport.Taken(importer, node, row);
        var E = importer.Weight(node, 0);
        if (E.Rank != 2 || E.Size == 0)
            throw node.Unsupported("rows of a table with two axes", $"{E.Shape}");
        var ids = importer.Value(node, 1).InOrder(node);
        var layer = new Embedding(E.Shape[0], E.Shape[1], "zeros", name: importer.LayerName(node));
        return [new ImportedValue(importer.Apply(layer, ids, E))];
    }
}
