using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// While the network learns, adds normally distributed noise with mean 0: y = x + stddev·z. When the network is used,
/// it does nothing. The shape stays. As in Keras 3, which takes stddev up to 1 only.
/// </summary>
public sealed class GaussianNoise : Layer<GaussianNoise.Saved>
{
    readonly double stddev;
    readonly int? seed;

    /// <summary>Backward needs nothing of Forward.</summary>
    public readonly record struct Saved;

    /// <param name="stddev">The standard deviation of the noise, at least 0.</param>
    /// <param name="seed">A seed of its own; by default the model's.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">stddev is negative, NaN or infinite.</exception>
    public GaussianNoise(double stddev, int? seed = null, string? name = null)
    {
        this.stddev = Hyperparameter.NotNegative(stddev, $"{Called("GaussianNoise", name)}: stddev");
        (this.seed, Name) = (seed, name);
    }

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape) => inputShape;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved) =>
        Forward(x, default, new ForwardPass(training), out saved);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Tensor mask, in ForwardPass pass, out Saved saved)
    {
        saved = default;
        return pass.Training && stddev > 0
            ? x.Add(DrawsOf(pass, seed).Normal(x.Shape, 0, stddev, x.DType)) : x;   // y = x + stddev·z
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) => dy;               // dx = dy

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "stddev", stddev }, { "seed", seed } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static GaussianNoise FromConfig(Config config) =>
        Make(config, c => new GaussianNoise(c.Number("stddev"), c.IntOrNull("seed"), c.Name));
}
