using LearnDL.Layers;
using LearnDL.Tensors;

namespace LearnDL.Models;

/// <summary>
/// What a backward pass changes beside the gradients: the moving averages of a BatchNormalization, the states of a
/// stateful layer. They are remembered before it, so that a step which fails afterwards leaves no trace. Most models
/// have none.
/// </summary>
sealed class SideEffects
{
    readonly (Parameter Average, Tensor Before)[] averages;
    readonly IRecurrentLayer[] stateful;

    public SideEffects(Model model)
    {
        averages = [.. model.Parameters.Where(parameter => !parameter.IsTrainable)
            .Select(parameter => (parameter, parameter.Value.Keep()))];
        stateful = [.. model.WithInner().Distinct().OfType<IRecurrentLayer>()
            .Where(layer => layer.Settings.Stateful)];
    }

    public void Remember()
    {
        foreach (var (average, before) in averages)
            before.CopyFrom(average.Value);
        foreach (var layer in stateful)
            layer.RememberState();
    }

    public void TakeBack()
    {
        foreach (var (average, before) in averages)
            average.Value.CopyFrom(before);
        foreach (var layer in stateful)
            layer.TakeBackState();
    }

    /// <summary>An average that is no longer finite.</summary>
    public Parameter? FirstBad()
    {
        foreach (var (average, _) in averages)
            if (!double.IsFinite(Magnitude.Largest(average.Value)))
                return average;
        return null;
    }
}
