using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// The smallest of its inputs, number by number. Where inputs are equal the first of them counts, and has the gradient.
/// As in Keras 3, padding never wins against a real time step.
/// </summary>
/// <param name="name">A name for summaries and errors.</param>
public sealed class Minimum(string? name = null) : Extreme(name)
{
    private protected override Tensor Beats(Tensor x, Tensor best) => best.Greater(x);

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Minimum FromConfig(Config config) => Make(config, c => new Minimum(c.Name));
}
