namespace LearnDL.Activations;

// What can come out of each activation.
public abstract partial class ActivationFunction
{
    /// <summary>The range of a function that was made with settings of its own.</summary>
    Func<OutputRange, OutputRange>? ownRange;

    /// <summary>What can come out for numbers of a range; null, not known, stands for numbers of any kind.</summary>
    /// <param name="z">What goes in.</param>
    public OutputRange? RangeFor(OutputRange? z)
    {
        if (Name == "linear")
            return z;
        var given = z ?? OutputRange.Any;
        return ownRange is not null ? ownRange(given) : RangeOf(Name, given);
    }

    static OutputRange RangeOf(string name, OutputRange z) => name switch
    {
        "softmax" => OutputRange.Shares,
        "sigmoid" => new OutputRange(0, 1, IsPositive: true),
        "hard_sigmoid" => new OutputRange(0, 1),
        "tanh" or "softsign" => new OutputRange(-1, 1),
        "softplus" or "exponential" => new OutputRange(0, double.PositiveInfinity, IsPositive: true),
        "relu" => z.Min >= 0 ? z : new OutputRange(0, Math.Max(0, z.Max)),
        // below 0 they have a floor of their own, above it they are z, a multiple of z, or less
        "elu" => AtLeast(-1, z, 1),
        "selu" => AtLeast(-SeluScale * SeluAlpha, z, SeluScale),
        "silu" => AtLeast(-0.2785, z, 1), // z·σ(z) is least at z = −1.278
        _ => OutputRange.Any,
    };

    static OutputRange AtLeast(double floor, OutputRange z, double scale) =>
        new(z.Min >= 0 ? 0 : floor, Math.Max(0, z.Max) * scale);

    /// <summary>Of the general ReLU, which has two slopes, a threshold and a maximum.</summary>
    static OutputRange ReLURange(OutputRange z, double maxValue, double negativeSlope, double threshold)
    {
        var above = new OutputRange(0, Math.Max(0, z.Max));
        var below = negativeSlope == 0 ? new OutputRange(0, 0)
            : new OutputRange(Math.Min(z.Min, threshold), Math.Min(z.Max, threshold))
                .Affine(negativeSlope, -negativeSlope * threshold);
        var either = above.Or(below);
        return new OutputRange(Math.Min(either.Min, maxValue), Math.Min(either.Max, maxValue));
    }
}
