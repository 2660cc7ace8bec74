using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The gradients of the weights and of the input, from the dz of several time steps at once, while they are still in a
/// near cache.
/// </summary>
readonly struct GradientSums<TStep> where TStep : struct
{
    readonly RecurrentLayer<TStep> layer;
    readonly RecurrentGroup<TStep> s;
    readonly RecurrentGradients gradients;
    readonly Tensor block; // dz of several time steps (…·N, G·U)

    public GradientSums(RecurrentLayer<TStep> layer, RecurrentGroup<TStep> s, RecurrentGradients gradients,
        bool needsInputGradient)
    {
        (this.layer, this.s, this.gradients) = (layer, s, gradients);
        var (R, dtype) = (layer.RecurrentKernel!.Value, s.H.DType);
        block = Tensor.New([Math.Min(s.StepsAtOnce, s.Times) * s.Samples, R.Shape[1]], dtype);
        Dx = needsInputGradient ? Tensor.New(s.X.Shape, dtype) : default;
    }

    /// <summary>
    /// The gradient of the input (T·N, D), complete after the first time step; no tensor where it is not asked for.
    /// </summary>
    public Tensor Dx { get; }

    /// <summary>Where time step t puts its dz (N, G·U).</summary>
    public Tensor Dz(int t) => block[s.Rows(t % s.StepsAtOnce)];

    /// <summary>Takes in the dz of time step t; the first of a block, which comes last, adds the whole block.</summary>
    public void Add(int t)
    {
        if (t % s.StepsAtOnce != 0)
            return;
        var (first, last) = (t, Math.Min(t + s.StepsAtOnce, s.Times));
        var dz = block[s.Rows(0, last - first)];                                // (…·N, G·U)
        s.W.AddGradient(s.X[s.Rows(first, last)], dz, gradients.Kernel);        // dW += xᵀ·dz
        layer.AddRecurrentGradient(s, first, last, dz, gradients);              // dR += hPrevᵀ·dz
        if (gradients.Bias.HasValue)
            dz.SumRows(addTo: layer.InputBias(gradients.Bias));                 // db += Σ dz
        if (Dx.HasValue)
            s.W.DotTransposed(dz, into: Dx[s.Rows(first, last)]);               // dx = dz·Wᵀ
    }
}
