using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// While the network learns, multiplies each input by a normally distributed number of mean 1 and of variance
/// rate / (1 − rate), that of what <see cref="Dropout"/> multiplies by (Srivastava and others 2014). When the network
/// is used, it does nothing. The shape stays. As in Keras 3.
/// </summary>
public sealed class GaussianDropout : Layer<GaussianDropout.Saved>
{
    readonly double rate;
    readonly int? seed;

    /// <summary>What Backward needs: what was multiplied by; no tensor where nothing was.</summary>
    public readonly record struct Saved(Tensor Noise);

    /// <param name="rate">The share that a Dropout of the same strength would drop, in [0, 1).</param>
    /// <param name="seed">A seed of its own; by default the model's.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">rate is not in [0, 1).</exception>
    public GaussianDropout(double rate, int? seed = null, string? name = null)
    {
        this.rate = Hyperparameter.Share(rate, $"{Called("GaussianDropout", name)}: rate");
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
        if (!pass.Training || rate == 0)
            return x;
        var stddev = Math.Sqrt(rate / (1 - rate));
        saved = new Saved(DrawsOf(pass, seed).Normal(x.Shape, 1, stddev, x.DType));
        return x.Multiply(saved.Noise);                                             // y = x∘(1 + stddev·z)
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) =>
        saved.Noise.HasValue ? dy.Multiply(saved.Noise) : dy;                       // dx = dy∘(1 + stddev·z)

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "rate", rate }, { "seed", seed } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static GaussianDropout FromConfig(Config config) =>
        Make(config, c => new GaussianDropout(c.Number("rate"), c.IntOrNull("seed"), c.Name));
}
