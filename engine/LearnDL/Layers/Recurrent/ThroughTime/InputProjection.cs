using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The input's share of the sums, x·W + b. It needs no state, so several time steps share a product: one large product
/// is several times faster than many small ones.
/// </summary>
struct InputProjection<TStep>(RecurrentLayer<TStep> layer, RecurrentGroup<TStep> s) where TStep : struct
{
    Tensor block; // of the time steps from a multiple of s.StepsAtOnce on

    /// <summary>x·W + b of time step t (N, G·U); to be asked for in order.</summary>
    public Tensor At(int t)
    {
        var inBlock = t % s.StepsAtOnce;
        if (inBlock == 0)
        {
            block = s.W.Dot(s.X[s.Rows(t, Math.Min(t + s.StepsAtOnce, s.Times))]);  // xW = x·W  (…·N, G·U)
            if (layer.Bias is { } b)
                block.AddRow(layer.InputBias(b.Value), into: block);                // xW += b
        }
        return block[s.Rows(inBlock)];
    }
}
