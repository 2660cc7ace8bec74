using LearnDL.Tensors;

namespace LearnDL.Interop.Onnx;

/// <summary>The weights of a recurrent operator.</summary>
/// <param name="W">(G·U, D), the gates one below the other.</param>
/// <param name="R">(G·U, U).</param>
/// <param name="B">(2, G·U), that of the inputs and that of the state; no tensor where there is none.</param>
/// <param name="Order">Where LearnDL's gates are among ONNX's.</param>
sealed record RecurrentWeights(Tensor W, Tensor R, Tensor B, int[] Order)
{
    public int Units => R.Shape[1];

    public bool HasBias => B.HasValue;

    public static RecurrentWeights Read(OnnxImporter importer, OnnxNode node, int[] order)
    {
        Tensor W = importer.Weight(node, 1), R = importer.Weight(node, 2), B = importer.WeightOrNone(node, 3);
        var (G, U) = (order.Length, (int)Math.Clamp(node.Int("hidden_size", R.Rank == 3 ? R.Shape[2] : 0),
            0, OnnxLimits.Size));
        if (U == 0 || W.Rank != 3 || W.Shape[2] == 0 || W.Shape[0] != 1
            || W.Shape[1] != G * U || R.Shape != (1, G * U, U) || (B.HasValue && B.Shape != (1, 2 * G * U)))
            throw node.Damaged($"W (1, {G * U}, D), R (1, {G * U}, {U}) and B (1, {2 * G * U}), for one direction",
                $"{W.Shape}, {R.Shape} and {(B.HasValue ? B.Shape : [])}");
        return new RecurrentWeights(W[0], R[0], B.HasValue ? B.Reshape(2, G * U) : B, order);
    }

    /// <summary>W (D, G·U), R (U, G·U) and b, (G·U) or for a GRU with resetAfter (2, G·U).</summary>
    public Tensor[] InLearnDL(bool separateBias)
    {
        Tensor w = Ordered(W).Transpose(), r = Ordered(R).Transpose();
        if (!HasBias)
            return [w, r];
        var b = Ordered(B.Transpose()).Transpose();
        return [w, r, separateBias ? b : b[0].Add(b[1])];
    }

    /// <summary>The rows of the gates in LearnDL's order.</summary>
    Tensor Ordered(Tensor rows) => Tensor.Concatenate(
        [.. Order.Select(gate => rows[(gate * Units)..((gate + 1) * Units)])]);
}
