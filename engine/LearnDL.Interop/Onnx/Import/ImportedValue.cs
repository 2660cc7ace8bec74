using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>
/// A value of an ONNX graph as a tensor of a functional model, whose axes may stand in another order: a Transpose, a
/// Squeeze or an Unsqueeze is only noted down. So images go from one convolution to the next with the channels last,
/// (N, H, W, C), where ONNX has them first: Axes [0, 3, 1, 2].
/// </summary>
/// <param name="Tensor">The tensor; its axis 0 counts the samples.</param>
/// <param name="Axes">For every axis that ONNX sees, that of the tensor; −1 for one of size 1 that it has not.</param>
sealed record ImportedValue(SymbolicTensor Tensor, int[] Axes)
{
    /// <summary>With the axes as ONNX has them.</summary>
    public ImportedValue(SymbolicTensor tensor) : this(tensor, [.. Enumerable.Range(0, tensor.Shape.Rank)])
    {
    }

    /// <summary>The number of axes that ONNX sees.</summary>
    public int Rank => Axes.Length;

    /// <summary>The sizes that ONNX sees.</summary>
    public int[] Sizes => [.. Axes.Select(axis => axis < 0 ? 1 : Tensor.Shape[axis])];

    /// <summary>An axis, counted from the first.</summary>
    public int Axis(OnnxNode node, long axis) => axis >= -Rank && axis < Rank ? (int)(axis < 0 ? axis + Rank : axis)
        : throw node.Damaged($"an axis from {-Rank} to {Rank - 1}", $"{axis}");

    /// <summary>A layer's output that has the axes of its input.</summary>
    public ImportedValue With(SymbolicTensor tensor) => this with { Tensor = tensor };

    /// <summary>The tensor with its axes as ONNX has them.</summary>
    public SymbolicTensor InOrder(OnnxNode node)
    {
        int[] real = [.. Axes.Where(axis => axis >= 0)];
        if (Axes.Length == 0 || Axes[0] != 0)
            throw node.Unsupported("samples along the first axis", $"axes of sizes ({OnnxText.List(Sizes)})");
        var ordered = real.SequenceEqual(Enumerable.Range(0, real.Length)) ? Tensor
            : new Permute(real.AsSpan(1)).Apply(Tensor);
        if (real.Length == Axes.Length)
            return ordered;
        int[] sizes = Sizes[1..];
        return sizes.Count(size => size < 0) <= 1 && Axes.Length <= Shape.MaxRank
            ? new Reshape(Shape.Of(sizes)).Apply(ordered)
            : throw node.Unsupported("at most one size that may be any", $"({OnnxText.List(Sizes)})");
    }

    /// <summary>The tensor with these of ONNX's axes, in this order.</summary>
    public SymbolicTensor InOrder(OnnxNode node, params IEnumerable<int> order) =>
        (this with { Axes = [.. order.Select(axis => Axes[axis])] }).InOrder(node);

    /// <summary>Images (N, H, W, C) or series (N, T, C), with the channels last.</summary>
    public SymbolicTensor ChannelsLast(OnnxNode node) => InOrder(node, [0, .. Enumerable.Range(2, Rank - 2), 1]);

    /// <summary>What comes out of a layer for images, as ONNX sees it.</summary>
    public static ImportedValue ChannelsFirst(SymbolicTensor images) =>
        new(images, [0, images.Shape.Rank - 1, .. Enumerable.Range(1, images.Shape.Rank - 2)]);
}
