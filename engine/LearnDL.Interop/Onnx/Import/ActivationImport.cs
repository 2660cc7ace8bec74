using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>Activations. They go number by number, and so leave the axes as they are.</summary>
static class ActivationImport
{
    /// <summary>One without settings.</summary>
    public static OperatorReader Named(string activation) =>
        (importer, node) => Applied(importer, node, name => new Activation(activation, name));

    static object[] Applied(OnnxImporter importer, OnnxNode node, Func<string?, Layer> make)
    {
        var x = importer.Value(node, 0);
        return [x.With(make(importer.LayerName(node)).Apply(x.Tensor))];
    }

    public static object[] Selu(OnnxImporter importer, OnnxNode node)
    {
        node.Only("alpha", 1.6732632423543772);
        node.Only("gamma", 1.0507009873554805);
        return Applied(importer, node, name => new Activation("selu", name));
    }

    /// <summary>Keras's line from (−3, 0) to (3, 1); ONNX's own slope is 0.2.</summary>
    public static object[] HardSigmoid(OnnxImporter importer, OnnxNode node)
    {
        if (Math.Abs(node.Float("alpha", 0.2) - 1.0 / 6) > 1e-6)
            throw node.Unsupported("alpha = 1/6", $"alpha = {node.Float("alpha", 0.2)}");
        node.Only("beta", 0.5);
        return Applied(importer, node, name => new Activation("hard_sigmoid", name));
    }

    public static object[] Elu(OnnxImporter importer, OnnxNode node) =>
        Applied(importer, node, name => new ELU(node.Float("alpha", 1), name));

    public static object[] LeakyRelu(OnnxImporter importer, OnnxNode node) =>
        Applied(importer, node, name => new LeakyReLU(node.Float("alpha", 0.01), name));

    /// <summary>max(x, 0), and at most the maximum</summary>
    public static object[] Clip(OnnxImporter importer, OnnxNode node)
    {
        var (min, max) = (Bound(importer, node, 1, "min"), Bound(importer, node, 2, "max"));
        return min == 0 ? Applied(importer, node, name => new ReLU(max, name: name))
            : throw node.Unsupported("min = 0", min is null ? "no min" : $"min = {min}");
    }

    static double? Bound(OnnxImporter importer, OnnxNode node, int input, string name) =>
        node.Has(name) ? node.Float(name, 0)
            : importer.WeightOrNone(node, input) is not { HasValue: true } bound ? null
            : bound.Size == 1 ? bound.Item() : throw node.Damaged($"one number as {name}", $"{bound.Size}");

    /// <summary>Slopes (C, 1, 1) or of any shape that is stretched to that of x, without the samples.</summary>
    public static object[] PRelu(OnnxImporter importer, OnnxNode node)
    {
        var (x, slope) = (importer.Value(node, 0), importer.Weight(node, 1));
        var tensor = x.Axes.All(axis => axis >= 0) && x.Axes[0] == 0 ? x : new ImportedValue(x.InOrder(node));
        var sizes = Enumerable.Repeat(1, Math.Max(0, x.Rank - slope.Rank)).Concat(slope.Shape).ToArray();
        if (sizes.Length != x.Rank || sizes[0] != 1
            || sizes.Zip(x.Sizes).Any(pair => pair.First != 1 && pair.First != pair.Second))
            throw node.Unsupported($"slopes for samples ({OnnxText.List(x.Sizes)})", $"{slope.Shape}");
        // in the order of the tensor's axes
        int[] order = [.. Enumerable.Range(1, x.Rank - 1).OrderBy(axis => tensor.Axes[axis]).Select(axis => axis - 1)];
        var alpha = slope.Reshape(Shape.Of(sizes.AsSpan(1))).Transpose(order);
        int[] shared = [.. Enumerable.Range(1, x.Rank - 1).Where(axis => alpha.Shape[axis - 1] == 1)];
        var layer = new PReLU(sharedAxes: shared, name: importer.LayerName(node));
        return [tensor.With(importer.Apply(layer, tensor.Tensor, alpha))];
    }

    /// <summary>Along an axis; before version 13, along all from the axis on, which is the same for the last.</summary>
    public static object[] Softmax(OnnxImporter importer, OnnxNode node)
    {
        var x = importer.Value(node, 0);
        var axis = x.Axis(node, node.Int("axis", node.Opset >= 13 ? -1 : 1));
        if (node.Opset < 13 && axis != x.Rank - 1)
            throw node.Unsupported("the last axis", $"all from axis {axis} of {x.Rank} on");
        x = x.Axes[axis] >= 0 ? x : new ImportedValue(x.InOrder(node));
        return [x.With(new Softmax(x.Axes[axis], importer.LayerName(node)).Apply(x.Tensor))];
    }
}
