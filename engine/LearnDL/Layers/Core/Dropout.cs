using LearnDL.Activations;
using LearnDL.Saving;
using LearnDL.Tensors;

namespace LearnDL.Layers;

/// <summary>
/// While the network learns, sets a random share of its inputs to 0 and scales the rest up by 1 / (1 − rate), so that
/// sums keep their size (Srivastava and others 2014). When the network is used, it does nothing. The shape stays.
/// </summary>
public sealed partial class Dropout : Layer<Dropout.Saved>
{
    readonly double rate;
    readonly Shape? noiseShape;
    readonly int? seed;

    /// <summary>
    /// What Backward needs: 0 where an input was dropped, 1 / (1 − rate) elsewhere; no tensor when nothing was dropped.
    /// </summary>
    public readonly record struct Saved(Tensor Mask);

    /// <param name="rate">The share that is dropped, in [0, 1).</param>
    /// <param name="noiseShape">The shape of the mask, with the batch axis: size 1 drops along a whole axis together,
    /// None (-1) takes the input's size. The input's shape by default.</param>
    /// <param name="seed">A seed of its own; by default the model's.</param>
    /// <param name="name">A name for summaries and errors.</param>
    /// <exception cref="HyperparameterException">rate is not in [0, 1).</exception>
    public Dropout(double rate, Shape? noiseShape = null, int? seed = null, string? name = null)
    {
        this.rate = Hyperparameter.Share(rate, $"{Called("Dropout", name)}: rate");
        (this.noiseShape, this.seed, Name) = (noiseShape, seed, name);
    }

    /// <inheritdoc/>
    public override MaskUse MaskUse => MaskUse.Passes;

    /// <inheritdoc/>
    public override OutputRange? RangeFor(OutputRange? input) => input;

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        for (var axis = 0; axis < (noiseShape?.Rank ?? 0) && inputShape.Rank == noiseShape!.Value.Rank; axis++)
            if (noiseShape.Value[axis] is not (1 or Shape.Unknown)
                && (axis == 0 || noiseShape.Value[axis] != inputShape[axis]))
                throw BadNoise(inputShape);
        return noiseShape is { } noise && noise.Rank != inputShape.Rank ? throw BadNoise(inputShape) : inputShape;
    }

    ShapeException BadNoise(Shape inputShape) =>
        new($"{this}: noiseShape does not suit the input.",
            $"{inputShape.Rank} sizes, each 1 or None (-1), or after the batch axis the input's",
            $"{noiseShape} for {inputShape}",
            "For a mask that is the same for all time steps of (None, T, D): noiseShape [-1, 1, -1].");

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, bool training, out Saved saved) =>
        Forward(x, default, new ForwardPass(training), out saved);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Tensor mask, in ForwardPass pass, out Saved saved)
    {
        saved = pass.Training && rate > 0 ? new Saved(NewMask(x, DrawsOf(pass, seed))) : default;
        return saved.Mask.HasValue ? x.Multiply(saved.Mask) : x;
    }

    /// <inheritdoc/>
    public override Tensor Backward(Tensor dy, in Saved saved) => saved.Mask.HasValue ? dy.Multiply(saved.Mask) : dy;

    Tensor NewMask(Tensor x, Draws draws)
    {
        var shape = noiseShape ?? x.Shape;
        if (noiseShape is { } noise && noise[0] == 1)
            draws = draws with { FirstSample = 0 }; // one mask for all samples of the batch
        for (var axis = 0; axis < shape.Rank; axis++)
            if (shape[axis] == Shape.Unknown)
                shape = shape.With(axis, x.Shape[axis]);
        return draws.DropoutMask(shape, rate, x.DType).StretchTo(x.Shape);
    }

    /// <inheritdoc/>
    public override Config GetConfig() => new(base.GetConfig())
    {
        { "rate", rate }, { "noise_shape", noiseShape }, { "seed", seed },
    };

    /// <summary>A layer with these settings.</summary>
    /// <exception cref="ConfigException">A setting is missing, wrong or not known.</exception>
    public static Dropout FromConfig(Config config) =>
        Make(config, c => new Dropout(c.Number("rate"), c.ShapeOrNull("noise_shape"), c.IntOrNull("seed"), c.Name));
}
