using LearnDL.Layers;
using LearnDL.Models;
using LearnDL.Tensors;

namespace LearnDL.Checks;

/// <summary>
/// How large the gradient is at every time step of a model's recurrent layers. On its way back through time it is
/// multiplied by the same weights at every time step, and so may fade to nothing, or explode (Bengio, Simard and
/// Frasconi 1994). Explained in lesson 07-lstm.
/// </summary>
/// <param name="Loss">The loss of the samples that were looked at.</param>
/// <param name="Layers">The recurrent layers, first to last.</param>
public sealed record GradientFlow(double Loss, IReadOnlyList<StepFlow> Layers)
{
    /// <summary>
    /// Looks at one forward and backward pass. Weights, optimizer and kept states stay as they are; dropout is off. The
    /// parameters' gradients are those of this pass afterwards.
    /// </summary>
    /// <param name="model">A compiled model; it is built from x, if it is not yet.</param>
    /// <param name="x">The samples (N, T, …).</param>
    /// <param name="y">A target for every sample.</param>
    /// <exception cref="ModelException">The model has no recurrent layer, or only frozen ones at its beginning, was not
    /// compiled with a loss, or is in use.</exception>
    /// <exception cref="LearnDLException">The data do not fit the model.</exception>
    public static GradientFlow Measure(Model model, TensorList x, TensorList y)
    {
        List<(IRecurrentLayer Layer, StepNorms Norms)> watched =
            [.. RecurrentLayersOf(model).Select(layer => (layer, new StepNorms()))];
        if (watched.Count == 0)
            throw new ModelException(
                $"Model '{model.Name}' has no time steps to follow a gradient through.", "a SimpleRNN, LSTM or GRU",
                $"{model.Layers.Count} layers, none recurrent", "Look at the parameters' gradients instead.");
        try
        {
            foreach (var (layer, norms) in watched)
                layer.Flow = norms;
            var loss = model.ComputeGradients(x, y);
            var reached = watched.FindAll(one => one.Norms.Norms.Count > 0);
            if (reached.Count == 0)
                throw new ModelException(
                    $"No gradient reaches a recurrent layer of model '{model.Name}'.",
                    "a trainable weight in a recurrent layer, or before one", "all of them frozen",
                    "Look before the layers are frozen, or set Trainable = true.");
            return new GradientFlow(loss, [.. reached.Select(one =>
                new StepFlow(((Layer)one.Layer).Name!, one.Norms.Norms, one.Layer.Settings.Truncate))]);
        }
        finally
        {
            foreach (var (layer, _) in watched)
                layer.Flow = null;
        }
    }

    /// <summary>The recurrent layers, those inside others too.</summary>
    static IEnumerable<IRecurrentLayer> RecurrentLayersOf(Model model) =>
        model.WithInner().Distinct().OfType<IRecurrentLayer>();

    /// <summary>Every layer's line and bars.</summary>
    public override string ToString() => string.Join("\n", Layers);
}
