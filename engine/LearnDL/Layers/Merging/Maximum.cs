using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The largest of its inputs, number by number. Where inputs are equal the first of them counts, and has the gradient.
/// As in Keras 3, padding never wins against a real time step.
/// </summary>
/// <param name="name">A name for summaries and errors.</param>
public sealed class Maximum(string? name = null) : Extreme(name)
{
    private protected override Tensor Beats(Tensor x, Tensor best) => x.Greater(best);

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Maximum FromConfig(Config config) => Make(config, c => new Maximum(c.Name));
}
