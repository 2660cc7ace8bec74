using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// Gives every sample's row T times, as a sequence: (N, D) becomes (N, T, D). So what one recurrent layer made of a
/// whole sequence can feed another at every time step. As in Keras 3.
/// </summary>
public sealed class RepeatVector : Layer<RepeatVector.Saved>
{
    readonly int n;

    /// <summary>Backward needs nothing of Forward.</summary>
    public readonly record struct Saved;

    /// <param name="n">T, how many times; at least 1.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">n is below 1.</exception>
    public RepeatVector(int n, string? name = null) =>
        (this.n, Name) = (Hyperparameter.AtLeast(1, n, $"{Called("RepeatVector", name)}: n"), name);

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape) =>
        inputShape.Rank == 2 ? [inputShape[0], n, inputShape[1]] :
        throw new ShapeException($"{this} makes a sequence of a row.", "(batch, features)", $"{inputShape}",
            inputShape.Rank == 3 ? "A recurrent layer before it? Leave returnSequences out there."
                : "Put a Flatten() before it.");

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved)
    {
        saved = default;
        return x.ExpandDims(1).StretchTo(ComputeOutputShape(x.Shape));      // y[n, t] = x[n]      (N, T, D)
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) => dy.Sum(1); // dx = Σ dy[·, t]

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig()) { { "n", n } };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static RepeatVector FromConfig(Config config) => Make(config, c => new RepeatVector(c.Int("n"), c.Name));
}
