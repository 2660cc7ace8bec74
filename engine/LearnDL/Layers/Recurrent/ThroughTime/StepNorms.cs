using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The size of the gradient that arrives at every time step of a recurrent layer:
/// ‖dLoss/dhₜ‖ over all samples of a batch.
/// </summary>
sealed class StepNorms
{
    readonly List<double> norms = [];

    /// <summary>The norms, first time step first.</summary>
    public IReadOnlyList<double> Norms => norms;

    /// <summary>Takes in the gradient of a time step. The last time step comes first.</summary>
    public void Add(int t, Tensor dh)
    {
        while (norms.Count <= t)
            norms.Add(0);
        norms[t] = Magnitude.Norm(dh);
    }
}
