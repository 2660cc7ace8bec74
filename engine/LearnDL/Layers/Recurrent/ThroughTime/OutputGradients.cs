using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>What the layers behind want of the hidden states: of every one, or only of the last.</summary>
readonly struct OutputGradients<TStep> where TStep : struct
{
    readonly RecurrentGroup<TStep> s;
    readonly Tensor dh; // (T·N, U), or of the last time step (N, U)
    readonly bool ofEvery;

    public OutputGradients(RecurrentLayer<TStep> layer, RecurrentGroup<TStep> s, Tensor dy)
    {
        (this.s, ofEvery) = (s, layer.Settings.ReturnSequences);
        dh = ofEvery ? layer.TimeMajor(dy, isInput: false) : dy;
        if (s.Shown.HasValue)
            dh = dh.MultiplyColumn(ofEvery ? s.Shown : s.Shown[^s.Samples..]);
    }

    /// <summary>The gradient of the state after time step t, and what comes by way of its output.</summary>
    public RecurrentState AddTo(RecurrentState d, int t) =>
        ofEvery ? d with { H = d.H.Add(dh[s.Rows(t)]) }
        : t == s.Times - 1 ? d with { H = d.H.Add(dh) }
        : d;
}
